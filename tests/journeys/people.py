"""How the people of a journey come in, and how a test sees that the portal kept what they typed."""

from playwright.sync_api import Page, expect

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


def come_in(browser: Browser, login: str, to: str = "/", width: int = DESK) -> Page:
    """A new visitor who signs in and opens a page of the year."""
    page = browser.visitor(width)
    sign_in(page, login)
    page.wait_for_url(f"**{HERE}/")
    page.goto(HERE + to)
    return page


def all_saved(page: Page) -> None:
    """Wait until the page says that nothing is left unsaved."""
    expect(page.locator("[data-save-status].saved")).to_contain_text("Đã lưu lúc")


def paste(page: Page, text: str) -> None:
    """Paste into the cell in focus, as from Excel."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")
