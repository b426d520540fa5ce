"""The year's dates: what comes next, what is past, and where each stands on a line of the year. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tenants.vi import ZONE, days_left

DUE, CLOSING = "hạn nộp", "khóa sổ"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A moment of the year: hạn nộp or khóa sổ of one filing."""

    at: datetime
    what: str
    title: str
    past: bool
    #: In words: còn 3 ngày, hôm nay; empty of what is past.
    left: str

    @property
    def is_closing(self) -> bool:
        return self.what == CLOSING


def milestones(filings: Iterable[tuple[str, datetime, datetime]], now: datetime) -> list[Milestone]:
    """Both dates of every filing (title, due, closing), in the order of time."""
    today = now.astimezone(ZONE).date()
    dates = [(at, what, title) for title, due, closing in filings for at, what in ((due, DUE), (closing, CLOSING))]
    return [
        Milestone(at, what, title, now > at, "" if now > at else days_left(at, today))
        for at, what, title in sorted(dates)
    ]


def share_of_year(at: datetime, year: int) -> float:
    """Where a moment stands between 1 January and 31 December, 0…100; what lies outside stands at the edge."""
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    day = at.astimezone(ZONE).date().toordinal()
    return round(max(0.0, min(1.0, (day - first) / (last - first))) * 100, 1)
