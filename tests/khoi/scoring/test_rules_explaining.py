"""When answers are taken, how long they may be, how far a dispute has come."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.reports.rules import word_count
from khoi.scoring.rules import Progress, Word
from khoi.scoring.rules.explaining import (
    AT_AN_END,
    Answer,
    Said,
    counts_of,
    objections_to_answer,
    objections_to_times,
    progress_of,
    refuse_unless_taking,
    takes_answers,
)
from tenants.refusal import Refused

NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_answers_are_taken_from_the_first_to_the_last_second() -> None:
    closes = NOON + timedelta(days=1)
    for at, taken in ((NOON - SECOND, False), (NOON, True), (closes, True), (closes + SECOND, False)):
        assert takes_answers(at, NOON, closes, closed=False) is taken
        if taken:
            refuse_unless_taking(at, NOON, closes, closed=False)
        else:
            with pytest.raises(Refused):
                refuse_unless_taking(at, NOON, closes, closed=False)


def test_a_round_closed_by_hand_takes_nothing_more() -> None:
    with pytest.raises(Refused, match="đã kết thúc"):
        refuse_unless_taking(NOON, NOON, NOON + SECOND, closed=True)


def test_a_round_ends_after_it_opens_and_in_the_future() -> None:
    assert objections_to_times(NOON, NOON, NOON + SECOND) == []
    assert objections_to_times(NOON, NOON, NOON)
    assert objections_to_times(NOON, NOON - 2 * SECOND, NOON - SECOND)


def test_a_row_goes_from_open_over_answered_to_settled() -> None:
    explained = Said(4, Word.EXPLAIN)
    assert progress_of([], []) is Progress.OPEN
    assert progress_of([explained], []) is Progress.ANSWERED
    assert progress_of([explained], [4]) is Progress.SETTLED
    assert progress_of([], [0]) is Progress.SETTLED


def test_what_is_added_after_a_re_appraisal_opens_the_row_anew() -> None:
    assert progress_of([Said(4, Word.EXPLAIN), Said(7, Word.EXPLAIN)], [4]) is Progress.ANSWERED


def test_an_appraisers_question_changes_nothing_about_how_far_it_is() -> None:
    assert progress_of([Said(9, Word.ASK)], []) is Progress.OPEN
    assert progress_of([Said(4, Word.EXPLAIN), Said(9, Word.ASK)], [4]) is Progress.SETTLED


def test_what_an_agency_took_is_at_an_end() -> None:
    assert progress_of([Said(3, Word.EXPLAIN), Said(5, Word.ACCEPT)], []) is Progress.ACCEPTED


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(list(Progress)))))
def test_the_counts_never_say_more_than_there_is(rows: list[tuple[bool, Progress]]) -> None:
    counts = counts_of(rows)
    assert max(counts.answered, counts.settled) <= counts.differing == len(rows)
    assert counts.settled + counts.open + counts.pending == counts.differing
    assert counts.settled == sum(progress in AT_AN_END for _, progress in rows)


def test_words_are_what_stands_between_spaces() -> None:
    assert word_count("  Đơn vị\nđã   hoàn thành. ") == 5
    assert word_count("") == 0


def test_an_answer_may_be_just_as_long_as_the_round_says() -> None:
    assert objections_to_answer(Answer("I/1", "một hai ba"), 3) == []
    assert "4 từ" in objections_to_answer(Answer("I/1", "một hai ba bốn"), 3)[0].message
    assert objections_to_answer(Answer("I/1", "từ " * 999), 0) == []


def test_what_was_sent_before_in_the_round_counts_too() -> None:
    assert objections_to_answer(Answer("I/1", "một hai", before=2), 3)


def test_documents_without_a_word_are_no_explanation_and_an_acceptance_needs_none() -> None:
    assert objections_to_answer(Answer("I/1", documents=1), 0)
    assert objections_to_answer(Answer("I/1", "từ " * 99, accepts=True), 3) == []
