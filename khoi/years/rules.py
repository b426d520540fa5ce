"""When a filing is on time, late or shut out: calendar days in Vietnam, to the second."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from tenants.vi import ZONE

# The keys every year has; a bloc adds its own slugs.
FILING_NAMES = {
    "registration": "Đăng ký thi đua, giao ước",
    "scorecard": "Phiếu tự chấm điểm",
    "half_year_report": "Báo cáo sơ kết 6 tháng",
    "year_report": "Báo cáo tổng kết năm",
}


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
