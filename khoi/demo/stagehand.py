"""Lets the demo's people act, each with the eyes of agency and seat."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time

from khoi.demo.cast import PARTS, Part, login_of
from khoi.scoring.models import Scorecard, card_of
from tenants import clock
from tenants.database import db
from tenants.models import Agency, Bloc, Year, user_with_login
from tenants.roles import Role, Seat
from tenants.scope import Scope, acting

LEAD = next(part for part in PARTS if part.seat is Seat.LEAD)
DEPUTY = next(part for part in PARTS if part.seat is Seat.DEPUTY)


class Stagehand:
    """Lets the demo's people act: each with the eyes of agency and seat, each act in its own transaction."""

    def __init__(self, bloc: Bloc, year: Year, agencies: dict[str, Agency]) -> None:
        self.bloc, self.year, self.agencies = bloc, year, agencies

    @contextmanager
    def as_member(self, part: Part, role: Role) -> Iterator[None]:
        with self._acting(part, role, seated=False):
            yield

    @contextmanager
    def as_seat(self, part: Part, role: Role) -> Iterator[None]:
        with self._acting(part, role, seated=True):
            yield

    @contextmanager
    def _acting(self, part: Part, role: Role, *, seated: bool) -> Iterator[None]:
        user = user_with_login(login_of(part, role))
        scope = Scope(
            bloc=self.bloc.id, year=self.year.id, agency=self.agencies[part.code].id,
            lead_agency=self.agencies[LEAD.code].id, open=1, user=user.id if user else 0,
            lead=int(seated and part.seat is Seat.LEAD), deputy=int(seated and part.seat is Seat.DEPUTY),
            team=int(seated and part.on_team),
        )  # fmt: skip
        db.session.rollback()
        with acting(scope):
            yield
            db.session.commit()

    @contextmanager
    def head_of(self, seat: Seat) -> Iterator[None]:
        """The head of the agency that sits there."""
        with self.as_seat(next(part for part in PARTS if part.seat is seat), Role.HEAD):
            yield

    def card(self, part: Part) -> Scorecard:
        card = card_of(self.year.id, self.agencies[part.code].id)
        assert card is not None
        return card


def five_o_clock(day: datetime) -> datetime:
    """17:00 in Vietnam on that day: the end of an office day."""
    return datetime.combine(day.astimezone(clock.BLOC_ZONE).date(), time(17), clock.BLOC_ZONE)
