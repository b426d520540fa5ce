"""When a filing is on time, late or shut out: calendar days in Vietnam, to the second."""

from collections.abc import Collection, Sequence
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


#: A bloc of fewer has nobody to be compared with.
FEWEST_MEMBERS = 3


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
    last = datetime(year + 1, 4, 1, tzinfo=ZONE)
    for name, moment in (("Hạn nộp", due), ("Khóa sổ", closing)):
        if not datetime(year, 1, 1, tzinfo=ZONE) <= moment < last:
            reasons.append(f"{name} phải nằm trong năm thi đua {year} (chậm nhất ngày 31/03/{year + 1}).")
    return reasons


def missing(*, seats: Collection[str], agencies: int, without_head: Sequence[str], on_team: int) -> list[str]:
    """What the year still lacks before its members can work, in words."""
    lacks = []
    if "lead" not in seats:
        lacks.append("Chưa có Khối trưởng.")
    if "deputy" not in seats:
        lacks.append("Chưa có Khối phó: không ai thẩm định được phiếu của Khối trưởng.")
    if agencies < FEWEST_MEMBERS:
        lacks.append(f"Mới có {agencies} đơn vị thành viên.")
    if without_head:
        lacks.append(f"Chưa có tài khoản lãnh đạo: {', '.join(without_head)}.")
    if not on_team:
        lacks.append("Chưa có đơn vị nào trong Tổ thẩm định (không bắt buộc).")
    return lacks


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
