"""On time, late, shut out: to the second, in Vietnamese calendar days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.years.rules import Punctuality, days_late, end_of_day, filing_verdict
from tenants.vi import ZONE

DUE = datetime(2026, 11, 25, 17, 0, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("filed", "days"),
    [
        (datetime(2026, 11, 25, 17, 0, 0, tzinfo=ZONE), 0),
        (datetime(2026, 11, 25, 17, 0, 0, 999_999, tzinfo=ZONE), 0),
        (datetime(2026, 11, 25, 17, 0, 1, tzinfo=ZONE), 1),
        (datetime(2026, 11, 25, 23, 59, 59, tzinfo=ZONE), 1),
        (datetime(2026, 11, 26, 0, 0, 0, tzinfo=ZONE), 1),
        (datetime(2026, 11, 27, 0, 0, 0, tzinfo=ZONE), 2),
        (datetime(2026, 11, 26, 16, 59, 59, tzinfo=UTC), 1),
        (datetime(2026, 11, 26, 17, 0, 0, tzinfo=UTC), 2),
    ],
)
def test_days_late_are_counted_between_vietnamese_dates(filed: datetime, days: int) -> None:
    assert days_late(filed, DUE) == days


def test_a_date_without_an_hour_runs_to_the_last_second_of_that_day() -> None:
    due = end_of_day(date(2026, 11, 25))
    assert days_late(datetime(2026, 11, 25, 16, 59, 59, tzinfo=UTC), due) == 0
    assert days_late(datetime(2026, 11, 25, 17, 0, 0, tzinfo=UTC), due) == 1


def test_after_due_a_filing_is_late_and_after_closing_it_is_shut_out() -> None:
    closing = DUE + timedelta(days=2)
    assert filing_verdict(DUE, DUE, closing).punctuality is Punctuality.ON_TIME
    assert filing_verdict(closing, DUE, closing).punctuality is Punctuality.LATE
    shut = filing_verdict(closing + timedelta(seconds=1), DUE, closing)
    assert shut.punctuality is Punctuality.CLOSED
    assert not shut.accepted
    assert filing_verdict(closing + timedelta(days=99), DUE, None).accepted


@given(st.integers(0, 10**7))
def test_lateness_never_shrinks_as_time_goes_on(seconds: int) -> None:
    filed = DUE + timedelta(seconds=seconds)
    assert days_late(filed, DUE) <= days_late(filed + timedelta(seconds=1), DUE)
    assert (days_late(filed, DUE) == 0) == (seconds == 0)
