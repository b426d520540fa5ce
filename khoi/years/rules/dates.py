"""When a filing is on time, late or shut out: calendar days in Vietnam, to the second."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import count

from tenants.vi import ZONE, fold

# The keys every year has; a bloc adds its own slugs.
FILING_NAMES = {
    "registration": "Đăng ký thi đua, giao ước",
    "scorecard": "Phiếu tự chấm điểm",
    "half_year_report": "Báo cáo sơ kết 6 tháng",
    "year_report": "Báo cáo tổng kết năm",
}


#: The longest key of a filing.
LONGEST_KEY = 60


def own_key(title: str, taken: Collection[str]) -> str:
    """The key of a filing that a bloc adds: its title in plain letters, told apart from those there are."""
    words = re.findall(r"[a-z0-9]+", fold(title))
    stem = "_".join(words)[: LONGEST_KEY - 4].strip("_") or "noi_dung"
    return next(key for n in count(1) if (key := stem if n == 1 else f"{stem}_{n}") not in taken)


class Punctuality(StrEnum):
    """How a filing stands against its hạn nộp and its khóa sổ."""

    ON_TIME = "on_time"
    LATE = "late"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class FilingVerdict:
    """What filing at this second means: whether it is accepted, and how many days late it counts."""

    punctuality: Punctuality
    days_late: int

    @property
    def accepted(self) -> bool:
        return self.punctuality is not Punctuality.CLOSED


@dataclass(frozen=True, slots=True)
class Dates:
    """The two dates of a filing: hạn nộp (on time until) and khóa sổ (closed after)."""

    due: datetime
    closing: datetime


#: The customs of the blocs: day and month of hạn nộp and of khóa sổ, both at 17:00.
_CUSTOMS = {
    "registration": ((15, 3), (31, 3)),
    "half_year_report": ((10, 7), (25, 7)),
    "scorecard": ((30, 11), (10, 12)),
    "year_report": ((5, 12), (15, 12)),
}


def customary_dates(year: int) -> dict[str, Dates]:
    """What a new year begins with, by the key of the filing."""

    def at_five(day: int, month: int) -> datetime:
        return datetime(year, month, day, 17, tzinfo=ZONE)

    return {key: Dates(at_five(*due), at_five(*closing)) for key, (due, closing) in _CUSTOMS.items()}


def objections_to_dates(due: datetime, closing: datetime, year: int) -> list[str]:
    """Why these cannot be a filing's dates: out of order, or of another year (a year may close in the next March)."""
    reasons = []
    if closing < due:
        reasons.append("Khóa sổ không được trước hạn nộp.")
    last = _after(year)
    for name, moment in (("Hạn nộp", due), ("Khóa sổ", closing)):
        if not datetime(year, 1, 1, tzinfo=ZONE) <= moment < last:
            reasons.append(f"{name} phải nằm trong năm thi đua {year} (chậm nhất ngày 31/03/{year + 1}).")
    return reasons


#: A named exception runs at most so long from when it is made; a further one may follow it.
LONGEST_REOPENING = timedelta(days=30)


def objections_to_reopening(now: datetime, until: datetime, closing: datetime, year: int) -> list[str]:
    """Why a filing cannot be reopened for one agency until then: it would change nothing, or bind nobody."""
    if until <= now:
        return ["Thời điểm mở lại phải ở sau lúc này."]
    if until <= closing:
        return ["Khóa sổ chung chưa đến thời điểm đó: không cần mở lại."]
    if until > now + LONGEST_REOPENING:
        return [f"Mỗi lần mở lại không quá {LONGEST_REOPENING.days} ngày; hết hạn có thể mở lại lần nữa."]
    if until >= _after(year):
        return [f"Thời điểm mở lại phải trước ngày 01/04/{year + 1}."]
    return []


def _after(year: int) -> datetime:
    """The first moment that no longer belongs to the year: it may close in the next March."""
    return datetime(year + 1, 4, 1, tzinfo=ZONE)


def end_of_day(day: date) -> datetime:
    """A date without an hour runs to 23:59:59 in Vietnam."""
    return datetime.combine(day, time(23, 59, 59), ZONE)


def days_late(filed: datetime, due: datetime) -> int:
    """Days between the two Vietnamese calendar dates, at least 1 when late at all; 0 on time.

    Both are aware times; what was filed is cut to the second, so 17:00:00.9 is still on time for 17:00:00."""
    if _cut(filed) <= due:
        return 0
    return max(1, (_day(filed) - _day(due)).days)


def filing_verdict(now: datetime, due: datetime, closing: datetime | None = None) -> FilingVerdict:
    """On time until `due`, late until `closing` (None: never closes), shut out after it."""
    late = days_late(now, due)
    if closing is not None and _cut(now) > closing:
        return FilingVerdict(Punctuality.CLOSED, late)
    return FilingVerdict(Punctuality.LATE if late else Punctuality.ON_TIME, late)


def _cut(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()
