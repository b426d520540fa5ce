"""PDF by LibreOffice: what the page shows, and what is said where there is none."""

import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from khoi.office import pdf
from khoi.office.document import Paragraph
from khoi.office.docx import write
from khoi.office.pdf import can_make_pdf, pdf_of, soffice_path
from tenants.refusal import Refused
from tests.khoi.office.papers import REPORT, figures, scores, squeezed

needs_office = pytest.mark.skipif(
    not can_make_pdf() or not shutil.which("pdftotext"), reason="needs LibreOffice Writer and poppler-utils"
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The report, long enough for its tables to go over pages, as a PDF file."""
    long = replace(REPORT, body=(figures(60), *REPORT.body))
    place = tmp_path_factory.mktemp("pdf") / "bao-cao.pdf"
    place.write_bytes(pdf_of(write(long)))
    return place


def told(*command: object) -> str:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True).stdout


def pages(place: Path) -> list[str]:
    return told("pdftotext", "-layout", place, "-").split("\f")[:-1]


@needs_office
def test_the_pages_show_number_heads_and_the_closing(printed):
    first, second, *_ = found = pages(printed)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first
    assert "Lạng Sơn, ngày 05 tháng 02 năm 2026" in first
    assert first.split()[0] != "1"
    assert second.split()[0] == "2"
    assert sum("Chỉ tiêu" in page for page in found) >= 3
    assert sum(page.count("./.") for page in found) == 1
    [signed] = [page for page in found if "TM. KHỐI THI ĐUA" in page]
    assert "Nguyễn Văn Ngữ" in signed
    assert "./." in signed


@needs_office
def test_the_republics_name_stays_on_one_line_and_so_does_every_number(printed):
    text = "\n".join(pages(printed))
    assert any("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in line for line in text.splitlines())
    assert squeezed(text).count("227,75") == 2 * len(scores().rows)


@needs_office
def test_the_score_table_lies_on_its_side(printed):
    count = len(pages(printed))
    sizes = [
        line
        for line in told("pdfinfo", "-f", 1, "-l", count, printed).splitlines()
        if line.startswith("Page") and " size:" in line
    ]
    lying = [line for line in sizes if re.search(r"84\d\S* x 59\d", line)]
    assert len(sizes) == count
    assert len(lying) == 1


@needs_office
def test_every_letter_comes_from_one_face_with_vietnamese(printed):
    fonts = told("pdffonts", printed).splitlines()[2:]
    families = {line.split()[0].split("+")[-1].split("-")[0] for line in fonts}
    assert families <= {"LiberationSerif", "TimesNewRomanPSMT", "TimesNewRomanPS", "TimesNewRoman", "Tinos"}
    assert len(families) == 1


@needs_office
def test_several_who_ask_at_once_all_get_theirs():
    files = [write(replace(REPORT, body=(Paragraph(f"Báo cáo thứ {n}"),), annexes=())) for n in range(3)]
    with ThreadPoolExecutor(3) as asking:
        assert all(made.startswith(b"%PDF") for made in asking.map(pdf_of, files))


@needs_office
def test_who_would_wait_too_long_is_told_so():
    with pdf._one_at_a_time(1), pytest.raises(Refused, match="Hãy thử lại"):
        pdf_of(b"", seconds=0.2)


@needs_office
def test_what_takes_too_long_is_stopped_and_leaves_nothing_running(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    with pytest.raises(Refused, match="quá lâu"):
        pdf_of(write(REPORT), seconds=0.3)
    assert not list(tmp_path.glob("khoi-pdf-*/"))
    running = told("ps", "-eo", "args")
    assert str(tmp_path) not in running


@needs_office
def test_what_is_no_document_is_refused_in_words():
    with pytest.raises(Refused, match="không chuyển được"):
        pdf_of(write(REPORT)[:-2000])


def test_a_server_without_libreoffice_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf, "ELSEWHERE", ())
    assert soffice_path() is None
    assert not can_make_pdf()
    with pytest.raises(Refused, match="chưa cài LibreOffice"):
        pdf_of(b"")


def test_a_libreoffice_for_spreadsheets_alone_makes_no_pdf(monkeypatch, tmp_path):
    (tmp_path / "libsclo.so").touch()
    program = tmp_path / "soffice"
    program.touch()
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf, "ELSEWHERE", ())
    assert soffice_path() is None
    os.rename(tmp_path / "libsclo.so", tmp_path / "libswlo.so")  # noqa: PTH104
    assert soffice_path() == str(program)
