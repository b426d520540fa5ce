"""The blueprint on which every page of secret votes hangs, who may enter, and what the pages share."""

from flask import Blueprint
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.ballots.models import Ballot
from tenants.database import the
from tenants.forms import Form
from tenants.gate import door, here
from tenants.models import Year, members_of, year_by_id
from tenants.refusal import Refused
from tenants.roles import Role
from tenants.scope import present_scope

ballots = Blueprint("ballots", __name__)

Answer = Response | str | tuple[str, int]
#: Who runs votes: with the eyes of the seat; of an agency's own council its people.
everybody = door(Role.CLERK, Role.HEAD, by_seat=True)
heads = door(Role.HEAD, by_seat=True)
#: Who votes or counts is here as a member, whatever his seat.
members = door(Role.CLERK, Role.HEAD)


def runs(ballot: Ballot) -> bool:
    """Does who asks run this vote?"""
    scope = present_scope()
    return scope.is_chair if ballot.is_blocs else scope.agency == ballot.owner


def in_sight(ballot_id: str) -> Ballot:
    """The ballot, if it is of this year and in sight."""
    row = the(Ballot, ballot_id)
    if row.year_id != here().year_id:
        raise NotFound
    return row


def run_here(ballot_id: str) -> Ballot:
    """The same for who runs it; to others the page is not there."""
    row = in_sight(ballot_id)
    if not runs(row):
        raise NotFound
    return row


def this_year() -> Year:
    return year_by_id(here().year_id)


def names() -> dict[int, str]:
    """The members' names of the year."""
    return {member.agency_id: member.name_that_year for member in members_of(here().year_id)}


def put(form: Form, refused: Refused, places: dict[str, str] | None = None) -> None:
    """What a rule said, at the fields it is about."""
    form.form_errors = [refused.message]
    for objection in refused.objections:
        place = (places or {}).get(objection.path or "", objection.path)
        if place in form:
            form[place].errors = [*form[place].errors, objection.message]
        else:
            form.form_errors.append(objection.message)
    if refused.field in form and not refused.objections:
        form[refused.field].errors, form.form_errors = [refused.message], []
