"""The package itself: written to a file piece by piece, each part hashed on its way in, never larger than a limit."""

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from khoi.office.docx import write
from khoi.summaries.dossier.collecting import Part
from khoi.summaries.rules.papers.dossier import Contents, Listed, contents_document, contents_text
from tenants.refusal import Refused

CHUNK = 1 << 20
#: More than any bloc's year; beyond it the disk is somebody else's too.
LARGEST = 512 << 20
IN_MEMORY = 8 << 20


@dataclass(frozen=True, slots=True)
class Packed:
    """The package, rewound, with its hash and size and how many files it holds."""

    file: IO[bytes]
    sha256: str
    size: int
    count: int


def packed(parts: Sequence[Part], contents: Contents) -> Packed:
    """The package of these parts; `contents` says everything of the table of contents but the files themselves."""
    out: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever sends it closes it
    listed: list[Listed] = []
    with ZipFile(out, "w") as archive:
        for part in parts:
            if part.path:
                listed.append(_put(archive, part, LARGEST - sum(each.size for each in listed)))
        missing = tuple(part.title for part in parts if not part.path)
        whole = Contents(
            contents.bloc, contents.lead, contents.year, contents.made, tuple(listed), missing, contents.anchor
        )
        for path, content in (
            ("00-muc-luc.docx", write(contents_document(whole))),
            ("00-muc-luc.txt", contents_text(whole).encode("utf-8-sig")),
        ):
            archive.writestr(_info(path), content)
    return _closed(out, len(listed) + 2)


def _put(archive: ZipFile, part: Part, room: int) -> Listed:
    digest, size = hashlib.sha256(), 0
    with archive.open(_info(part.path), "w", force_zip64=True) as target:
        for piece in _pieces(part):
            size += len(piece)
            if size > room:
                raise Refused("Hồ sơ quá lớn (hơn 512 MB). Hãy gửi bản ký số riêng.")
            digest.update(piece)
            target.write(piece)
    return Listed(part.path, part.title, digest.hexdigest(), size)


def _pieces(part: Part) -> Iterator[bytes]:
    stream: IO[bytes] = part.place.open("rb") if part.place is not None else BytesIO(part.make() if part.make else b"")
    with stream:
        while piece := stream.read(CHUNK):
            yield piece


def _info(path: str) -> ZipInfo:
    """Word, Excel and PDF are packed already."""
    info = ZipInfo(path, (1980, 1, 1, 0, 0, 0))
    info.compress_type = ZIP_DEFLATED if path.endswith(".txt") else ZIP_STORED
    info.external_attr = 0o600 << 16
    return info


def _closed(out: IO[bytes], count: int) -> Packed:
    digest, size = hashlib.sha256(), 0
    out.seek(0)
    while piece := out.read(CHUNK):
        digest.update(piece)
        size += len(piece)
    out.seek(0)
    return Packed(out, digest.hexdigest(), size, count)
