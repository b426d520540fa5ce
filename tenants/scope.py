"""Whose rows are in sight: one value a request, read by the session's wall and by the database's. Pure."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from tenants.roles import Door, Seat


class NoScope(RuntimeError):
    """A question about owned rows was asked with nobody asking it: refused, never answered with all rows."""


class OutOfScope(RuntimeError):
    """A row was about to be written that is not this person's to write."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Who looks, through which seat, at which year. Numbers only: both databases are told the same ones.

    0 stands for "none": no row belongs to bloc, year or agency 0.
    """

    bloc: int = 0
    year: int = 0
    agency: int = 0
    lead_agency: int = 0
    lead: int = 0
    deputy: int = 0
    team: int = 0
    observer: int = 0
    operator: int = 0
    open: int = 0
    user: int = 0

    @classmethod
    def of_operator(cls, bloc: int, year: int = 0) -> "Scope":
        """The command line's scope: all rows of one bloc; every use is journalled."""
        return cls(bloc=bloc, year=year, operator=1, open=1)

    @property
    def is_chair(self) -> bool:
        return bool(self.lead or self.deputy)

    def assesses(self, agency: int) -> bool:
        """May this scope appraise the card of `agency`? Nobody appraises his own; the lead's card is the deputy's."""
        if self.operator:
            return True
        if agency == self.agency:
            return False
        return bool(self.deputy if agency == self.lead_agency else self.lead or self.team)

    def decides_for(self, agency: int) -> bool:
        """May this scope say the bloc's last word to `agency`: what it is given to reach, what was found, what must be
        put right? The lead does; to the lead the deputy; the team finds, and does not decide."""
        if self.operator:
            return True
        return agency != self.agency and bool(self.deputy if agency == self.lead_agency else self.lead)


#: The facts of a scope that the walls in both databases read, by name.
FACTS = ("bloc", "year", "agency", "lead_agency", "lead", "deputy", "team", "observer", "operator", "open", "user")


def scope_through(
    door: Door,
    *,
    bloc: int,
    year: int,
    agency: int,
    lead_agency: int,
    seat: Seat,
    on_team: bool,
    is_open: bool,
    user: int,
) -> Scope:
    """The scope a person gets through a door: the seat's eyes only where the door says so."""
    seated = door.whole_bloc
    return Scope(
        bloc=bloc,
        year=year,
        agency=agency,
        lead_agency=lead_agency,
        lead=int(seated and seat is Seat.LEAD),
        deputy=int(seated and seat is Seat.DEPUTY),
        team=int(seated and on_team),
        open=int(is_open),
        user=user,
    )


_scope: ContextVar[Scope | None] = ContextVar("scope", default=None)


def present_scope() -> Scope:
    """The scope in force; raises where there is none."""
    scope = _scope.get()
    if scope is None:
        raise NoScope("no scope: say who asks with acting(scope)")
    return scope


def scope_or_none() -> Scope | None:
    return _scope.get()


@contextmanager
def nobody() -> Iterator[None]:
    """Within the block nobody asks: for founding what must be there before anybody can act in it (a bloc, a year).
    Owned rows are out of reach; who begins acting in the same transaction may write them."""
    token = _scope.set(None)
    try:
        yield
    finally:
        _scope.reset(token)


@contextmanager
def acting(scope: Scope) -> Iterator[Scope]:
    """Within the block, `scope` asks. Enter it before the transaction begins: a scope never changes inside one."""
    token = _scope.set(scope)
    try:
        yield scope
    finally:
        _scope.reset(token)
