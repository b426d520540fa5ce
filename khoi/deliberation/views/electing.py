"""Next year's lead and deputy, as they were elected."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from khoi.deliberation import actions
from khoi.deliberation.forms import ElectionForm
from khoi.deliberation.views.blueprint import deliberation, this_meeting
from khoi.deliberation.views.meeting import page
from tenants.gate import door, here
from tenants.models import members_of
from tenants.refusal import Refused
from tenants.roles import SEAT_NAMES, Role, Seat

Answer = Response | tuple[str, int]


@deliberation.post("/<bloc>/<int:year>/meeting/election")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def elect() -> Answer:
    """Record who was elected; said again it replaces what was recorded."""
    this_meeting()
    members, form = members_of(here().year_id), ElectionForm()
    form.offer(members)
    if not form.validate():
        return page(election=form), 422
    member = next(row for row in members if row.public_id == form.member.data)
    seat = Seat(form.seat.data)
    try:
        actions.elect(here().year_id, seat, member, form.votes.data or 0, form.roll.data or 0, form.basis.data or "")
    except Refused as refused:
        form[refused.field or "member"].errors = [refused.message]
        return page(election=form), 409
    flash(f"Đã ghi: {member.name_that_year} là {SEAT_NAMES[seat]} năm {here().number + 1}.", "ok")
    return redirect(url_for("deliberation.meeting"), 303)
