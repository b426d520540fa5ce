"""The blueprint on which every page of pledges hangs, and who leads."""

from flask import Blueprint
from werkzeug.wrappers import Response

from tenants.gate import door
from tenants.roles import Role, Seat

pledges = Blueprint("pledges", __name__)

Answer = Response | str | tuple[str, int]
#: The lead's people, with the eyes of the seat.
lead = door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
leads_head = door(Role.HEAD, seats=(Seat.LEAD,))
members = door(Role.CLERK, Role.HEAD)
head = door(Role.HEAD)
