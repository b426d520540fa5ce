"""Rounds of explanations: opened for released cards, answered in time; and who hears what meanwhile."""

from datetime import timedelta
from decimal import Decimal

import pytest

from khoi.scoring.actions.answering import (
    accept_remaining,
    add_to_answer,
    attach_to_answer,
    detach_from_answer,
    send_answers,
    state_of_drafts,
    unaccept,
    write_answer,
)
from khoi.scoring.actions.explaining import change_round, open_rounds
from khoi.scoring.models import Explanation, ThreadLine, drafts_in, open_differences, own_counts, own_rows
from khoi.scoring.models.disputes import pending_in
from khoi.scoring.models.rounds import thread_on
from khoi.scoring.rules import Counts, Progress
from tenants import clock
from tenants.database import db
from tenants.files import StoredFile
from tenants.notices import notices_to
from tenants.refusal import Refused, Stale
from tests.khoi.scoring.evidence_made import received
from tests.khoi.scoring.rounds_made import ROWS, answer, at_work, explaining, leaf, sent, the_card, the_round, told


@pytest.fixture
def three(make):
    bloc = make.bloc_of_three()
    make.sheet(bloc, *ROWS)
    return bloc


def test_a_round_opens_for_a_released_card_and_its_agency_is_told(three, make):
    explaining(three, three.member, make)
    with at_work(three, three.member, make, seated=False):
        assert the_card(three, three.member).stage == "explaining"
        assert notices_to(three.member.id)[0].kind == "round_opened"
        assert own_counts(the_card(three, three.member)).words == "3 dòng khác, 0 đã trả lời, 0 đã giải quyết"


def test_no_round_opens_twice_nor_before_the_release_nor_with_an_end_that_is_past(three, make):
    explaining(three, three.member, make)
    now = clock.now()
    with at_work(three, three.lead, make):
        with pytest.raises(Refused, match="đang giải trình"):
            open_rounds([the_card(three, three.member)], now, now + timedelta(days=1))
        with pytest.raises(Refused, match="sau"):
            open_rounds([the_card(three, three.member)], now, now)
        with pytest.raises(Refused, match="ít nhất một"):
            open_rounds([], now, now + timedelta(days=1))


def test_the_leads_card_is_explained_to_the_deputy_alone(three, make):
    told(three, three.lead, make)
    now = clock.now()
    with at_work(three, three.lead, make), pytest.raises(Refused, match="đơn vị mình"):
        open_rounds([the_card(three, three.lead)], now, now + timedelta(days=1))
    with at_work(three, three.deputy, make):
        open_rounds([the_card(three, three.lead)], now, now + timedelta(days=1))


def test_the_team_appraises_and_opens_no_round(three, make):
    told(three, three.member, make)
    now = clock.now()
    with at_work(three, three.other, make), pytest.raises(Refused, match="Khối trưởng"):
        open_rounds([the_card(three, three.member)], now, now + timedelta(days=1))


def test_a_draft_is_the_agencys_alone_until_its_head_sends_it(three, make):
    explaining(three, three.member, make)
    answer(three, make)
    with at_work(three, three.lead, make):
        assert db.session.query(Explanation).all() == []
        assert pending_in(three.year.id) == Counts()
        assert [row.progress for row in open_differences(three.year.id)] == [Progress.OPEN] * 3
    assert sent(three, make) == 1
    with at_work(three, three.lead, make):
        assert pending_in(three.year.id).pending == 1
        assert [line.text for line in thread_on(the_card(three, three.member).id, "I/1")] == [
            "Quý III đã họp, kèm biên bản"
        ]


def test_what_was_sent_is_heard_by_its_appraisers_and_by_nobody_else(three, make):
    explaining(three, three.member, make)
    answer(three, make)
    sent(three, make)
    for who, seated, hears in (
        (three.lead, True, 1), (three.other, True, 1), (three.other, False, 0), (three.deputy, True, 0),
        (three.lead, False, 0),
    ):  # fmt: skip
        with at_work(three, who, make, seated=seated):
            assert db.session.query(ThreadLine).count() == hears, (who.code, seated)


def test_sending_twice_and_sending_nothing_change_nothing(three, make):
    explaining(three, three.member, make)
    assert sent(three, make) == 0
    answer(three, make)
    assert [sent(three, make), sent(three, make)] == [1, 0]


