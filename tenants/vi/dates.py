"""Dates and times as they are typed and shown: day before month, Vietnamese time."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from tenants.refusal import Refused

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
#: What a browser's own date box sends.
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(r"([0-9]{1,2})(?::|h)([0-9]{2})")
_END_OF_DAY = dt.time(23, 59, 59)


def local(moment: dt.datetime) -> dt.datetime:
    """The moment by the bloc's clock; a moment without a zone is a mistake of ours."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(ZONE)


def date(day: dt.date | dt.datetime | None) -> str:
    """`25/11/2026`; of a moment, its Vietnamese calendar date."""
    if day is None:
        return ""
    here = local(day) if isinstance(day, dt.datetime) else day
    return f"{here.day:02}/{here.month:02}/{here.year:04}"


def date_time(moment: dt.datetime | None) -> str:
    """`17:00 ngày 25/11/2026`, in Vietnamese time."""
    return "" if moment is None else f"{local(moment):%H:%M} ngày {date(moment)}"


def long_date(day: dt.date | dt.datetime) -> str:
    """`Thứ Tư, ngày 25/11/2026`."""
    here = local(day) if isinstance(day, dt.datetime) else day
    return f"{_WEEKDAYS[here.weekday()]}, ngày {date(day)}"


def days_left(due: dt.datetime | dt.date, today: dt.date) -> str:
    """`còn 3 ngày`, `hôm nay`, `chậm 2 ngày`: calendar days between today and the due date."""
    last = local(due).date() if isinstance(due, dt.datetime) else due
    left = (last - today).days
    if left == 0:
        return "hôm nay"
    return f"còn {left} ngày" if left > 0 else f"chậm {-left} ngày"


def read_date(text: str) -> dt.date:
    """The day a person typed, `25/11/2026` (or the browser's `2026-11-25`); refused in words."""
    typed = text.strip()
    if found := _DAY.fullmatch(typed):
        day, month, year = map(int, found.groups())
    elif found := _ISO_DAY.fullmatch(typed):
        year, month, day = map(int, found.groups())
    else:
        raise Refused("Nhập ngày dạng 25/11/2026.")
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise Refused(f"Không có ngày {typed}.") from None


def read_date_time(text: str) -> dt.datetime:
    """The moment a person typed: `17:00 25/11/2026`, `17:00 ngày 25/11/2026`, `25/11/2026 17:00`, or the browser's
    `2026-11-25T17:00`. A day without an hour is its last second. Aware, in Vietnamese time."""
    words = text.replace("T", " ").replace(" ngày ", " ").split()
    hours = [word for word in words if _TIME.fullmatch(word)]
    days = [word for word in words if word not in hours]
    if len(days) != 1 or len(hours) > 1:
        raise Refused("Nhập thời điểm dạng 17:00 ngày 25/11/2026.")
    day = read_date(days[0])
    return dt.datetime.combine(day, _read_time(hours[0]) if hours else _END_OF_DAY, ZONE)


def _read_time(text: str) -> dt.time:
    found = _TIME.fullmatch(text)
    assert found is not None
    try:
        return dt.time(int(found[1]), int(found[2]))
    except ValueError:
        raise Refused(f"Không có giờ {text}.") from None
