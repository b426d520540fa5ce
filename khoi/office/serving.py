"""Stored files on their way out: taken away only as attachments, looked at only as pictures of their pages."""

from io import BytesIO
from pathlib import Path

from flask import Response, send_file
from werkzeug.exceptions import NotFound

from khoi.office.preview import can_show, count_pages, page_png
from tenants import files
from tenants.files import FileFacts
from tenants.refusal import Refused

#: Whatever a browser makes of the bytes, it may run and load nothing.
HARMLESS = "sandbox; default-src 'none'"


class Lost(NotFound):
    """The row of a file is there, and its bytes are not: somebody has to bring them back from the backup."""

    def __init__(self, file: FileFacts) -> None:
        super().__init__(f"Tệp “{file.name}” có trong danh mục nhưng nội dung không còn trên máy chủ.")
        self.sha256 = file.sha256


def kept(file: FileFacts) -> Path:
    """Where the file's bytes lie; raises where they are gone."""
    place = files.place(file.sha256)
    if not place.is_file():
        raise Lost(file)
    return place


def attachment(file: FileFacts) -> Response:
    """The file itself, under the name it came with; the caller has fetched its row through the wall."""
    answer = send_file(kept(file), mimetype=file.media_type, as_attachment=True, download_name=file.name, max_age=0)
    answer.headers["Content-Security-Policy"] = HARMLESS
    return answer


def made_file(content: bytes, media_type: str, name: str) -> Response:
    """A file that the portal has just made, to be taken away."""
    answer = send_file(BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name, max_age=0)
    answer.headers["Content-Security-Policy"] = HARMLESS
    return answer


def picture(file: FileFacts, page: int) -> Response:
    """One page of the file, from 1, as a PNG; there is no other page."""
    if not 1 <= page <= pages_of(file):
        raise NotFound
    answer = send_file(_drawn(file, page), mimetype="image/png", max_age=0)
    answer.headers["Content-Security-Policy"] = HARMLESS
    return answer


def pages_of(file: FileFacts) -> int:
    """How many pages can be looked at; 0 where none can."""
    if file.pages or not can_show(file.media_type):
        return file.pages or 0
    return count_pages(kept(file), file.media_type) or 0


def why_not_shown(file: FileFacts, page: int) -> str:
    """Draw the page before the answer goes out; empty when it can be shown, else the reason in words."""
    try:
        _drawn(file, page)
    except Refused as refused:
        return refused.message
    except Lost as lost:
        return str(lost.description)
    return ""


def _drawn(file: FileFacts, page: int) -> Path:
    return page_png(kept(file), file.media_type, page, files.previews())
