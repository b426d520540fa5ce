"""The blueprint on which every page of the turn of the year hangs, and what its pages share."""

from flask import Blueprint

from tenants.gate import here
from tenants.models import Year, year_by_id, year_of
from tenants.roles import Seat

turnover = Blueprint("turnover", __name__)
CHAIRS = (Seat.LEAD, Seat.DEPUTY)


def this_year() -> Year:
    return year_by_id(here().year_id)


def year_before() -> Year | None:
    return year_of(here().bloc_id, here().number - 1)


def year_after() -> Year | None:
    return year_of(here().bloc_id, here().number + 1)
