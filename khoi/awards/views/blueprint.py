"""The blueprint on which every page of awards hangs, and who may enter."""

from flask import Blueprint
from werkzeug.wrappers import Response

from tenants.gate import door
from tenants.roles import Role, Seat

awards = Blueprint("awards", __name__)

Answer = Response | str | tuple[str, int]
members = door(Role.CLERK, Role.HEAD)
everybody = door(Role.CLERK, Role.HEAD, by_seat=True)
head = door(Role.HEAD)
lead = door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
leads_head = door(Role.HEAD, seats=(Seat.LEAD,))
deputys_head = door(Role.HEAD, seats=(Seat.DEPUTY,))
chairs_heads = door(Role.HEAD, seats=(Seat.LEAD, Seat.DEPUTY))
chairs = door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD, Seat.DEPUTY))
