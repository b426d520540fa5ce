"""The pages of home in a real browser: for everybody, on every screen, by keyboard; the guide of each role."""

import pytest

from khoi.home.views.guide import GUIDES
from tests.chromium import DESK, PHONE, TABLET, refuse_inaccessible, refuse_overflow
from tests.khoi.home.years_lived import HOME, begun_card, observer, page_of, publish, visitor, words_in
from tests.make import PASSWORD

PEOPLE = ("a.clerk", "a.head", "l.clerk", "p.head", "so.noi.vu")
PAGES = (HOME, f"{HOME}notices", f"{HOME}journal", "/account/letters", f"{HOME}search?q=tieu+chi", f"{HOME}help")


@pytest.fixture
def four(make):
    bloc = make.bloc_of_three()
    make.sheet(bloc)
    make.dates(bloc)
    make.filed_card(bloc, bloc.lead)
    make.filed_card(bloc, bloc.member)
    begun_card(bloc, bloc.other)
    observer(make, bloc)
    return bloc


def walk_in(browser, login, width=DESK):
    page = browser.visitor(width)
    page.goto("/sign-in")
    page.fill("input[name=login]", login)
    page.fill("input[type=password]", PASSWORD)
    page.press("input[type=password]", "Enter")
    page.wait_for_url(f"**{HOME}")
    return page


@pytest.mark.parametrize("login", PEOPLE)
def test_every_page_fits_every_screen_and_shuts_nobody_out(four, browser, login):
    publish(four, four.member, four.lead)
    page = walk_in(browser, login)
    for address in PAGES:
        if page.goto(address).status == 403:  # an observer has no notices
            continue
        for width in (PHONE, TABLET, DESK):
            page.set_viewport_size({"width": width, "height": 900})
            refuse_overflow(page)
        refuse_inaccessible(page)


def test_a_slash_leads_to_the_search_from_anywhere(four, browser):
    page = walk_in(browser, "a.clerk")
    page.keyboard.press("/")
    page.keyboard.type("tieu chi")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert page.locator("mark").first.inner_text() == "Tiêu"


@pytest.mark.parametrize("chosen", GUIDES)
def test_each_role_has_its_guide_and_finds_the_others(app, four, chosen):
    page = page_of(visitor(app, "a.clerk"), f"{HOME}help?for={chosen}")
    assert f"<h1>Hướng dẫn: {GUIDES[chosen]}</h1>" in page
    assert all(name in page for name in GUIDES.values())


@pytest.mark.parametrize(
    ("login", "own"),
    [("a.clerk", "clerk"), ("a.head", "head"), ("l.head", "lead"), ("b.clerk", "deputy"), ("so.noi.vu", "observer")],
)
def test_the_guide_opens_at_ones_own_role(app, four, login, own):
    assert f"Hướng dẫn: {GUIDES[own]}" in words_in(page_of(visitor(app, login), f"{HOME}help"))
