"""A bloc at the turn of its year: a sheet, dates, laws; and the people who turn it."""

from contextlib import contextmanager
from datetime import datetime, timedelta

from khoi.turnover import actions
from khoi.turnover.models import taken_from
from khoi.turnover.rules import Choices
from khoi.years.actions import load_bases
from khoi.years.rules import ZONE
from tenants.database import db
from tenants.models import year_of
from tenants.scope import acting
from tests.khoi.scoring.cards_made import ROWS, working

DUE = datetime(2026, 11, 30, 17, tzinfo=ZONE)


def bloc_in_december(make):
    """A bloc of four in 2026, with what a year has."""
    trio = make.bloc_of_three()
    make.sheet(trio, *ROWS)
    make.dates(trio, DUE, DUE + timedelta(days=10))
    with working(trio, trio.lead, make, seated=True):
        load_bases(trio.year)
    return trio


def choices_of(trio, **other):
    """The deputy leads next year, the member is its deputy."""
    members = (trio.lead.id, trio.deputy.id, trio.member.id, trio.other.id)
    return Choices(**{"lead": trio.deputy.id, "deputy": trio.member.id, "members": members, "basis": "BB 12"} | other)


def rolled(trio, make, **other):
    """The next year, begun by the old lead's head."""
    by, choices = make.scope(trio, trio.lead), choices_of(trio, **other)
    db.session.commit()
    with acting(by):
        taken = taken_from(trio.year)
        db.session.rollback()
        with actions.next_year_begun(taken, choices, by) as year:
            actions.fill_year(year, taken, choices)
            db.session.commit()
    found = year_of(trio.bloc.id, 2027)
    db.session.commit()
    return found


@contextmanager
def leading(trio, year, make, agency, *, open_=1):
    """The new year's lead at work in it."""
    scope = make.scope(trio, agency)
    eyes = {"year": year.id, "lead_agency": agency.id, "lead": 1, "deputy": 0, "team": 0, "open": open_}
    db.session.commit()
    with acting(type(scope)(**{**{name: getattr(scope, name) for name in scope.__slots__}, **eyes})):
        try:
            yield
            db.session.commit()
        finally:
            db.session.rollback()
