"""The meeting is called, moved, counted and closed."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.deliberation import actions
from khoi.deliberation.forms import MeetingForm
from khoi.deliberation.models import meetings_in, present_meeting
from khoi.deliberation.views.blueprint import deliberation, this_meeting
from khoi.deliberation.views.meeting import lines_for, page
from tenants.gate import door, here, only_to_change
from tenants.models import members_of
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]
FIELDS = ("held_at", "place", "chair", "secretary", "quorum_parts", "quorum_of", "quorum_basis")


@deliberation.route("/<bloc>/<int:year>/meeting/call", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
def call_meeting() -> Answer:
    """Call a meeting."""
    last = next(iter(meetings_in(here().year_id)), None)
    kept = {name: getattr(last, name) for name in FIELDS[3:]} if last else {"quorum_parts": 2, "quorum_of": 3}
    form = MeetingForm(data=kept)
    if not form.is_submitted():
        return _form_page(form, "Triệu tập họp bình xét")
    if not form.validate():
        return _form_page(form, "Triệu tập họp bình xét"), 422
    actions.call_meeting(here().year_id, form.called())
    flash("Đã triệu tập; mọi đơn vị được báo.", "ok")
    return _back()


@deliberation.route("/<bloc>/<int:year>/meeting/change", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
def change_meeting() -> Answer:
    """Another hour, place, chair or quorum."""
    row = this_meeting()
    form = MeetingForm(data={name: getattr(row, name) for name in FIELDS})
    if not form.is_submitted():
        return _form_page(form, "Sửa lịch họp")
    if not form.validate():
        return _form_page(form, "Sửa lịch họp"), 422
    actions.change_meeting(row, form.called())
    flash("Đã sửa cuộc họp.", "ok")
    return _back()


@deliberation.post("/<bloc>/<int:year>/meeting/attendance")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def take_attendance() -> Answer:
    """Mark who is there."""
    row, lines = this_meeting(), lines_for(members_of(here().year_id), sent=True)
    well_formed = [form.validate() for _, form in lines]  # each of them, so that each says what is wrong
    if not all(well_formed):
        return page(lines=lines), 422
    there = {member.agency_id: (bool(form.present.data), form.representative.data or "") for member, form in lines}
    actions.take_attendance(row, there)
    flash("Đã ghi điểm danh.", "ok")
    return _back()


@deliberation.post("/<bloc>/<int:year>/meeting/close")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def close_meeting() -> Answer:
    """The meeting is over."""
    actions.close_meeting(this_meeting())
    flash("Cuộc họp đã kết thúc; biên bản sẵn sàng để tải.", "ok")
    return _back()


def _form_page(form: MeetingForm, title: str) -> str:
    template = "deliberation/call_meeting.html"
    return render_template(template, form=form, meeting=present_meeting(here().year_id), page_title=title)


def _back() -> Response:
    return redirect(url_for("deliberation.meeting"), 303)
