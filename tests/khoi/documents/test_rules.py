"""Numbers, states and refusals of documents, without a database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.documents.rules import (
    FIRST_KINDS,
    Handling,
    ReplyStage,
    State,
    calendar_year,
    gaps,
    handling_word,
    may_remind,
    names_in_words,
    next_number,
    objection_to_number,
    objections_to_issuing,
    objections_to_replacing,
    objections_to_sending_reply,
    objections_to_withdrawing,
    other_years,
    receipt_word,
    reply_word,
    sign_of,
    spans,
    written,
)

NOW = datetime(2026, 5, 5, 3, tzinfo=UTC)
TODAY = date(2026, 5, 5)
taken = st.sets(st.integers(1, 60))


def test_numbers_below_ten_have_a_leading_nought():
    assert [written(number) for number in (1, 9, 10, 123)] == ["01", "09", "10", "123"]
    assert sign_of(5, "KH-KTĐ") == "05/KH-KTĐ"


def test_the_register_is_that_of_the_documents_own_date():
    assert calendar_year(date(2026, 12, 31)) == 2026
    assert calendar_year(date(2027, 1, 1)) == 2027


def test_an_empty_series_begins_at_one():
    assert next_number(set()) == 1
    assert gaps(set()) == []


@given(taken)
def test_the_next_number_is_free_and_leaves_no_gap_behind_it(numbers):
    following = next_number(numbers)
    assert following not in numbers
    assert not objection_to_number(following, 2026, numbers)
    assert gaps(numbers | {following}) == gaps(numbers)


@given(taken)
def test_taken_numbers_and_gaps_are_all_numbers_up_to_the_last(numbers):
    assert set(gaps(numbers)) | numbers == set(range(1, next_number(numbers)))
    assert not set(gaps(numbers)) & numbers


@given(taken.filter(bool))
def test_a_number_is_given_out_once(numbers):
    for number in numbers:
        assert "đã cấp" in objection_to_number(number, 2026, numbers)


def test_a_taken_number_says_who_has_it_and_which_is_free():
    words = objection_to_number(5, 2026, {4, 5}, "“Kế hoạch”")
    assert words == "Số 05 năm 2026 đã cấp cho “Kế hoạch”. Số tiếp theo còn trống: 06."
    assert "năm thi đua khác" in objection_to_number(5, 2026, {5})


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_a_number_that_no_register_has_is_refused(number):
    assert "từ 1 đến" in objection_to_number(number, 2026, set())


@pytest.mark.parametrize(
    ("numbers", "words"),
    [(set(), ""), ({3}, "03"), ({3, 4}, "03–04"), ({1, 3, 4, 5, 11}, "01, 03–05, 11")],
)
def test_runs_of_numbers_are_drawn_together(numbers, words):
    assert spans(numbers) == words


def test_the_first_kinds_have_names_signs_and_series_of_their_own():
    assert len({kind.name for kind in FIRST_KINDS}) == len({kind.series for kind in FIRST_KINDS}) == len(FIRST_KINDS)
    assert {"KH-KTĐ", "TB-KTĐ", "QĐ-KTĐ", "TTr-KTĐ"} <= {kind.sign for kind in FIRST_KINDS}


READY = {"recipients": 7, "files": 1, "dated": TODAY, "today": TODAY, "year": 2026, "reply_due": None}


def test_a_whole_draft_may_be_issued():
    assert objections_to_issuing(State.DRAFT, **READY) == []
    assert objections_to_issuing(State.AT_HEAD, **READY) == []


@pytest.mark.parametrize(
    ("lacking", "field"),
    [
        ({"recipients": 0}, "recipients"),
        ({"files": 0}, "files"),
        ({"dated": TODAY + timedelta(days=1)}, "dated"),
        ({"dated": date(1926, 5, 5)}, "dated"),
        ({"reply_due": NOW - timedelta(days=1)}, "reply_due"),
    ],
)
def test_what_a_draft_lacks_is_named_at_its_field(lacking, field):
    assert [reason.path for reason in objections_to_issuing(State.AT_HEAD, **READY | lacking)] == [field]


def test_an_issued_document_is_not_issued_again():
    assert objections_to_issuing(State.ISSUED, **READY)


@pytest.mark.parametrize("state", [State.DRAFT, State.AT_HEAD, State.REPLACED, State.WITHDRAWN])
def test_only_what_is_in_force_is_withdrawn_or_replaced(state):
    assert objections_to_withdrawing(state, "Nhầm số liệu")
    assert objections_to_replacing(state)


def test_a_withdrawal_says_why():
    assert objections_to_withdrawing(State.ISSUED, "Nhầm số liệu") == []
    assert [reason.path for reason in objections_to_withdrawing(State.ISSUED, "  ")] == ["reason"]


SENDING = {"text": "Thống nhất", "files": 0, "state": State.ISSUED, "asked": True, "is_head": True}


def test_an_answer_with_words_or_files_is_sent_by_the_head():
    assert objections_to_sending_reply(ReplyStage.AT_HEAD, **SENDING) == []
    assert objections_to_sending_reply(ReplyStage.DRAFT, **SENDING | {"text": "", "files": 1}) == []


@pytest.mark.parametrize("wrong", [{"text": " "}, {"state": State.WITHDRAWN}, {"asked": False}, {"is_head": False}])
def test_an_empty_unasked_or_clerks_answer_is_not_sent(wrong):
    assert len(objections_to_sending_reply(ReplyStage.DRAFT, **SENDING | wrong)) == 1


def test_an_answer_is_sent_once():
    assert objections_to_sending_reply(ReplyStage.SENT, **SENDING)


def test_a_reminder_goes_once_a_day_to_who_has_not_received():
    evening = datetime(2026, 5, 4, 16, 59, tzinfo=UTC)  # 23:59 on the 4th in Vietnam
    assert may_remind(False, None, TODAY)
    assert may_remind(False, evening, TODAY)
    assert not may_remind(False, evening + timedelta(minutes=1), TODAY)
    assert not may_remind(True, None, TODAY)


def test_a_receipt_has_three_words():
    words = [receipt_word(*pair).text for pair in ((None, None), (NOW, None), (NOW, NOW))]
    assert words == ["Chưa nhận", "Đã nhận, chưa đọc", "Đã đọc"]


def test_an_answer_is_waited_for_until_the_very_second_it_is_due():
    assert reply_word(None, None, NOW) is None
    assert reply_word(NOW, None, NOW).text == "Chờ trả lời"
    assert reply_word(NOW, None, NOW + timedelta(seconds=1)).text == "Quá hạn, chưa trả lời"
    assert reply_word(NOW, 0, NOW).text == "Đã trả lời đúng hạn"
    assert reply_word(NOW, 2, NOW).text == "Trả lời chậm 2 ngày"


def test_what_is_not_dealt_with_in_time_is_overdue_and_what_is_done_never():
    assert handling_word(Handling.WAITING, TODAY, TODAY).text == "Chờ xử lý"
    assert handling_word(Handling.UNDER_WAY, TODAY - timedelta(days=3), TODAY).text == "Đang xử lý, quá hạn 3 ngày"
    assert handling_word(Handling.DONE, TODAY - timedelta(days=3), TODAY).text == "Đã xử lý"
    assert handling_word(Handling.WAITING, None, TODAY).kind == "warn"


def test_a_year_left_over_from_last_years_paper_is_noticed():
    assert other_years("Kế hoạch năm 2025 và năm 2026", 2026) == [2025]
    assert other_years("Số 120260 ngày 05/02/2026", 2026) == []


def test_many_recipients_are_named_and_the_rest_counted():
    assert names_in_words(["Sở Tư pháp"]) == "Sở Tư pháp"
    assert names_in_words([str(n) for n in range(14)], most=2) == "0, 1 và 12 đơn vị khác"
