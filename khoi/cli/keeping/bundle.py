"""A backup as one file: a zip of the database, the stored files and a manifest that says what must come out again."""

import hashlib
import json
import os
import re
import secrets
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from tenants.refusal import Refused

FORMAT = "khoi-backup-1"
MANIFEST, SECRET = "manifest.json", "secret.key"
CHUNK = 1 << 20
SHA256 = re.compile(r"[0-9a-f]{64}")

Watch = Callable[[Iterable[str], str, int], Iterable[str]]
Tables = dict[str, dict[str, Any]]


@dataclass
class Manifest:
    """What a backup holds, with the hash of everything."""

    made_at: str
    revision: str
    #: "sqlite" or "postgresql", and the name of the database's file in the bundle.
    kind: str
    database: str
    sha256: str = ""
    #: By table: how many rows, and the hash of all of them in order.
    tables: Tables = field(default_factory=dict)
    #: The stored files by hash, with their sizes.
    files: dict[str, int] = field(default_factory=dict)
    #: Files that rows name but that were not there, or not as they should be.
    missing: list[str] = field(default_factory=list)
    format: str = FORMAT

    def summary(self, path: Path) -> dict[str, Any]:
        """What the command prints."""
        return {
            "file": str(path),
            "made_at": self.made_at,
            "revision": self.revision,
            "rows": sum(table["rows"] for table in self.tables.values()),
            "files": len(self.files),
            "missing": self.missing,
        }


class Writer:
    """A bundle that is being written."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self.archive, self.manifest = archive, manifest

    def add_database(self, source: Path) -> None:
        self.manifest.sha256 = sha256_of(source)
        self.archive.write(source, self.manifest.database, zipfile.ZIP_DEFLATED)

    def add_file(self, source: Path, sha256: str) -> None:
        """A stored file, if it is there and still what its hash says."""
        if not source.is_file() or sha256_of(source) != sha256:
            self.manifest.missing.append(sha256)
            return
        self.archive.write(source, f"files/{sha256}")
        self.manifest.files[sha256] = source.stat().st_size

    def add_secret(self, source: Path) -> None:
        if source.is_file():
            self.archive.write(source, SECRET)


@contextmanager
def writing(target: Path, manifest: Manifest) -> Iterator[Writer]:
    """Write a bundle beside its place, readable by its owner alone; move it there when all is in."""
    if target.exists():
        raise Refused(f"Đã có {target}: chọn tên khác.")
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
                yield Writer(archive, manifest)
                archive.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


class Reader:
    """A bundle that is being read: everything is held against the manifest while it comes out."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = frozenset(archive.namelist())
        self.manifest = self._manifest()

    def take_database(self, target: Path) -> None:
        self._take(self.manifest.database, target, self.manifest.sha256)

    def take_files(self, place: Callable[[str], Path], watch: Watch) -> None:
        """Every stored file to the place its hash has."""
        for sha256 in watch(self.manifest.files, "Tệp", len(self.manifest.files)):
            self._take(f"files/{sha256}", place(sha256), sha256)

    def take_secret(self, target: Path) -> None:
        if SECRET in self.names:
            with target.open("xb") as out:
                target.chmod(0o600)
                out.write(self.archive.read(SECRET))

    def _manifest(self) -> Manifest:
        try:
            manifest = Manifest(**json.loads(self.archive.read(MANIFEST)))
        except (KeyError, ValueError, TypeError) as error:
            raise Refused("Bản sao lưu không có danh mục (manifest.json) đúng mẫu.") from error
        if manifest.format != FORMAT or not all(SHA256.fullmatch(name) for name in manifest.files):
            raise Refused(f"Bản sao lưu theo mẫu “{manifest.format}”, phần mềm này đọc “{FORMAT}”.")
        if manifest.database not in ("khoi.db", "khoi.pgdump"):
            raise Refused(f"Bản sao lưu gọi cơ sở dữ liệu là “{manifest.database}”.")
        return manifest

    def _take(self, name: str, target: Path, sha256: str) -> None:
        if name not in self.names:
            raise Refused(f"Bản sao lưu thiếu {name}.")
        target.parent.mkdir(parents=True, exist_ok=True)
        with self.archive.open(name) as packed, target.open("xb") as out:
            target.chmod(0o600)
            found = _copied(packed, out)
            out.flush()
            os.fsync(out.fileno())
        if found != sha256:
            raise Refused(f"Bản sao lưu hỏng: {name} không khớp mã kiểm tra.")


@contextmanager
def reading(source: Path) -> Iterator[Reader]:
    """Open a bundle; refused where it is none, or damaged."""
    try:
        with zipfile.ZipFile(source) as archive:
            yield Reader(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise Refused(f"{source}: không phải bản sao lưu, hoặc đã hỏng.") from error


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copied(source: IO[bytes], out: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        out.write(chunk)
    return digest.hexdigest()
