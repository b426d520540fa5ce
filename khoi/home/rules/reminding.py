"""Who is reminded of what on which day: before a hạn nộp, on its day, and after it until khóa sổ. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tenants.vi import ZONE, date_time, days_left

#: Days before hạn nộp; the day itself is the last of them.
STEPS = (7, 3, 1, 0)
#: After hạn nộp: at once, and then every so many days.
AGAIN_AFTER = 7


@dataclass(frozen=True, slots=True)
class Owed:
    """What an agency has still to file, and its two dates as they hold for that agency."""

    agency_id: int
    key: str
    title: str
    due: datetime
    closing: datetime
    #: Filed once and returned: the dates are those of the return.
    returned: bool = False


@dataclass(frozen=True, slots=True)
class Reminder:
    """A word that is due to an agency: once for each step on the way to one hạn nộp."""

    agency_id: int
    key: str
    due: datetime
    step: int
    text: str


def step_at(due: datetime, closing: datetime, now: datetime) -> int | None:
    """The step that is reached: 7, 3, 1, 0 days before, −1 once it is late, −2 a week later and so on; None too early
    and after khóa sổ. A day on which nobody reminded is made up for on the next."""
    if now > closing:
        return None
    today, last = now.astimezone(ZONE).date(), due.astimezone(ZONE).date()
    if now > due:
        return -1 - (today - last).days // AGAIN_AFTER
    left = (last - today).days
    return min((step for step in STEPS if step >= left), default=None)


def reminders(owed: Iterable[Owed], now: datetime) -> list[Reminder]:
    """What is due to be said at this moment, whether or not it has been said already."""
    reached = [(each, step_at(each.due, each.closing, now)) for each in owed]
    return [
        Reminder(each.agency_id, each.key, each.due, step, _words(each, now))
        for each, step in reached
        if step is not None
    ]


def _words(owed: Owed, now: datetime) -> str:
    """`Phiếu tự chấm điểm: còn 3 ngày đến hạn nộp 17:00 ngày 30/11/2026.`; late, what that means and until when."""
    title = f"{owed.title[:150]} được trả lại" if owed.returned else owed.title[:150]
    if now > owed.due:
        late = days_left(owed.due, now.astimezone(ZONE).date())
        how = "đã quá hạn nộp hôm nay" if late == "hôm nay" else f"đã {late} so với hạn nộp"
        return f"{title}: {how} ({date_time(owed.due)}). Vẫn nộp được đến khóa sổ, {date_time(owed.closing)}."
    left = days_left(owed.due, now.astimezone(ZONE).date())
    when = "hôm nay là hạn nộp" if left == "hôm nay" else f"{left} đến hạn nộp"
    what = "Đơn vị chưa nộp lại." if owed.returned else "Đơn vị chưa nộp."
    return f"{title}: {when} ({date_time(owed.due)}). {what}"
