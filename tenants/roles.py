"""Who a person is, what seat an agency has in a year, and the doors both open. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person does in the agency, or outside all agencies."""

    CLERK = "clerk"
    HEAD = "head"
    OBSERVER = "observer"
    OPERATOR = "operator"


class Seat(StrEnum):
    """What an agency is in the bloc this year: a fact of the year, never of a person."""

    LEAD = "lead"
    DEPUTY = "deputy"
    MEMBER = "member"


class YearState(StrEnum):
    """A year is prepared, then lived, then closed and read-only for everyone."""

    PREPARING = "preparing"
    OPEN = "open"
    CLOSED = "closed"


ROLE_NAMES = {
    Role.CLERK: "Đầu mối",
    Role.HEAD: "Lãnh đạo đơn vị",
    Role.OBSERVER: "Sở Nội vụ",
    Role.OPERATOR: "Quản trị vận hành",
}
SEAT_NAMES = {Seat.LEAD: "Khối trưởng", Seat.DEPUTY: "Khối phó", Seat.MEMBER: "Thành viên"}
YEAR_STATE_NAMES = {
    YearState.PREPARING: "đang chuẩn bị",
    YearState.OPEN: "đang mở",
    YearState.CLOSED: "đã khóa",
}


@dataclass(frozen=True, slots=True)
class Door:
    """Who may be on a page, and as what.

    `roles` may enter; with `seats` only people of agencies in those seats, or, with `team`, of agencies on the
    appraisal team. A door with seats (or `by_seat`) gives the scope of the person's seat; any other gives the scope
    of a plain member, also to the lead's own people: on a member's page the lead is a member.
    """

    roles: frozenset[Role]
    seats: frozenset[Seat] = frozenset()
    team: bool = False
    by_seat: bool = False

    def opens_for(self, role: Role, seat: Seat | None, on_team: bool) -> bool:
        if role not in self.roles:
            return False
        return not self.seats or seat in self.seats or (self.team and on_team)

    @property
    def whole_bloc(self) -> bool:
        """Does one look through this door with the eyes of the seat, not only of the agency?"""
        return bool(self.seats) or self.by_seat

    def __str__(self) -> str:
        """One line for the list of doors that a reviewer reads."""
        words = ["+".join(sorted(self.roles))]
        if self.seats:
            words.append("of " + "+".join(sorted(self.seats)) + ("+team" if self.team else ""))
        return " ".join([*words, "by-seat"] if self.by_seat else words)


#: A page anybody may see, signed in or not: said aloud, never by omission.
OPEN_TO_ALL = Door(frozenset())
