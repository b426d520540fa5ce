"""Files as they arrive: through the gate, then safe on disk, before any transaction begins."""

import io
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from flask import current_app, flash, redirect, render_template
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from khoi.office.preview import count_pages
from khoi.office.upload import EVIDENCE, MEGABYTE, FileKind, pass_upload
from tenants import files
from tenants.files import Received
from tenants.gate import wants_fragment
from tenants.rations import give_back, spend_upload
from tenants.refusal import Refused, TooMany

NOTHING_CHOSEN = "Chưa chọn tệp nào."
#: How a list of kinds is said to people, and to the browser's file chooser.
KINDS, ACCEPT = "PDF, ảnh PNG và JPEG, Word (.docx), Excel (.xlsx)", ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came through the gate, and why the rest did not."""

    taken: list[Received] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def most_bytes() -> int:
    """The size limit of one file."""
    return int(current_app.extensions["settings"].max_upload_mb) * MEGABYTE


def limits() -> dict[str, object]:
    """What pages say about uploads beforehand."""
    return {"most_bytes": most_bytes(), "most_megabytes": most_bytes() // MEGABYTE, "kinds": KINDS, "accept": ACCEPT}


def arrived(storages: Iterable[FileStorage]) -> Arrived:
    """Let each file through the gate; one that is refused does not hold back the others. Who has used up the day's
    number of files is told so once: none came in, or those before it did."""
    found = Arrived()
    for storage in storages:
        try:
            found.taken.append(receive(storage))
        except TooMany as refused:
            if not found.taken:
                raise
            found.refused.append(refused.message)
            break
        except Refused as refused:
            found.refused.append(refused.message)
    if not found.taken and not found.refused:
        found.refused.append(NOTHING_CHOSEN)
    return found


def receive(storage: FileStorage, kinds: Collection[FileKind] = EVIDENCE) -> Received:
    """One file of these kinds, checked, counted, kept under its hash, its pages counted; Refused in words otherwise."""
    content = storage.stream.read()
    passed = pass_upload(storage.filename or "", content, most_bytes=most_bytes(), kinds=kinds)
    settings = current_app.extensions["settings"]
    use = spend_upload(len(content), settings.uploads_a_day, settings.quota_mb)
    try:
        kept = files.keep(io.BytesIO(content))
    except OSError:
        give_back(use)
        raise
    return Received(passed.name, passed.mime, kept, count_pages(files.place(kept.sha256), passed.mime))


def upload_answer(came: Arrived, part: str, page: str, **shown: object) -> Response | tuple[str, int]:
    """What is said after files were dropped or chosen: to our script the part of the page that lists them, drawn with
    what is `shown`; to a browser a message each, and the way back to the `page`."""
    if wants_fragment():
        drawn = render_template(part, editable=True, refused=came.refused, **shown, **limits())
        return drawn, 200 if came.taken else 422
    for problem in came.refused:
        flash(problem, "error")
    if came.taken:
        flash(f"Đã nhận {len(came.taken)} tệp.", "ok")
    return redirect(page, 303)
