"""Who is not considered this year, and why: decided by whoever may appraise that agency."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.years import actions
from khoi.years.forms import SetAsideForm
from khoi.years.models import NotConsidered, grounds_of, not_considered_in
from khoi.years.views.blueprint import years
from tenants.database import the
from tenants.gate import door, here
from tenants.models import members_of
from tenants.roles import Role, Seat
from tenants.scope import present_scope

Answer = Response | str | tuple[str, int]


@years.route("/<bloc>/<int:year>/not-considered", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD, Seat.DEPUTY))
def not_considered() -> Answer:
    """The agencies that are not considered; the reasons stay with the chairs."""
    form = _form()
    if not form.is_submitted():
        return _page(form)
    if not form.validate():
        return _page(form), 422
    member = next(row for row in members_of(here().year_id) if row.public_id == form.agency.data)
    actions.set_aside(here().year_id, member.agency_id, form.reason())
    flash(f"{member.name_that_year}: không xét trong năm {here().number}.", "ok")
    return redirect(url_for("years.not_considered"), 303)


@years.post("/<bloc>/<int:year>/not-considered/<public_id:row_id>/remove")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD, Seat.DEPUTY))
def consider(row_id: str) -> Response:
    """Consider the agency again."""
    row = the(NotConsidered, row_id)
    if not present_scope().assesses(row.agency_id):
        raise NotFound
    actions.consider(row.year_id, row.agency_id)
    flash("Đơn vị được xét trở lại.", "ok")
    return redirect(url_for("years.not_considered"), 303)


def _form() -> SetAsideForm:
    """Only agencies that this seat may judge, and that are not set aside already."""
    aside = not_considered_in(here().year_id)
    judged = [
        row
        for row in members_of(here().year_id)
        if row.agency_id not in aside and present_scope().assesses(row.agency_id)
    ]
    form = SetAsideForm()
    form.offer(judged, [ground.text for ground in grounds_of(here().year_id)])
    return form


def _page(form: SetAsideForm) -> str:
    aside = not_considered_in(here().year_id)
    rows = [(member, aside[member.agency_id]) for member in members_of(here().year_id) if member.agency_id in aside]
    mine = {row.agency_id for _, row in rows if present_scope().assesses(row.agency_id)}
    return render_template("years/not_considered.html", form=form, rows=rows, mine=mine, page_title="Không xét thi đua")
