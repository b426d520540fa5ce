"""Answered rows: appraised anew, upheld, asked about, told when the round is over; and what comes after it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from khoi.scoring.actions.answering import accept_row
from khoi.scoring.actions.appraising import appraise
from khoi.scoring.actions.explaining import close_round, open_rounds
from khoi.scoring.actions.releasing import send_back
from khoi.scoring.actions.settling import ask, settle, uphold
from khoi.scoring.models import counts_of_round, open_differences, own_counts, rounds_of
from khoi.scoring.models.disputes import pending_in
from khoi.scoring.models.rounds import thread_on
from khoi.scoring.models.told import findings_told
from khoi.scoring.rules import Counts, Inputs, Verdict
from tenants import clock
from tenants.notices import notices_to
from tenants.refusal import Refused, Stale
from tests.khoi.scoring.rounds_made import (
    ROWS,
    answer,
    at_work,
    explaining,
    leaf,
    sent,
    the_card,
    the_round,
    version_of,
)


@pytest.fixture
def three(make):
    bloc = make.bloc_of_three()
    make.sheet(bloc, *ROWS)
    return bloc


def test_a_re_appraisal_needs_its_reason_and_is_told_when_the_round_is_closed(three, make):
    explaining(three, three.member, make)
    answer(three, make)
    sent(three, make)
    with at_work(three, three.other, make):
        card, row = the_card(three, three.member), leaf(three, "I/1")
        version = version_of(three, "I/1")
        with pytest.raises(Refused, match="lý do"):
            settle(card, row, Verdict(points=Decimal(36)), version)
        settle(card, row, Verdict(points=Decimal(36), reason="Biên bản đủ"), version)
        assert card.stage == "explaining"
    with at_work(three, three.member, make, seated=False):
        assert findings_told(the_card(three, three.member).id)["I/1"].points == Decimal(30)
        assert own_counts(the_card(three, three.member)).settled == 0
    with at_work(three, three.lead, make):
        assert counts_of_round(the_round(three, three.member)).settled == 1
        close_round(the_round(three, three.member))
        close_round(rounds_of(the_card(three, three.member).id)[0])
    with at_work(three, three.member, make, seated=False):
        card = the_card(three, three.member)
        assert (card.stage, findings_told(card.id)["I/1"].points) == ("appraised", Decimal(36))
        assert own_counts(card).words == "3 dòng khác, 1 đã trả lời, 1 đã giải quyết"
        assert [notice.kind for notice in notices_to(three.member.id)].count("reappraised") == 1


def test_what_is_decided_at_the_table_is_told_at_once_by_the_chair_alone(three, make):
    explaining(three, three.member, make)
    with at_work(three, three.other, make), pytest.raises(Refused, match="Khối trưởng"):
        settle(the_card(three, three.member), leaf(three, "I/1"), Verdict(accepted=True, reason="Đúng"), 1, told=True)
    with at_work(three, three.lead, make):
        settle(the_card(three, three.member), leaf(three, "I/1"), Verdict(accepted=True, reason="Đúng"), 1, told=True)
    with at_work(three, three.member, make, seated=False):
        assert findings_told(the_card(three, three.member).id)["I/1"].accepted


def test_upholding_settles_a_row_and_the_same_word_twice_is_one(three, make):
    explaining(three, three.member, make)
    answer(three, make)
    sent(three, make)
    with at_work(three, three.lead, make):
        card, row = the_card(three, three.member), leaf(three, "I/1")
        first = uphold(card, row, "Không có biên bản gốc", version_of(three, "I/1"))
        assert uphold(card, row, "Không có biên bản gốc", 0).version == first.version
        assert "I/1" not in [each.path for each in open_differences(three.year.id)]
        assert (first.points, first.reason) == (Decimal(30), "Không có biên bản gốc")


def test_two_appraisers_on_one_answered_row_do_not_overwrite_each_other(three, make):
    explaining(three, three.member, make)
    with at_work(three, three.lead, make), pytest.raises(Stale):
        settle(the_card(three, three.member), leaf(three, "I/1"), Verdict(accepted=True, reason="Đúng"), 0)


def test_a_question_is_read_at_once_by_the_agency_and_asked_once(three, make):
    explaining(three, three.member, make)
    with at_work(three, three.other, make):
        for _ in range(2):
            ask(the_card(three, three.member), leaf(three, "I/1"), "Biên bản ở đâu?")
    with at_work(three, three.member, make, seated=False):
        assert [line.text for line in thread_on(the_card(three, three.member).id, "I/1")] == ["Biên bản ở đâu?"]


def test_nobody_settles_his_own_row_nor_one_that_was_never_told(three, make):
    explaining(three, three.member, make)
    with at_work(three, three.member, make, seated=False), pytest.raises(Refused, match="đơn vị mình"):
        settle(the_card(three, three.member), leaf(three, "I/1"), Verdict(accepted=True, reason="Đúng"), 1)
    with at_work(three, three.lead, make), pytest.raises(Refused, match="không thể"):
        appraise(the_card(three, three.member), leaf(three, "I/1"), Verdict(accepted=True), 1)


def test_a_second_round_goes_on_where_the_first_ended(three, make):
    explaining(three, three.member, make)
    answer(three, make)
    sent(three, make)
    with at_work(three, three.lead, make):
        close_round(the_round(three, three.member))
        now = clock.now()
        (second,) = open_rounds([the_card(three, three.member)], now, now + timedelta(days=1))
        assert second.number == 2
        assert pending_in(three.year.id) == Counts()
        assert counts_of_round(second).pending == 1


def test_a_card_that_goes_back_is_not_explained_any_more(three, make):
    explaining(three, three.member, make)
    with at_work(three, three.lead, make):
        send_back(the_card(three, three.member), "Sửa lại", None, ["I/1"])
        assert the_round(three, three.member) is None
    with at_work(three, three.member, make, seated=False), pytest.raises(Refused, match="đã kết thúc"):
        accept_row(rounds_of(the_card(three, three.member).id)[0], leaf(three, "I/1"))


def test_figures_put_right_after_an_explanation_are_computed_anew(three, make):
    explaining(three, three.member, make)
    with at_work(three, three.lead, make):
        settle(
            the_card(three, three.member), leaf(three, "I/2"),
            Verdict(corrected=Inputs(count=3), reason="Việc thứ ba có thật"), version_of(three, "I/2"),
        )  # fmt: skip
        rows = {each.path: each for each in open_differences(three.year.id)}
        assert "I/2" not in rows
        assert rows["I/3"].row.appraised.points is not None
