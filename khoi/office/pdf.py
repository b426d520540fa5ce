"""PDF of a document, where LibreOffice is installed: a process of its own, with its own profile, one at a time."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tenants.refusal import Refused

with suppress(ImportError):  # Windows has none
    import fcntl

PDF = "application/pdf"
#: A report takes one to three seconds; whoever comes second waits for the first.
SECONDS = 60
ELSEWHERE = (
    "/usr/lib/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
#: Tagged, so that a screen reader finds headings and heads of tables.
FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
NONE_HERE = "Máy chủ chưa cài LibreOffice nên không tạo được PDF. Hãy tải tệp Word, mở và chọn “Lưu thành PDF”."
FAILED = "LibreOffice không chuyển được tài liệu sang PDF. Hãy tải tệp Word, mở và chọn “Lưu thành PDF”."
TOO_LONG = "Chuyển sang PDF quá lâu nên đã dừng. Hãy tải tệp Word, mở và chọn “Lưu thành PDF”."
BUSY = "Máy chủ đang tạo PDF cho người khác. Hãy thử lại sau ít phút, hoặc tải tệp Word."


def soffice_path() -> str | None:
    """Where a LibreOffice that reads Word files is on this machine; None where there is none."""
    places = (shutil.which("soffice"), shutil.which("libreoffice"), *ELSEWHERE)
    return next((place for place in places if place and Path(place).is_file() and _has_writer(Path(place))), None)


def _has_writer(program: Path) -> bool:
    """Whether the part for texts is installed: a server may have the one for spreadsheets alone."""
    parts = {part.name for part in program.resolve().parent.glob("libs[cdw]lo.so")}
    return not parts or "libswlo.so" in parts


def can_make_pdf() -> bool:
    """Whether a page should offer PDF at all."""
    return soffice_path() is not None


def pdf_of(docx: bytes, *, seconds: float = SECONDS) -> bytes:
    """The document as PDF; refused in words where there is no LibreOffice, where it fails or takes too long."""
    program = soffice_path()
    if program is None:
        raise Refused(NONE_HERE)
    with _one_at_a_time(seconds), tempfile.TemporaryDirectory(prefix="khoi-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "tai-lieu.docx").write_bytes(docx)
        _run(program, folder, seconds)
        made = folder / "tai-lieu.pdf"
        if not made.is_file():
            raise Refused(FAILED)
        return made.read_bytes()


def _run(program: str, folder: Path, seconds: float) -> None:
    """A profile a job: a second LibreOffice on the same profile would hand its work to the first and end."""
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
               "--convert-to", FILTER, "--outdir", str(folder), str(folder / "tai-lieu.docx")]  # fmt: skip
    # It knows no secret and no address of ours; its helpers belong to a group that ends with it.
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    child = subprocess.Popen(  # noqa: S603 - a known program, our own paths
        command, cwd=folder, env=environment, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise Refused(TOO_LONG) from None
    finally:
        _end(child)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """The program and what it started, gone for certain."""
    with suppress(ProcessLookupError, PermissionError):
        kill_all = getattr(os, "killpg", None)
        if kill_all is None:
            child.kill()
        else:
            kill_all(child.pid, signal.SIGKILL)
    child.wait()


@contextmanager
def _one_at_a_time(seconds: float) -> Iterator[None]:
    """LibreOffice takes a processor and 250 MB: all workers of this machine's portal share one turn."""
    if os.name == "nt":
        yield
        return
    with _lock_file().open("a") as turn:
        _wait_for(turn.fileno(), time.monotonic() + seconds)
        yield


def _lock_file() -> Path:
    return Path(tempfile.gettempdir()) / f"khoi-pdf-{os.getuid()}.lock"


def _wait_for(turn: int, until: float) -> None:
    while not _taken(turn):
        if time.monotonic() > until:
            raise Refused(BUSY)
        time.sleep(0.1)


def _taken(turn: int) -> bool:
    """Whether the turn is ours now."""
    try:
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
