"""A member is renamed, leaves, comes back, or is taken out where it was a mistake."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from khoi.years import actions
from khoi.years.forms import ComeBackForm, LeaveForm, RenameForm
from khoi.years.models import former_names
from khoi.years.views.blueprint import years
from khoi.years.views.members import the_member
from tenants.gate import door, here, only_to_change, prepares
from tenants.models import Membership, members_of
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]


@years.route("/<bloc>/<int:year>/setup/members/<public_id:member_id>/rename", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@prepares
@only_to_change
def rename(member_id: str) -> Answer:
    """A new name from a day of the year; the old one stays on what was made before."""
    form = RenameForm()
    sent = form.is_submitted()
    well_formed = sent and form.validate()
    row = the_member(member_id)
    if not sent:
        form.show(row.name_that_year)
    if not well_formed:
        return _rename_page(row, form), 422 if sent else 200
    if form.is_stale(row.name_that_year):
        return _rename_page(row, form), 409
    try:
        actions.rename(row, form.name.data or "", _given(form.day.data), form.basis.data or "")
    except Refused as refused:
        form[refused.field or "name"].errors = [refused.message]
        return _rename_page(row, form), 409
    flash(f"Từ nay đơn vị mang tên {row.name_that_year}; mọi đơn vị đã được thông báo.", "ok")
    return redirect(url_for("years.member", member_id=row.public_id), 303)


def _given(value: Any) -> Any:
    assert value is not None, "a required field passed without a value"
    return value


def _rename_page(row: Membership, form: RenameForm) -> str:
    former = former_names(row.year_id).get(row.agency_id, [])
    return render_template(
        "years/rename.html", row=row, form=form, former=former, page_title=f"Đổi tên {row.name_that_year}"
    )


@years.route("/<bloc>/<int:year>/setup/members/<public_id:member_id>/leave", methods=["GET", "POST"])
@door(Role.HEAD, seats=(Seat.LEAD,))
@prepares
@only_to_change
def leave(member_id: str) -> Answer:
    """The member left the bloc, or was merged into another; the lead's head alone says so."""
    form = LeaveForm()
    others = [member for member in members_of(here().year_id) if member.public_id != member_id]
    form.offer(others)
    sent = form.is_submitted()
    well_formed = sent and form.validate()
    row = the_member(member_id)
    if not well_formed:
        return _leave_page(row, form), 422 if sent else 200
    successor = next((member for member in others if member.public_id == form.successor.data), None)
    try:
        actions.leave(row, _given(form.day.data), form.reason.data or "", successor)
    except Refused as refused:
        if refused.field:
            form[refused.field].errors = [refused.message]
        else:
            form.form_errors = [refused.message]
        return _leave_page(row, form), 409
    flash(f"Đã ghi {row.name_that_year} rời Khối; mọi đơn vị đã được thông báo.", "ok")
    return redirect(url_for("years.setup"), 303)


def _leave_page(row: Membership, form: LeaveForm) -> str:
    return render_template("years/leave.html", row=row, form=form, page_title=f"{row.name_that_year} rời Khối")


@years.route("/<bloc>/<int:year>/setup/members/<public_id:member_id>/come-back", methods=["GET", "POST"])
@door(Role.HEAD, seats=(Seat.LEAD,))
@prepares
@only_to_change
def come_back(member_id: str) -> Answer:
    """The member is one again."""
    form = ComeBackForm()
    sent = form.is_submitted()
    well_formed = sent and form.validate()
    row = the_member(member_id)
    if not well_formed:
        page = render_template("years/come_back.html", row=row, form=form, page_title=f"{row.name_that_year} trở lại")
        return page, 422 if sent else 200
    actions.come_back(row, form.reason.data or "")
    flash(f"{row.name_that_year} là thành viên của Khối trở lại; mọi đơn vị đã được thông báo.", "ok")
    return redirect(url_for("years.setup"), 303)


@years.route("/<bloc>/<int:year>/setup/members/<public_id:member_id>/remove", methods=["GET", "POST"])
@door(Role.HEAD, seats=(Seat.LEAD,))
@prepares
@only_to_change
def remove(member_id: str) -> Answer:
    """Take out a member that was entered by mistake."""
    row = the_member(member_id)
    if request.method != "POST":
        return render_template("years/remove.html", row=row, page_title=f"Xóa {row.name_that_year}")
    name = row.name_that_year
    actions.remove(row)
    flash(f"Đã xóa {name} khỏi năm {here().number}.", "ok")
    return redirect(url_for("years.setup"), 303)
