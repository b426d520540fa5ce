"""Late, near or in good time: a task's due date against today. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from khoi.plans.rules.plan import Status

#: From so many days before its due date a task counts as near.
NEAR = timedelta(days=14)


class Pace(StrEnum):
    """How a task stands against its due date."""

    SETTLED = "settled"
    LATE = "late"
    NEAR = "near"
    AHEAD = "ahead"


def quarter_end(year: int, quarter: int) -> date:
    """The last day of a quarter."""
    following = date(year + quarter // 4, quarter * 3 % 12 + 1, 1)
    return following - timedelta(days=1)


def due_day(due: date | None, year: int, quarter: int) -> date:
    """The day until which a task is in time: the one set, else its quarter's last."""
    return due or quarter_end(year, quarter)


def pace(status: str, due: date, today: date) -> Pace:
    """A task is late from the day after its due date, unless it is done or dropped."""
    if status in (Status.DONE, Status.DROPPED):
        return Pace.SETTLED
    if today > due:
        return Pace.LATE
    return Pace.NEAR if due - today <= NEAR else Pace.AHEAD


def quarter_of(day: date) -> int:
    """1…4."""
    return (day.month + 2) // 3


def objections_to_due(due: date | None, year: int) -> list[str]:
    """Why this cannot be a due date of the year's plan; a year may close in the next March."""
    if due is None or date(year, 1, 1) <= due <= date(year + 1, 3, 31):
        return []
    return [f"Hạn phải nằm trong năm thi đua {year} (chậm nhất ngày 31/03/{year + 1})."]


def objections_to_status(status: Status | None, reason: str) -> list[str]:
    """What is not carried out needs a word of why."""
    if status is Status.DROPPED and not reason.strip():
        return ["Nêu lý do không thực hiện."]
    return []


def done_of(statuses: Iterable[str]) -> tuple[int, int]:
    """How many are settled, of how many that count: what is dropped counts for neither."""
    counted = [status for status in statuses if status != Status.DROPPED]
    return sum(status == Status.DONE for status in counted), len(counted)
