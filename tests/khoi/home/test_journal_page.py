"""Nhật ký về đơn vị: for the head alone, about the own agency alone, in words, and silent of what is not released."""

import pytest

from khoi.awards.actions import tell_proposals, withdraw_award
from khoi.ballots.actions import Terms, draft_ballot
from khoi.ballots.rules import Kind
from khoi.home.models.acts import SHOWN
from khoi.home.rules.acts import words_of
from khoi.scoring.actions import begin
from khoi.years.actions import note_lateness
from tenants import journal
from tenants.database import db
from tenants.models import user_with_login, year_by_id
from tenants.scope import acting
from tests.khoi.awards.awards_made import propose, ranked_bloc, the_proposals
from tests.khoi.home.years_lived import HOME, page_of, statements, visitor, words_in
from tests.khoi.scoring.cards_made import working

PAGE = f"{HOME}journal"


@pytest.fixture
def four(make):
    four = make.bloc_of_three()
    make.sheet(four)
    return four


def live(four, make, agency):
    """The agency begins its card, and the lead notes that it was late."""
    with acting(make.scope(four, agency, seated=False, user_id=user_with_login(f"{agency.code.lower()}.clerk").id)):
        begin(four.year.id, agency.id)
        make.keep()
    with acting(make.scope(four, four.lead, user_id=user_with_login("l.clerk").id)):
        note_lateness(four.year.id, agency.id, "registration", 2)
        make.keep()


def test_the_head_reads_who_did_what_in_words(app, four, make):
    live(four, make, four.member)
    words = words_in(page_of(visitor(app, "a.head"), PAGE))
    assert "Người a.clerk Bắt đầu phiếu tự chấm" in words
    assert "Đơn vị L Ghi nhận số ngày nộp chậm: Đăng ký thi đua, giao ước, 2 ngày" in words
    assert "Người l.clerk" not in words  # which of the lead's people it was is the lead's own matter


def test_without_acts_the_page_says_what_will_be_here(app, four):
    assert "Chưa có việc nào" in page_of(visitor(app, "a.head"), PAGE)


def test_it_is_the_heads_page_and_tells_of_nobody_else(app, four, make):
    live(four, make, four.other)
    assert visitor(app, "a.clerk").get(PAGE).status_code == 403
    for login in ("a.head", "l.head", "p.head"):
        assert "Chưa có việc nào" in page_of(visitor(app, login), PAGE)


@pytest.mark.parametrize("act", ["appraise", "correct", "accept", "set_aside", "consider", "look", "claim", "import"])
def test_what_is_not_released_is_not_told(app, four, make, act):
    live(four, make, four.member)
    with acting(make.scope(four, four.lead)):
        row = note_lateness(four.year.id, four.member.id, "scorecard", 1)
        journal.wrote(row, act, points="87,25")
        make.keep()
    page = page_of(visitor(app, "a.head"), PAGE)
    assert page.count("<time") == 3  # the beginning and the two notes; not the act itself
    assert "87,25" not in page


def test_no_act_of_appraisers_is_on_the_list():
    assert not SHOWN.names & {"appraise", "accept", "correct", "undo", "set_aside", "consider", "decide", "undecide"}
    assert all(thing != "Appraisal" for thing, _ in SHOWN.pairs)


def test_each_listed_act_has_words():
    assert all(words_of("", act, {}, "", {}) for act in SHOWN.names)
    assert all(words_of(thing, act, {}, "", {}) for thing, act in SHOWN.pairs)


def test_many_acts_come_by_the_page_with_the_same_few_questions(app, four, make):
    client = visitor(app, "a.head")
    asked = []
    for days in ((1,), range(2, 70)):
        with acting(make.scope(four, four.lead)):
            for day in days:
                note_lateness(four.year.id, four.member.id, "registration", day)
            make.keep()
        page_of(client, PAGE)
        with statements() as seen:
            page = page_of(client, PAGE)
        asked.append(len(seen))
    assert asked[0] == asked[1]
    assert "Trang 1/2" in words_in(page)
    assert ", 1 ngày" in words_in(page_of(client, f"{PAGE}?page=2"))
    for wrong in ("3", "0", "-1", "9999999999"):
        assert client.get(f"{PAGE}?page={wrong}").status_code == 404
    db.session.rollback()


@pytest.mark.parametrize(("told", "shown"), [(False, False), (True, True)])
def test_that_a_proposal_was_struck_is_read_only_where_it_had_been_told(app, make, told, shown):
    three = ranked_bloc(make)
    propose(three, make, three.member)
    with working(three, three.lead, make, seated=True):
        if told:
            tell_proposals(year_by_id(three.year.id))
        withdraw_award(the_proposals(three)[0], "Năm trước đã nhận", by_agency=False)
    words = words_in(page_of(visitor(app, "a.head"), PAGE))
    assert ("Rút đề nghị khen thưởng" in words) is shown
    assert ("đề nghị khen thưởng" in words) is shown


def test_the_own_councils_vote_is_read_by_its_head_alone_and_casting_by_nobody(app, four, make):
    terms = Terms("Bình xét của đơn vị", Kind.AWARD, basis="Quy chế", by_agency=False)
    with working(four, four.member, make):
        draft_ballot(year_by_id(four.year.id), terms, four.member.id)
    assert "Lập cuộc bỏ phiếu" in words_in(page_of(visitor(app, "a.head"), PAGE))
    for login in ("b.head", "l.head"):
        assert "bỏ phiếu" not in words_in(page_of(visitor(app, login), PAGE))
