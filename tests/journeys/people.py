"""How the people of a journey come in, and how a test sees that the portal kept what they typed."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import docx
from playwright.sync_api import Download, Page, expect

from tenants import clock
from tests import make
from tests.chromium import DESK, Browser

HERE = "/noi-chinh/2026"


def sign_in(page: Page, login: str, password: str = make.PASSWORD) -> None:
    """Fill in the form of the page that is open, or of the sign-in page."""
    if "/sign-in" not in page.url:
        page.goto("/sign-in")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def come_in(browser: Browser, login: str, to: str = "/", width: int = DESK, year: str = HERE) -> Page:
    """A new visitor who signs in, is led to the year that is open, and opens a page of it."""
    page = browser.visitor(width)
    sign_in(page, login)
    page.wait_for_url(f"**{year}/")
    page.goto(year + to)
    return page


def at(moment: str) -> datetime:
    """That moment by the bloc's clock."""
    return datetime.fromisoformat(moment).replace(tzinfo=clock.BLOC_ZONE)


@contextmanager
def on(browser: Browser, moment: str, login: str, to: str = "/", year: str = HERE) -> Iterator[Page]:
    """Somebody signs in at that moment, by the bloc's clock, works, and goes."""
    with clock.stopped_at(at(moment)):
        page = come_in(browser, login, to, year=year)
        yield page
        leave(browser, page)


def leave(browser: Browser, page: Page) -> None:
    """The visitor closes the browser."""
    page.context.close()
    browser.visitors.remove(page.context)


def all_saved(page: Page) -> None:
    """Wait until the page says that nothing is left unsaved."""
    expect(page.locator("[data-save-status].saved")).to_contain_text("Đã lưu lúc")


def paste(page: Page, text: str) -> None:
    """Paste into the cell in focus, as from Excel."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")


def taken(page: Page, button: str, folder: Path) -> Path:
    """Press the button that takes a file away; where the file now is."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    return kept(download.value, folder)


def kept(download: Download, folder: Path) -> Path:
    """What was taken away, in that folder under its own name."""
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


def words_of(content: bytes) -> str:
    """All text of a Word file."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)
