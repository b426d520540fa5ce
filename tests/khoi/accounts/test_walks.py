"""A real browser walks the pages of people and of the year: for everybody, on every screen, without a complaint."""

import re

import pytest

from khoi.years import actions
from tenants.database import db
from tenants.models import user_with_login
from tenants.scope import acting
from tests import make as makers
from tests.chromium import DESK, PHONE, TABLET, refuse_inaccessible, refuse_overflow

pytestmark = pytest.mark.browser
HERE = "/noi-chinh/2026"
NEW = "mua thu la bay tren doi"


@pytest.fixture
def trio(make):
    trio = make.bloc_of_three()
    make.dates(trio)
    with acting(make.scope(trio, trio.lead)):
        actions.set_aside(trio.year.id, trio.other.id, "Không đăng ký thi đua")
        db.session.commit()
    return trio


def enter(page, login, password=makers.PASSWORD):
    page.goto("/sign-in")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def look(page):
    """What every page must stand."""
    refuse_inaccessible(page)
    refuse_overflow(page)
    assert page.locator("h1").count() == 1


def test_a_clerk_begins_with_a_password_of_his_own(browser, trio):
    user_with_login("a.clerk").must_change_password = True
    db.session.commit()
    page = browser.visitor()
    enter(page, "a.clerk")
    look(page)
    page.get_by_label("Mật khẩu hiện nay").fill(makers.PASSWORD)
    page.get_by_label("Mật khẩu mới", exact=True).fill("matkhau123456")
    page.get_by_label("Nhập lại mật khẩu mới").fill("matkhau123456")
    page.get_by_role("button", name="Đặt mật khẩu").click()
    assert page.get_by_text("dễ đoán").first.is_visible()
    look(page)
    page.get_by_label("Mật khẩu hiện nay").fill(makers.PASSWORD)
    page.get_by_label("Mật khẩu mới", exact=True).fill(NEW)
    page.get_by_label("Nhập lại mật khẩu mới").fill(NEW)
    page.get_by_role("button", name="Đặt mật khẩu").click()
    page.wait_for_url(f"**{HERE}/")


def test_a_head_adds_a_clerk_who_comes_in_with_what_was_shown(browser, trio):
    page = browser.visitor()
    enter(page, "a.head")
    page.goto(f"{HERE}/people")
    page.get_by_label("Họ và tên").fill("Nông Thị Én")
    page.get_by_label("Tên đăng nhập").fill("en")
    page.get_by_role("button", name="Thêm tài khoản").click()
    look(page)
    first = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", page.inner_text("main"))[0]
    newcomer = browser.visitor(PHONE)
    enter(newcomer, "a.en", first)
    newcomer.wait_for_url("**/account/password")


@pytest.mark.parametrize("width", [PHONE, TABLET, DESK])
def test_the_pages_of_people_and_of_the_year_are_for_everybody(browser, trio, width):
    walks = {
        "l.head": ["setup", "setup/members/new", "setup/seats", "lateness", "not-considered", "agencies", "dates"],
        "a.head": ["people", "dates", "notices"],
        "p.head": ["resets", "not-considered"],
    }
    stranger = browser.visitor(width)
    stranger.goto("/sign-in")
    look(stranger)
    for login, pages in walks.items():
        page = browser.visitor(width)
        enter(page, login)
        for address in [f"{HERE}/{name}" for name in pages] + ["/account", "/account/password"] * (login == "a.head"):
            page.goto(address)
            refuse_overflow(page)
            if width == DESK:  # the same elements on every screen: looked through once
                look(page)
