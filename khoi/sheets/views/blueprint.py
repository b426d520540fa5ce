"""The pages of the score sheet: who may do what with it, and what every page of it shares."""

from flask import Blueprint
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.sheets.models import Sheet
from khoi.sheets.rules import SheetSpec, objections_to_publishing
from tenants.database import the
from tenants.declared import View
from tenants.gate import door, here, prepares
from tenants.models import Year, year_by_id
from tenants.roles import Role, Seat

sheets = Blueprint("sheets", __name__)
Answer = Response | str | tuple[str, int]


def everybody(view: View) -> View:
    """Everybody of the year looks, each with the eyes of his seat."""
    return door(Role.CLERK, Role.HEAD, by_seat=True)(prepares(view))


def lead(view: View) -> View:
    """The lead's people write, also while the year is being prepared: the sheet is part of its set-up."""
    return door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))(prepares(view))


def this_year() -> Year:
    return year_by_id(here().year_id)


def the_sheet(sheet_id: str) -> Sheet:
    """A version of this year's sheet; one of another year is not found under this one."""
    sheet = the(Sheet, sheet_id)
    if sheet.year_id != here().year_id:
        raise NotFound
    return sheet


def leads() -> bool:
    """May this person change the sheet now?"""
    place = here()
    return place.seat is Seat.LEAD and place.is_open


def faults_by_path(spec: SheetSpec) -> dict[str | None, list[str]]:
    """What keeps the sheet from being published, by the row it is about."""
    found: dict[str | None, list[str]] = {}
    for objection in objections_to_publishing(spec):
        found.setdefault(objection.path, []).append(objection.message)
    return found
