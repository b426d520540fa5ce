"""Members come, go, merge and are renamed within a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tenants.roles import SEAT_NAMES, Seat


@dataclass(frozen=True, slots=True)
class Named:
    """A name that was given up; `until` is the first day of the next one."""

    name: str
    until: date


def name_on(day: date, present: str, given_up: Iterable[Named]) -> str:
    """What a member was called on a day; `given_up` in any order."""
    later = [former for former in given_up if day < former.until]
    return min(later, key=lambda former: former.until).name if later else present


def objections_to_day(day: date, today: date, year: int, since: date | None = None) -> list[str]:
    """Why something cannot have happened to a member on that day; `since`: the last thing of the kind before it."""
    if day > today:
        return ["Ngày ghi nhận không được ở sau hôm nay."]
    if not date(year, 1, 1) <= day < date(year + 1, 4, 1):
        return [f"Ngày phải nằm trong năm thi đua {year} (chậm nhất 31/03/{year + 1})."]
    if since is not None and day < since:
        return [f"Ngày phải từ {since:%d/%m/%Y}, ngày đổi tên lần trước, trở đi."]
    return []


def objections_to_leaving(seat: Seat, name: str) -> list[str]:
    """A chair does not leave while it is one."""
    if seat is Seat.MEMBER:
        return []
    return [f"{name} đang là {SEAT_NAMES[seat]}: đổi Khối trưởng, Khối phó trước khi ghi rời khối."]


def objections_to_removing(seat: Seat, name: str, *, is_preparing: bool, has_accounts: bool) -> list[str]:
    """Why a member was not just entered by mistake. Asked of what everybody knows, so that the answer tells nothing
    of what the agency may be drafting."""
    if seat is not Seat.MEMBER:
        return objections_to_leaving(seat, name)
    if has_accounts and not is_preparing:
        return [f"{name} đã có tài khoản làm việc trong năm: không xóa được, hãy ghi rời khối."]
    return []