def test_the_head_sends_what_he_saw(three, make):
    explaining(three, three.member, make)
    answer(three, make)
    with at_work(three, three.member, make, seated=False):
        present = the_round(three, three.member)
        seen = state_of_drafts(drafts_in(present.id))
        write_answer(present, leaf(three, "I/1"), "Đã đổi", 1)
        with pytest.raises(Stale):
            send_answers(present, seen)


def test_two_clerks_do_not_write_over_each_other(three, make):
    explaining(three, three.member, make)
    answer(three, make)
    answer(three, make)  # the same words again
    with pytest.raises(Stale):
        answer(three, make, text="Của người khác")


def test_too_many_words_are_kept_and_not_sent(three, make):
    explaining(three, three.member, make, most_words=3)
    answer(three, make, text="một hai ba bốn")
    with pytest.raises(Refused) as refused:
        sent(three, make)
    assert refused.value.objections[0].path == "I/1"
    with at_work(three, three.member, make, seated=False):
        assert drafts_in(the_round(three, three.member).id)[0].row.text == "một hai ba bốn"


def test_an_answer_after_the_last_second_is_refused(three, make):
    explaining(three, three.member, make)
    with at_work(three, three.member, make, seated=False):
        closes = the_round(three, three.member).closes_at
    with clock.stopped_at(closes):
        answer(three, make)
        assert sent(three, make) == 1
    with clock.stopped_at(closes + timedelta(seconds=1)):
        with pytest.raises(Refused, match="hết hạn"):
            answer(three, make, "I/2")
        with pytest.raises(Refused, match="hết hạn"):
            sent(three, make)


def test_a_later_end_takes_answers_again(three, make):
    explaining(three, three.member, make)
    with at_work(three, three.lead, make):
        present = the_round(three, three.member)
        late = present.closes_at + timedelta(days=1)
        change_round(present, late, 50, present.version)
        with pytest.raises(Stale):
            change_round(present, late + timedelta(days=1), 50, 1)
    with clock.stopped_at(late):
        answer(three, make)


def test_an_agency_takes_a_finding_and_of_a_row_the_bloc_decides_no_number_is_kept(three, make):
    explaining(three, three.member, make)
    with at_work(three, three.member, make, seated=False):
        present = the_round(three, three.member)
        assert accept_remaining(present) == 3
        assert accept_remaining(present) == 0
        assert unaccept(present, leaf(three, "I/2"))
    assert sent(three, make) == 2
    with at_work(three, three.member, make, seated=False):
        card = the_card(three, three.member)
        taken = {path: thread_on(card.id, path)[0].taken for path in ("I/1", "I/3")}
        assert taken == {"I/1": "30", "I/3": "computed"}
        assert own_counts(card).words == "3 dòng khác, 2 đã trả lời, 2 đã giải quyết"
        with pytest.raises(Refused, match="đã chấp nhận"):
            write_answer(present, leaf(three, "I/1"), "Nghĩ lại", 5)


def test_points_that_depend_on_others_are_not_in_what_the_agency_sees(three, make):
    explaining(three, three.member, make)
    with at_work(three, three.member, make, seated=False):
        _, rows = own_rows(the_card(three, three.member))
        found = {row.criterion.path: row.found.points for row in rows}
        assert found == {"I/1": Decimal(30), "I/2": Decimal(20), "I/3": None, "I/4": Decimal(9)}


def test_a_document_goes_with_an_answer_and_its_appraisers_may_open_it_once_it_is_sent(three, make):
    explaining(three, three.member, make)
    with at_work(three, three.member, make, seated=False):
        present, row = the_round(three, three.member), leaf(three, "I/1")
        added = add_to_answer(present, row, received(name="Biên bản quý III.pdf"))
        assert not attach_to_answer(present, row, added.evidence)
        assert detach_from_answer(present, row, added.evidence)
        attach_to_answer(present, row, added.evidence)
        write_answer(present, row, "Kèm biên bản", drafts_in(present.id)[0].row.version)
    with at_work(three, three.lead, make):
        assert db.session.query(StoredFile).count() == 0
    sent(three, make)
    with at_work(three, three.lead, make):
        assert db.session.query(StoredFile).count() == 1
        assert "Biên bản quý III" in thread_on(the_card(three, three.member).id, "I/1")[0].evidence


def test_a_document_without_a_word_does_not_leave(three, make):
    explaining(three, three.member, make)
    with at_work(three, three.member, make, seated=False):
        add_to_answer(the_round(three, three.member), leaf(three, "I/1"), received())
    with pytest.raises(Refused, match="Chưa gửi được"):
        sent(three, make)
