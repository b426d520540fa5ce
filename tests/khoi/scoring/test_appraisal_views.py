"""The pages of appraisal: who may look and who may speak, what is never shown, how much they ask."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event

from khoi.scoring import actions
from khoi.scoring.models import Scorecard, card_of
from khoi.scoring.rules import Inputs
from tenants import clock
from tenants.database import db
from tenants.models import membership_of
from tenants.notices import notices_to
from tenants.scope import acting
from tests.chromium import DESK, PHONE, TABLET, refuse_inaccessible, refuse_overflow
from tests.khoi.home.years_lived import begun_card
from tests.khoi.scoring.appraisal_made import (
    ROOT,
    card,
    criterion_id,
    found_on,
    page_of,
    person,
    row,
    say,
    send,
    settle_all,
    text,
    three,
    walk_in,
)
from tests.khoi.scoring.cards_made import begun, marks, working

__all__ = ["person", "three"]


@pytest.mark.parametrize("where", ["appraisal", "filings"])
def test_a_members_people_find_no_door_to_the_pages_of_appraisal(person, three, where):
    for login in ("a.clerk", "a.head"):
        assert person(login).get(f"{ROOT}/{where}").status_code == 403


def test_people_of_another_bloc_find_nothing(app, person, three, make):
    make.bloc_of_three("khoi-khac", prefix="K")
    stranger = person("kl.head")
    assert stranger.get(page_of(three, three.member, make)).status_code == 404
    other_bloc = page_of(three, three.member, make).replace("noi-chinh", "khoi-khac")
    assert stranger.get(other_bloc).status_code == 404


@pytest.mark.parametrize("login", ["l.clerk", "l.head", "p.clerk", "b.clerk"])
def test_chairs_and_team_see_every_page(person, three, make, login):
    client = person(login)
    pages = [f"{ROOT}/appraisal", page_of(three, three.member, make), page_of(three, three.lead, make)]
    pages.append(f"{ROOT}/appraisal/criteria/{criterion_id(three, make)}")
    pages.append(f"{ROOT}/appraisal/rows/{row(three, three.member, make, 'I/1').public_id}")
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert text(answer).count("<h1") == 1


@pytest.mark.parametrize(
    ("login", "whose", "allowed"),
    [
        ("l.clerk", "member", True), ("l.clerk", "lead", False), ("p.clerk", "lead", True),
        ("p.clerk", "member", False), ("b.clerk", "member", True), ("b.clerk", "other", False),
        ("b.clerk", "lead", False),
    ],
)  # fmt: skip
def test_nobody_appraises_his_own_card_and_the_leads_is_the_deputys(person, three, make, login, whose, allowed):
    agency = getattr(three, whose)
    client = person(login)
    page = text(client.get(page_of(three, agency, make)))
    assert ("data-autosave" in page) is allowed
    assert ("Phiếu này chỉ để xem" in page) is not allowed
    answer = say(client, three, agency, make, accept="1")
    assert answer.status_code == (303 if allowed else 409)
    assert ("I/1" in found_on(three, agency, make)) is allowed


def test_ones_own_unreleased_findings_stay_hidden_from_the_team(person, three, make):
    assert say(person("l.clerk"), three, three.other, make, points="43", reason="Thiếu BÍ-MẬT").status_code == 303
    own = text(person("b.clerk").get(page_of(three, three.other, make)))
    assert "BÍ-MẬT" not in own
    assert "43" not in re.findall(r">(43(?:,00)?)<", own)


def test_of_a_draft_no_page_of_the_chairs_shows_more_than_a_word(person, three, make):
    begun(three, three.deputy, make)
    with working(three, three.deputy, make):
        draft = card_of(three.year.id, three.deputy.id)
        mark = marks(draft)["I/1"]
        actions.claim(mark, Inputs(points=Decimal(37)), "CHIM-HOANG-YEN", mark.version)
        actions.send_to_head(draft)
    client = person("l.head")
    pages = [f"{ROOT}/appraisal", f"{ROOT}/filings", f"{ROOT}/appraisal/agencies/{draft.public_id}"]
    pages.append(f"{ROOT}/appraisal/criteria/{criterion_id(three, make)}")
    for page in pages:
        seen = text(client.get(page))
        assert "đang soạn" in seen.lower()
        assert "CHIM-HOANG-YEN" not in seen
        assert "lãnh đạo duyệt" not in seen
        assert ">37" not in seen
    for what in ("accept", "release", "return"):
        refused = send(client, f"{ROOT}/appraisal/cards/{draft.public_id}/{what}", reason="Xem lại")
        assert refused.status_code == 409 or refused.status_code == 404
        assert "lãnh đạo duyệt" not in text(refused)


def test_a_reminder_reaches_who_has_not_filed_and_not_twice_within_the_hour(person, three, make):
    client = person("l.clerk")
    page = text(client.get(f"{ROOT}/filings"))
    addresses = re.findall(r'action="([^"]+/remind)"', page)
    assert len(addresses) == 1
    assert send(client, addresses[0]).status_code == 303
    assert send(client, addresses[0]).status_code == 409
    with clock.stopped_at(clock.now() + timedelta(minutes=20)):
        assert send(client, addresses[0]).status_code == 409
    with acting(make.scope(three, three.deputy, seated=False)):
        assert [notice.kind for notice in notices_to(three.deputy.id)] == ["reminder"]
        make.keep()


def test_nobody_reminds_an_agency_of_another_bloc(person, three, make):
    stranger = make.bloc_of_three("khoi-khac", prefix="K")
    member = membership_of(stranger.year.id, stranger.member.id).public_id
    assert send(person("l.clerk"), f"{ROOT}/filings/{member}/remind").status_code == 404


def test_a_page_asks_the_same_number_of_questions_whatever_it_shows(app, person, three, make):
    client = person("l.clerk")
    pages = [f"{ROOT}/appraisal", f"{ROOT}/filings", page_of(three, three.member, make)]
    pages.append(f"{ROOT}/appraisal/criteria/{criterion_id(three, make)}")
    few = [asked(client, page) for page in pages]
    settle_all(client, three, three.member, make)
    settle_all(client, three, three.other, make)
    client.get(f"{ROOT}/appraisal")  # the word about it is shown once
    many = [asked(client, page) for page in pages]
    assert few == many
    assert max(many) <= 20


def asked(client, page):
    client.get(page)  # what is kept in memory is there
    said = []

    def listen(connection, cursor, statement, *rest):
        if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            said.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        assert client.get(page).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    return len(said)


def test_the_keys_carry_an_appraiser_down_a_card_and_to_the_next_agency(browser, three, make):
    page = browser.visitor()
    walk_in(page, "l.clerk")
    page.goto(page_of(three, three.member, make))
    cells = page.locator("input[name=points]")
    cells.nth(0).focus()
    page.keyboard.press("Enter")  # accepts, and moves on
    page.locator("#card-progress", has_text="1/3").wait_for()
    page.keyboard.type("20")
    page.keyboard.press("Enter")  # a difference asks its reason in place
    page.keyboard.type("Một việc năm trước")
    page.keyboard.press("Enter")
    page.locator("#card-progress", has_text="2/3").wait_for()
    assert page.evaluate("document.activeElement.name") == "points"
    refuse_inaccessible(page)
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/agencies/**")
    page.get_by_role("heading", name="Thẩm định: Đơn vị B").wait_for()
    said = found_on(three, three.member, make)
    assert (said["I/1"].accepted, str(said["I/2"].points), said["I/2"].reason) == (True, "20", "Một việc năm trước")


@pytest.mark.parametrize("width", [PHONE, TABLET, DESK])
def test_the_pages_fit_every_screen_and_shut_nobody_out(browser, three, make, width):
    page = browser.visitor(width)
    walk_in(page, "l.head")
    addresses = [f"{ROOT}/appraisal", f"{ROOT}/filings", page_of(three, three.member, make)]
    addresses.append(f"{ROOT}/appraisal/criteria/{criterion_id(three, make, 'I/3')}")
    addresses.append(f"{ROOT}/appraisal/cards/{card(three, three.member, make).public_id}/return")
    for address in addresses:
        page.goto(address)
        refuse_inaccessible(page)
        refuse_overflow(page)


def test_ones_own_card_of_another_year_is_not_found_in_this_one(person, three, make):
    before = make.year(three.bloc, 2025)
    make.member(before, three.lead)
    last = card(three, three.lead, make).sheet_id
    with acting(replace(make.scope(three, three.lead, seated=False), year=before.id)):
        old = Scorecard(year_id=before.id, agency_id=three.lead.id, sheet_id=last, stage="adopted", filings=1)
        db.session.add(old)
        make.keep()
    client = person("l.head")
    assert client.get(f"{ROOT}/appraisal/agencies/{old.public_id}").status_code == 404
    assert send(client, f"{ROOT}/appraisal/cards/{old.public_id}/accept", filing=1).status_code == 404


def test_of_a_draft_that_came_from_a_file_not_even_that_is_told(person, three, make):
    begun_card(three, three.deputy, imported=True)
    assert "Nhập từ tệp" not in text(person("l.clerk").get(f"{ROOT}/filings"))
