"""A look at a stored file without opening it: pages as PNG, made by a child process with limits, kept under its hash.

The web process never parses an uploaded file; a file that breaks its reader breaks the child, and the page says so.
"""

import os
import secrets
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from tenants.refusal import Refused

CHILD = Path(__file__).with_name("preview_child.py")
PDF = "application/pdf"
SHOWN = (PDF, "image/png", "image/jpeg")
#: Wall-clock time; the child itself has less of the processor.
SECONDS = 20
CANNOT = "Không xem trước được tệp này (tệp hỏng, quá phức tạp hoặc quá lớn). Hãy tải về để mở."
NO_PAGE = "Tệp không có trang này."

#: A processor each for the drawing; whoever comes third waits, and not for ever.
_turns = BoundedSemaphore(2)


def can_show(media_type: str) -> bool:
    """Word and Excel files are only downloaded."""
    return media_type in SHOWN


def count_pages(source: Path, media_type: str) -> int | None:
    """How many pages the file has; None where it cannot be shown."""
    if not can_show(media_type):
        return None
    try:
        return _run(source, media_type, 0, os.devnull)
    except Refused:
        return None


def page_png(source: Path, media_type: str, page: int, cache: Path) -> Path:
    """The picture of a page, drawn at the first look. Refused in words where it cannot be drawn."""
    if not can_show(media_type):
        raise Refused("Tệp Word và Excel không xem trước được trên hệ thống. Hãy tải về để mở.")
    folder = cache / source.name[:2] / source.name
    final = folder / f"{page}.png"
    if not final.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _draw(source, media_type, page, final)
    return final


def _draw(source: Path, media_type: str, page: int, final: Path) -> None:
    """Draw into a name of its own, then move: who comes meanwhile sees the whole picture or none."""
    part = final.with_name(secrets.token_hex(8))
    try:
        _run(source, media_type, page, str(part))
        part.replace(final)
    finally:
        part.unlink(missing_ok=True)


def _run(source: Path, media_type: str, page: int, target: str) -> int:
    if not _turns.acquire(timeout=SECONDS):
        raise Refused("Máy chủ đang bận tạo bản xem trước. Hãy thử lại sau ít giây, hoặc tải tệp về.")
    try:
        # Isolated (-I) and without our environment: the child knows no secret and no address.
        done = subprocess.run(  # noqa: S603 - our own program, our own paths
            [sys.executable, "-I", str(CHILD), str(source), media_type, str(page), target],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, env={"LC_ALL": "C.UTF-8"}, check=True,
        )  # fmt: skip
        return int(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise Refused(CANNOT) from None
    finally:
        _turns.release()
