"""Published last: asked by one head, confirmed by another; then papers, dossier and package, opened and checked."""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import openpyxl
from playwright.sync_api import Page, expect

from tests.chromium import Browser, refuse_inaccessible
from tests.journeys.people import HERE, kept, on

DAY = "2026-12-18"
#: Place, agency, total, class: as the published table spells them.
Places = list[tuple[str, str, str, str]]


def publish(browser: Browser) -> Places:
    """What every member then reads."""
    with on(browser, f"{DAY} 08:00", "b.clerk", "/results") as page:
        expect(page.get_by_text("Kết quả chưa công bố")).to_be_visible()
    with on(browser, f"{DAY} 08:10", "l.head", "/ranking") as page:
        page.get_by_role("button", name="Đề nghị công bố").click()
        expect(page.get_by_text("Chờ lãnh đạo Khối phó xác nhận")).to_be_visible()
    with on(browser, f"{DAY} 08:20", "p.head", "/ranking") as page:
        page.get_by_role("button", name="Xác nhận công bố kết quả").click()
        expect(page.get_by_text("Đã công bố kết quả cho mọi đơn vị")).to_be_visible()
    with on(browser, f"{DAY} 08:30", "b.clerk", "/results") as page:
        return places_on(page)


def places_on(page: Page) -> Places:
    rows = page.locator("#places tbody tr")
    expect(rows).to_have_count(6)
    cells = ("[data-label='Hạng']", "th", "[data-label='Thẩm định']", "[data-label='Xếp loại']")
    return [tuple(row.locator(cell).first.inner_text().strip() for cell in cells) for row in rows.all()]


def issue_the_notice(browser: Browser, folder: Path) -> bytes:
    """What the appraisal found, to one agency, once its explanations are settled; it takes the file itself."""
    with on(browser, "2026-12-07 08:00", "l.head", "/papers") as page:
        issue(page, "Thông báo kết quả thẩm định", "Sở Tư pháp", folder)
    with on(browser, "2026-12-07 09:00", "a.clerk", "/papers") as page:
        page.get_by_role("link", name="Thông báo kết quả thẩm định").click()
        return take(page, folder)


def issue_the_papers(browser: Browser, folder: Path) -> dict[str, bytes]:
    """Each of them looked at, numbered and issued; gives back the files as they are taken away, by kind."""
    kinds = {
        "Bảng tổng hợp điểm": "", "Biên bản họp bình xét": "", "Biên bản kiểm phiếu": "Bầu",
        "Tờ trình đề nghị khen thưởng": "", "Thông báo kết quả thi đua": "",
    }  # fmt: skip
    with on(browser, f"{DAY} 14:00", "l.head", "/papers") as page:
        return {kind: issue(page, kind, about, folder) for kind, about in kinds.items()}


def issue(page: Page, kind: str, about: str, folder: Path) -> bytes:
    page.goto(f"{HERE}/papers")
    line = page.get_by_role("row").filter(has_text=kind).filter(has_text=about).first
    line.get_by_role("link", name="Xem và lập").click()
    refuse_inaccessible(page)
    page.get_by_role("link", name="Ban hành", exact=True).click()
    page.get_by_role("button", name="Ban hành").click()
    expect(page.get_by_text(f"Đã ban hành {kind}")).to_be_visible()
    return take(page, folder)


def take(page: Page, folder: Path) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải Word (.docx)").click()
    return kept(download.value, folder).read_bytes()


def table_with(content: bytes, *heads: str) -> list[list[str]]:
    """The rows below the head of the first table of a Word file whose head has these words."""
    for table in docx.Document(io.BytesIO(content)).tables:
        rows = [[cell.text.strip() for cell in row.cells] for row in table.rows]
        if set(heads) <= set(rows[0]):
            return rows[1:]
    raise AssertionError(f"no table with {heads}")


def take_the_dossier(browser: Browser, folder: Path) -> zipfile.ZipFile:
    with on(browser, f"{DAY} 15:00", "l.clerk", "/papers") as page:
        page.get_by_role("link", name="Hồ sơ gửi Sở Nội vụ").click()
        with page.expect_download() as download:
            page.get_by_role("button", name="Tải hồ sơ (.zip)").click()
        return zipfile.ZipFile(kept(download.value, folder))


def workbook_places(content: bytes) -> list[tuple[str, str, str]]:
    """Place, agency and total as the page Xếp hạng of a workbook has them, spelled the Vietnamese way."""
    page = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["Xếp hạng"]
    rows = [[cell.value for cell in row[:4]] for row in page.iter_rows(min_row=2)]
    return [(f"{r[0]:.0f}", r[1], f"{r[3]:.2f}".replace(".", ",")) for r in rows if isinstance(r[3], int | float)]


def take_the_package(browser: Browser, folder: Path) -> tuple[Path, str, str]:
    """The folder in which the package lies unpacked, the hash and the journal's anchor that every member was told."""
    with on(browser, f"{DAY} 16:00", "p.clerk", "/summaries") as page:
        with page.expect_download() as download:
            page.get_by_role("button", name="Tải gói kiểm chứng").click()
        archive = zipfile.ZipFile(kept(download.value, folder))
    unpacked = folder / "goi"
    archive.extractall(unpacked)
    with on(browser, f"{DAY} 16:10", "c.clerk", "/notices") as page:
        told = page.locator("main").inner_text()
    code = re.search(r"Mã gói kiểm chứng: ([0-9a-f ]{71})", told)
    anchor = re.search(r"\d+ dòng, mã ([0-9a-f]{16})", told)
    assert code, told
    assert anchor, told
    return unpacked, code[1], anchor[1]


def verify(unpacked: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program out of the package, alone with Python: no portal, no packages, no environment."""
    command = [sys.executable, "-I", str(unpacked / "verifier.py"), str(unpacked / "package.json"), *arguments]
    return subprocess.run(
        command,
        cwd=unpacked,
        env={"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
