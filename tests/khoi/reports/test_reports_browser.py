"""A clerk before a report in a real browser: what is typed saves itself, sums follow, pages fit every screen."""

import pytest

from tenants import clock
from tests import make as makers
from tests.chromium import DESK, PHONE, TABLET, refuse_inaccessible, refuse_overflow
from tests.khoi.reports.reports_made import BEFORE, as_, asked, drafted, filed, request

pytestmark = pytest.mark.browser
HOME = "/noi-chinh/2026"


@pytest.fixture(autouse=True)
def in_time(make):
    with clock.stopped_at(BEFORE):
        yield


@pytest.fixture
def trio(make):
    trio = make.bloc_of_three()
    asked(trio)
    return trio


def enter(browser, login, width=DESK):
    page = browser.visitor(width)
    page.goto("/sign-in")
    page.fill("[name=login]", login)
    page.fill("[name=password]", makers.PASSWORD)
    page.click("main button[type=submit], main form button")
    page.wait_for_load_state()
    return page


def address(trio):
    with as_(trio, trio.member):
        return f"{HOME}/reports/{request(trio).public_id}"


def test_words_and_figures_save_themselves_and_the_sums_follow(trio, browser):
    drafted(trio, trio.member)
    own = address(trio)
    page = enter(browser, "a.clerk")
    page.goto(own)
    page.locator("textarea").nth(1).fill("Còn chậm ở khâu lưu trữ.")
    page.locator("input.cell").nth(0).focus()
    page.wait_for_selector("text=Đã lưu")
    page.locator("input.cell").nth(0).fill("5")
    page.locator("input.cell").nth(1).focus()
    page.wait_for_selector(".points:has-text('19')")
    page.wait_for_selector("#checks .warn")
    page.locator("input.cell").nth(0).fill("năm")
    page.locator("input.cell").nth(1).focus()
    page.wait_for_selector(".wrong")
    page.goto(own)
    assert page.locator("textarea").nth(1).input_value() == "Còn chậm ở khâu lưu trữ."


@pytest.mark.parametrize("width", [PHONE, TABLET, DESK])
def test_the_pages_of_reports_fit_every_screen_and_shut_nobody_out(trio, browser, width):
    drafted(trio, trio.member)
    filed(trio, trio.other)
    own = address(trio)
    for login, pages in (
        ("a.clerk", (f"{HOME}/reports", own, f"{own}/check", f"{own}/print")),
        ("l.clerk", (f"{HOME}/reports/completeness", f"{HOME}/reports/definitions/new")),
    ):
        page = enter(browser, login, width)
        for place in pages:
            page.goto(place)
            refuse_overflow(page)
            refuse_inaccessible(page)
