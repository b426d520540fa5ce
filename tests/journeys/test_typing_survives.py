"""Nothing typed is lost: not with the session, the connection, another clerk, a second click or a reload."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from khoi.scoring.models import marks_of
from tests.journeys.people import HERE, all_saved, come_in, sign_in
from tests.khoi.scoring.cards_made import begun, card_again, working

CARD = "/scorecard"


@pytest.fixture
def three(make):
    """A bloc whose member A may score itself on two rows."""
    three = make.bloc_of_three()
    direct = {"ceiling": "50", "method": '{"type":"direct"}'}
    make.sheet(three, *(direct | {"code": code, "title": f"Tiêu chí {code}"} for code in "12"))
    make.dates(three)
    return three


@pytest.fixture
def card(three, make):
    return begun(three, three.member, make)


def cell(page: Page, code: str = "1") -> Locator:
    return page.get_by_label(f"{code} Điểm", exact=True)


def state(page: Page) -> Locator:
    return page.locator("#grid tr[data-row]", has_text="Tiêu chí 1").locator("[data-state]")


def type_points(page: Page, points: str) -> None:
    cell(page).focus()
    page.keyboard.type(points)
    page.keyboard.press("Enter")


def after_reload(page: Page) -> str:
    """What the portal has kept, whatever the page shows."""
    all_saved(page)
    page.reload()
    return cell(page).input_value()


def test_what_is_typed_after_the_session_ended_is_there_again_after_signing_in(card, browser):
    page = come_in(browser, "a.clerk", CARD)
    elsewhere = come_in(browser, "a.clerk")
    elsewhere.goto("/account")
    elsewhere.get_by_role("button", name=re.compile("[Tt]ất cả|khác")).first.click()
    type_points(page, "42,5")
    expect(state(page)).to_contain_text("phiên đã hết, nội dung vẫn được giữ")
    page.get_by_role("link", name="Đăng nhập lại").click()
    sign_in(page, "a.clerk")
    expect(page).to_have_url(re.compile(f"{HERE}{CARD}$"))
    expect(cell(page)).to_have_value("42,5")
    assert after_reload(page) == "42,5"


def test_what_is_typed_without_a_connection_is_saved_when_it_is_back(card, browser):
    page = come_in(browser, "a.clerk", CARD)
    page.context.set_offline(True)
    type_points(page, "31")
    expect(state(page)).to_contain_text("mất kết nối")
    page.context.set_offline(False)
    expect(state(page)).to_contain_text("Đã lưu")
    assert after_reload(page) == "31"
    browser.complaints[:] = [said for said in browser.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


@pytest.mark.parametrize(("choice", "kept"), [("Của tôi", "20"), ("Của Người", "10")])
def test_of_two_people_on_one_cell_the_second_sees_both_values_and_chooses(card, browser, choice, kept):
    first, second = come_in(browser, "a.clerk", CARD), come_in(browser, "a.head", CARD)
    type_points(first, "10")
    expect(state(first)).to_contain_text("Đã lưu")
    type_points(second, "20")
    asked = second.get_by_role("group", name="Hai giá trị khác nhau")
    expect(asked).to_contain_text("10")
    expect(asked).to_contain_text("20")
    asked.get_by_role("button", name=choice).click()
    expect(asked).to_have_count(0)
    assert after_reload(second) == kept


def test_a_double_click_does_once_what_it_does(three, browser, make):
    page = come_in(browser, "a.clerk", CARD)
    page.get_by_role("button", name="Bắt đầu tự chấm").dblclick()
    expect(cell(page)).to_be_visible()
    type_points(page, "10")
    all_saved(page)
    page.goto(f"{HERE}{CARD}/check")
    page.get_by_role("button", name="Trình lãnh đạo duyệt").dblclick()
    expect(page.locator("input[data-cell]")).to_have_count(0)
    with working(three, three.member, make):
        card = card_again(three, three.member)
        assert card.stage == "at_head"
        assert next(mark.inputs for mark, _ in marks_of(card.id)) == '{"points": "10"}'


def test_what_was_typed_and_not_yet_sent_outlives_a_reload(card, browser):
    page = come_in(browser, "a.clerk", CARD)
    page.on("dialog", lambda asked: asked.accept())
    cell(page).focus()
    page.keyboard.type("27,25")
    page.reload()
    expect(cell(page)).to_have_value("27,25")
    assert after_reload(page) == "27,25"
