"""The blueprint of the room, and what its pages share."""

from flask import Blueprint
from werkzeug.exceptions import NotFound

from khoi.deliberation.models import Meeting, present_meeting
from tenants.gate import here
from tenants.roles import Seat

deliberation = Blueprint("deliberation", __name__)

CHAIRS = (Seat.LEAD, Seat.DEPUTY)


def this_meeting() -> Meeting:
    """The newest meeting of the year."""
    found = present_meeting(here().year_id)
    if found is None:
        raise NotFound
    return found
