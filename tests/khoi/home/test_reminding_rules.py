"""Reminders: 7, 3 and 1 days before hạn nộp, on its day, at once when it is late and weekly until khóa sổ."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from khoi.home.rules.reminding import Owed, reminders, step_at
from tenants.vi import ZONE

DUE = datetime(2026, 11, 30, 17, tzinfo=ZONE)
CLOSING = datetime(2026, 12, 20, 17, tzinfo=ZONE)


def at(days, hour=8):
    """That many days after the day of hạn nộp."""
    return DUE.replace(hour=hour) + timedelta(days=days)


def test_the_steps_before_on_and_after_the_day():
    said = {days: step_at(DUE, CLOSING, at(days)) for days in range(-9, 20)}
    assert said[-9] is said[-8] is None
    assert [said[day] for day in (-7, -3, -1, 0)] == [7, 3, 1, 0]
    assert [said[day] for day in (1, 6, 7, 14)] == [-1, -1, -2, -3]


def test_a_day_on_which_nobody_reminded_is_made_up_for():
    assert [step_at(DUE, CLOSING, at(day)) for day in (-6, -4, -2)] == [7, 7, 3]


def test_the_second_after_the_due_time_is_late_and_after_closing_there_is_silence():
    assert step_at(DUE, CLOSING, DUE) == 0
    assert step_at(DUE, CLOSING, DUE + timedelta(seconds=1)) == -1
    assert step_at(DUE, CLOSING, CLOSING) is not None
    assert step_at(DUE, CLOSING, CLOSING + timedelta(seconds=1)) is None


def test_the_day_is_the_vietnamese_one():
    """At 17:00 UTC it is already tomorrow there."""
    eve = datetime(2026, 11, 22, 16, 59, tzinfo=UTC)
    assert step_at(DUE, CLOSING, eve) is None
    assert step_at(DUE, CLOSING, eve + timedelta(minutes=1)) == 7


@given(st.integers(min_value=-40 * 24, max_value=60 * 24), st.integers(min_value=0, max_value=48))
def test_a_later_moment_never_goes_back_a_step(hours, more):
    first, second = DUE + timedelta(hours=hours), DUE + timedelta(hours=hours + more)
    one, two = step_at(DUE, CLOSING, first), step_at(DUE, CLOSING, second)
    if one is not None and two is not None:
        assert two <= one
    if two is None and one is not None:
        assert second > CLOSING


def test_the_words_name_the_filing_the_date_and_what_being_late_means():
    owed = Owed(1, "scorecard", "Phiếu tự chấm điểm", DUE, CLOSING)
    (early,) = reminders([owed], at(-3))
    assert early.text == "Phiếu tự chấm điểm: còn 3 ngày đến hạn nộp (17:00 ngày 30/11/2026). Đơn vị chưa nộp."
    (today,) = reminders([owed], at(0))
    assert "hôm nay là hạn nộp" in today.text
    (late,) = reminders([owed], at(2))
    assert "đã chậm 2 ngày" in late.text
    assert "khóa sổ, 17:00 ngày 20/12/2026" in late.text


def test_a_returned_card_is_reminded_of_its_own_time():
    (again,) = reminders([Owed(1, "scorecard", "Phiếu tự chấm điểm", DUE, DUE, returned=True)], at(-1))
    assert again.text.startswith("Phiếu tự chấm điểm được trả lại: còn 1 ngày")
    assert "chưa nộp lại" in again.text


def test_the_longest_title_still_fits_a_notice():
    owed = Owed(1, "x", "Đ" * 200, DUE, CLOSING, returned=True)
    assert all(len(said.text) <= 500 for day in (-3, 0, 2) for said in reminders([owed], at(day)))
