"""A phone beside the password: switched on by who wants it, asked for at the next sign-in, replaced by a paper code."""

import pyotp
from playwright.sync_api import Page, expect

from tenants import clock
from tests import make
from tests.chromium import Browser
from tests.journeys.people import HERE, at, leave, sign_in


def test_a_phone_is_enrolled_and_asked_for_and_a_paper_code_stands_in(app, browser):
    make.bloc_of_three()
    with clock.stopped_at(at("2026-12-01 08:00")):
        page = browser.visitor()
        sign_in(page, "a.head")
        page.wait_for_url(f"**{HERE}/")
        phone = see_the_secret(page)
        codes = enrol(page, phone)
        sign_out(page)
    with clock.stopped_at(at("2026-12-01 08:05")):
        sign_in(page, "a.head")
        type_code(page, "000000")
        expect(page.get_by_text("Mã chưa đúng")).to_be_visible()
        type_code(page, phone.at(clock.now()))
        page.wait_for_url(f"**{HERE}/")
        sign_out(page)
        leave(browser, page)
    lose_the_phone(browser, codes)


def see_the_secret(page: Page) -> pyotp.TOTP:
    """From the account's page to the key that is typed where no picture can be scanned."""
    page.goto("/account")
    page.get_by_role("link", name="Xác thực hai bước: đang tắt").click()
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_role("img", name="Mã QR")).to_be_visible()
    secret = page.locator("p", has_text="Không quét được").locator("b").last.inner_text()
    return pyotp.TOTP(secret.replace(" ", ""))


def enrol(page: Page, phone: pyotp.TOTP) -> list[str]:
    """The first code proves the phone; gives back the codes for paper, shown this once."""
    page.get_by_label("Mã").fill(phone.at(clock.now()))
    page.get_by_role("button", name="Xác nhận và bật").click()
    expect(page.get_by_text("Mười mã dự phòng này chỉ hiện một lần")).to_be_visible()
    codes = page.locator("dl.facts dd").all_inner_texts()
    assert len(codes) == 10
    page.get_by_role("link", name="Đã cất, tiếp tục").click()
    page.wait_for_url(f"**{HERE}/")
    return codes


def sign_out(page: Page) -> None:
    page.goto("/account")
    expect(page.get_by_role("link", name="Xác thực hai bước: đang bật")).to_be_visible()
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/sign-in*")


def type_code(page: Page, code: str) -> None:
    page.wait_for_url("**/sign-in/code")
    page.get_by_label("Mã").fill(code)
    page.get_by_role("button", name="Đăng nhập").click()


def lose_the_phone(browser: Browser, codes: list[str]) -> None:
    """A paper code opens once; the same one again does not, another does."""
    with clock.stopped_at(at("2026-12-02 08:00")):
        for code, opens in ((codes[0], True), (codes[0], False), (codes[1], True)):
            page = browser.visitor()
            sign_in(page, "a.head")
            type_code(page, code)
            if opens:
                page.wait_for_url(f"**{HERE}/")
                page.goto("/account/second-factor")
                left = 10 - codes.index(code) - 1
                expect(page.get_by_text(f"Còn {left} mã dự phòng chưa dùng")).to_be_visible()
            else:
                expect(page.get_by_text("Mã chưa đúng")).to_be_visible()
            leave(browser, page)
