"""The frame around every page: one statement, and refusals that need none."""

import re

import pytest

from tenants.database import db
from tenants.notices import notify
from tenants.roles import YearState
from tenants.scope import acting
from tests.khoi.accounts.people import post
from tests.khoi.home.years_lived import HOME, begun_card, observer, page_of, statements, visitor, words_in

FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def four(make):
    bloc = make.bloc_of_three()
    make.sheet(bloc)
    return bloc


def test_years_unread_and_counts_come_in_one_statement(app, four):
    client = visitor(app, "a.clerk")
    with statements() as asked:
        page_of(client, f"{HOME}help")
    more = [text for text in asked if "FROM session" not in text and "FROM bloc" not in text]
    assert len(more) == 1, more


def beside(page, label):
    """What stands beside a line of the side bar; None where the line is not there."""
    found = re.search(rf"<span>{label}</span>(?:<small>([^<]+)</small>)?</a>", page)
    return found and (found[1] or "")


@pytest.mark.parametrize(("login", "waits"), [("l.clerk", "2"), ("p.head", "1"), ("b.clerk", "1"), ("a.clerk", None)])
def test_the_side_bar_counts_the_cards_that_wait_for_just_this_appraiser(app, four, make, login, waits):
    for agency in (four.lead, four.member, four.other):
        make.filed_card(four, agency)
    assert beside(page_of(visitor(app, login)), "Thẩm định") == waits


def test_on_a_members_page_the_lead_too_has_no_count_of_others(app, four, make):
    make.filed_card(four, four.member)
    assert beside(page_of(visitor(app, "l.clerk"), f"{HOME}help"), "Thẩm định") == ""


def test_the_side_bar_says_how_the_own_card_stands(app, four):
    begun_card(four, four.lead)
    assert beside(page_of(visitor(app, "l.clerk")), "Tự chấm điểm") == "đang soạn"
    assert beside(page_of(visitor(app, "a.clerk")), "Tự chấm điểm") == ""


def test_of_the_side_bar_each_sees_what_he_may_open(app, four, make):
    observer(make, four)
    page = page_of(visitor(app, "so.noi.vu"))
    assert beside(page, "Kết quả công bố") == ""
    assert beside(page, "Tự chấm điểm") is None
    assert beside(page_of(visitor(app, "a.clerk")), "Thiết lập năm") is None
    assert beside(page_of(visitor(app, "l.clerk")), "Thiết lập năm") == ""


def test_the_year_chooser_holds_only_years_of_the_own_agency(app, four, make):
    make.year(four.bloc, 2031)
    make.keep()
    assert "2031" not in page_of(visitor(app, "a.clerk"))


def test_a_shut_door_answers_a_person_with_a_page(app, four):
    answer = visitor(app, "a.clerk").get(f"{HOME}agencies")
    assert answer.status_code == 403
    assert "Không có quyền làm việc này" in answer.get_data(as_text=True)


def test_a_year_that_is_not_ours_answers_with_a_page(app, four):
    answer = visitor(app, "a.clerk").get("/noi-chinh/1999/")
    assert answer.status_code == 404
    assert "Không tìm thấy" in answer.get_data(as_text=True)


def test_our_script_gets_a_refusal_as_one_sentence_without_a_frame(app, four):
    client = visitor(app, "a.clerk")
    with statements() as asked:
        answer = client.get(f"{HOME}notices/AAAAAAAAAAAA/read", headers=FETCH)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 405
    assert page.lstrip().startswith("<!doctype html>")
    assert "data-refusal" in page
    assert "<nav" not in page
    assert not [text for text in asked if "FROM year" in text and "notice" in text]


def test_a_signed_out_script_gets_a_401_and_the_way_to_sign_in(app, four):
    answer = app.test_client().get(HOME, headers=FETCH)
    assert answer.status_code == 401
    assert 'href="/sign-in"' in answer.get_data(as_text=True)


def test_a_refusal_shows_what_the_rule_said(app, four):
    client = visitor(app, "l.clerk")
    client.post("/sign-out", data={})
    answer = post(visitor(app, "a.clerk"), f"{HOME}notices/AAAAAAAAAAAA/read")
    assert answer.status_code == 404
    assert "Không tìm thấy" in words_in(answer.get_data(as_text=True))


def test_a_shut_year_counts_nothing_as_unread_for_nobody_could_mark_it(app, four, make):
    with acting(make.scope(four, four.lead)):
        notify(four.member.id, "thu", "Tin cũ")
        make.keep()
    client = visitor(app, "a.clerk")
    assert beside(page_of(client), "Thông báo") == "1"
    four.year.state = YearState.CLOSED
    db.session.merge(four.year)
    db.session.commit()
    assert beside(page_of(client), "Thông báo") == ""
