"""Where a request is: the bloc, its year, and the person's agency in that year; one statement tells it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, literal, null, select
from werkzeug.exceptions import NotFound

from tenants import vi
from tenants.models import Bloc, Grant, Membership, Year
from tenants.prepared import Prepared
from tenants.roles import SEAT_NAMES, Seat, YearState
from tenants.sessions import Person


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request is: bloc, year, and the person's agency in that year."""

    bloc_id: int
    slug: str
    bloc_name: str
    year_id: int
    number: int
    state: YearState
    agency_id: int
    agency_name: str
    seat: Seat
    on_team: bool
    lead_agency_id: int
    #: The day on which the person's agency left the bloc, if it did.
    left_on: date | None = None
    #: Is this a page that sets the year up?
    sets_up: bool = False

    @property
    def is_open(self) -> bool:
        """May things be changed on this page: in the open year, and in the year being prepared where it is set up;
        by nobody whose agency has left the bloc."""
        prepared = self.sets_up and self.state is YearState.PREPARING
        return self.left_on is None and (prepared or self.state is YearState.OPEN)

    @property
    def seat_name(self) -> str:
        return f"{SEAT_NAMES[self.seat]} {self.number}"

    def why_shut(self) -> str:
        """Why nothing can be changed here, in words."""
        if self.left_on is not None:
            return f"Đơn vị đã rời Khối từ ngày {vi.date(self.left_on)}: chỉ xem, không sửa được."
        if self.state is YearState.PREPARING:
            return "Năm thi đua này đang được chuẩn bị, chưa mở để làm việc."
        return "Năm thi đua này đã khóa: chỉ xem, không sửa được."


_BLOC: Any = Bloc.__table__
_YEAR: Any = Year.__table__
_GRANT: Any = Grant.__table__
_MINE: Any = Membership.__table__.alias("mine")
_LEAD: Any = Membership.__table__.alias("lead")
_leading = (_LEAD.c.year_id == _YEAR.c.id) & (_LEAD.c.seat == Seat.LEAD)
_being_in = (_MINE.c.year_id == _YEAR.c.id) & (_MINE.c.agency_id == bindparam("agency"))
_THERE = _BLOC.join(_YEAR, _YEAR.c.bloc_id == _BLOC.c.id).outerjoin(_LEAD, _leading)
# Made once: every page asks one of these two.
_PLACE = Prepared(
    select(
        _BLOC.c.id, _BLOC.c.slug, _BLOC.c.name, _YEAR.c.id, _YEAR.c.number, _YEAR.c.state,
        _MINE.c.agency_id, _MINE.c.name_that_year, _MINE.c.seat, _MINE.c.on_appraisal_team, _LEAD.c.agency_id,
        _MINE.c.left_on,
    )
    .select_from(_THERE.join(_MINE, _being_in))
    .where(_BLOC.c.slug == bindparam("slug"), _YEAR.c.number == bindparam("number"))
)  # fmt: skip
_PLACE_OF_GUEST = Prepared(
    select(
        _BLOC.c.id, _BLOC.c.slug, _BLOC.c.name, _YEAR.c.id, _YEAR.c.number, _YEAR.c.state,
        literal(0), literal(""), literal(Seat.MEMBER.value), literal(0), _LEAD.c.agency_id, null(),
    )
    .select_from(_THERE.join(_GRANT, (_GRANT.c.bloc_id == _BLOC.c.id) & (_GRANT.c.user_id == bindparam("user"))))
    .where(_BLOC.c.slug == bindparam("slug"), _YEAR.c.number == bindparam("number"))
)  # fmt: skip


def place_of(person: Person, slug: str, number: int, *, sets_up: bool) -> Place:
    """The bloc's year and the person's place in it; for who has none there, it does not exist."""
    asked = _PLACE_OF_GUEST if person.agency_id is None else _PLACE
    who = {"user": person.id} if person.agency_id is None else {"agency": person.agency_id}
    found = asked.first(who | {"slug": slug, "number": number})
    if found is None:
        raise NotFound
    bloc, slug, bloc_name, year, number, state, agency, name, seat, on_team, lead, left_on = found
    return Place(
        bloc, slug, bloc_name, year, number, YearState(state), agency, name, Seat(seat), bool(on_team), lead or 0,
        left_on, sets_up,
    )  # fmt: skip
