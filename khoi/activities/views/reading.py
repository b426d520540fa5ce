"""One activity: what it is about, the own agency's answer, and for the lead all answers, attendance and the result."""

from typing import Any

from flask import Response as FileAnswer
from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from khoi.activities import actions
from khoi.activities.forms import AnswerForm, AttendanceForm, ReasonForm, ResultForm, attendance_form
from khoi.activities.models import (
    Activity,
    ActivityFile,
    Invitation,
    files_of_activity,
    invitation_to,
    invitations_of,
    invitees_of,
)
from khoi.activities.rules import (
    ATTENDANCE_NAMES,
    COMING_KINDS,
    COMING_NAMES,
    KIND_NAMES,
    ActivityKind,
    Attendance,
    Coming,
    Stage,
    objection_to_answering,
    objection_to_noting,
)
from khoi.activities.views.blueprint import activities
from khoi.activities.views.shown import host_of, own_word, stage_word
from khoi.documents.models import documents_named
from khoi.office.intake import arrived, limits, upload_answer
from khoi.office.serving import attachment
from tenants import clock
from tenants.database import the
from tenants.gate import door, here
from tenants.models import members_of
from tenants.roles import Role, Seat
from tenants.scope import present_scope

Answer = Response | str | tuple[str, int]


@activities.get("/<bloc>/<int:year>/activities/<public_id:activity_id>")
@door(Role.CLERK, Role.HEAD, by_seat=True)
def activity(activity_id: str) -> str:
    """The page of an activity."""
    return activity_page(the(Activity, activity_id))


def activity_page(row: Activity, **forms: Any) -> str:
    """The page; a form that was sent and is not saved comes with what was typed."""
    mine = invitation_to(row.id, here().agency_id)
    leads = bool(present_scope().lead)
    shown = {
        "row": row, "kind": KIND_NAMES[ActivityKind(row.kind)], "stage": stage_word(row), "mine": mine,
        "own": own_word(row, mine), "host": host_of(row, _names()), "leads": leads, "refused": (),
        "papers": documents_named(one for one in (row.letter_id, row.programme_id) if one),
        "files": files_of_activity(row.id), "editable": leads and here().is_open and row.stage != Stage.CANCELLED,
        "answer_form": _answer_form(row, mine), "page_title": row.title,
    }  # fmt: skip
    drawn = shown | (_for_lead(row) if leads else {}) | forms | limits()
    _tell_apart({name: drawn.get(name) for name in ("answer_form", "result_form", "reason")})
    return render_template("activities/activity.html", **drawn)


def _tell_apart(forms: dict[str, Any]) -> None:
    """Several forms on one page have fields of one name: their ids say whose they are."""
    for name, form in forms.items():
        for field in form or ():
            field.id = f"{name}-{field.name}"


def _names() -> dict[int, str]:
    return {member.agency_id: member.name_that_year for member in members_of(here().year_id)}


def _answer_form(row: Activity, mine: Invitation | None) -> AnswerForm | None:
    """The form of the own answer, while one may still answer."""
    late = objection_to_answering(row.stage, row.starts_at, clock.now())
    if mine is None or late or not here().is_open:
        return None
    return AnswerForm(
        formdata=None, coming=mine.coming or str(Coming.YES), people=mine.people or None, names=mine.names,
        reason=mine.away_reason,
    )  # fmt: skip


def _for_lead(row: Activity) -> dict[str, Any]:
    invitations = invitations_of(row.id)
    noting = here().is_open and not objection_to_noting(row.stage, row.starts_at, clock.now())
    attendance = attendance_form(invitations, formdata=None)
    attendance.show(*_noted(invitations))
    result = ResultForm(formdata=None, result=row.result)
    result.show(row.result)
    return {
        "invitations": invitations, "invitees": invitees_of(row) if row.stage == Stage.DRAFT else [],
        "noting": noting, "attendance": attendance, "result_form": result, "reason": ReasonForm(formdata=None),
        "coming_names": COMING_NAMES, "coming_kinds": COMING_KINDS, "attendance_names": ATTENDANCE_NAMES,
    }  # fmt: skip


def _noted(invitations: list[Invitation]) -> list[str]:
    """What of the attendance stands now, in words."""
    return [
        f"{row.name_then}: {ATTENDANCE_NAMES[Attendance(row.attendance)].lower()} {row.attended or ''}".strip()
        for row in invitations
        if row.attendance
    ]


@activities.post("/<bloc>/<int:year>/activities/<public_id:activity_id>/answer")
@door(Role.CLERK, Role.HEAD)
def answer_invitation(activity_id: str) -> Answer:
    """The own agency's answer; it may be changed until the activity begins."""
    form = AnswerForm()
    well_formed = form.validate()
    row = the(Activity, activity_id)
    mine = invitation_to(row.id, here().agency_id)
    if mine is None:
        return redirect(url_for("activities.activity", activity_id=row.public_id), 303)
    if not well_formed:
        return activity_page(row, answer_form=form), 422
    words = (form.names.data or "", form.reason.data or "")
    actions.answer(mine, row, Coming(form.coming.data), form.people.data or 0, *words)
    flash("Đã gửi trả lời tới Khối trưởng.", "ok")
    return redirect(url_for("activities.activity", activity_id=row.public_id), 303)


@activities.post("/<bloc>/<int:year>/activities/<public_id:activity_id>/attendance")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def note_attendance(activity_id: str) -> Answer:
    """Who came: all invited agencies in one go."""
    row = the(Activity, activity_id)
    invitations = invitations_of(row.id)
    form = attendance_form(invitations)
    if not form.validate():
        return activity_page(row, attendance=form), 422
    if form.is_stale(*_noted(invitations)):
        return activity_page(row, attendance=form), 409
    changed = actions.note_attendance(row, {one.id: _came(form, one) for one in invitations})
    flash(f"Đã ghi nhận {changed} đơn vị." if changed else "Không có gì thay đổi.", "ok")
    return redirect(url_for("activities.activity", activity_id=row.public_id), 303)


def _came(form: AttendanceForm, row: Invitation) -> tuple[Attendance, int]:
    return Attendance(form["came_" + row.public_id].data), form["people_" + row.public_id].data or 0


@activities.post("/<bloc>/<int:year>/activities/<public_id:activity_id>/conclude")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def conclude_activity(activity_id: str) -> Answer:
    """It was held, with this result."""
    form = ResultForm()
    well_formed = form.validate()
    row = the(Activity, activity_id)
    if not well_formed:
        return activity_page(row, result_form=form), 422
    if form.is_stale(row.result):
        return activity_page(row, result_form=form), 409
    actions.conclude(row, form.result.data or "")
    flash("Đã ghi nhận kết quả; các đơn vị được mời xem được.", "ok")
    return redirect(url_for("activities.activity", activity_id=row.public_id), 303)


@activities.post("/<bloc>/<int:year>/activities/<public_id:activity_id>/files")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def add_files(activity_id: str) -> Answer:
    """Papers of an activity, dropped or chosen."""
    came = arrived(request.files.getlist("files"))
    row = the(Activity, activity_id)
    for received in came.taken:
        actions.add_file(row, received)
    page = url_for("activities.activity", activity_id=row.public_id)
    return upload_answer(came, "activities/parts/files.html", page, row=row, files=files_of_activity(row.id))


@activities.post("/<bloc>/<int:year>/activities/<public_id:activity_id>/files/<public_id:activity_file_id>/remove")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def remove_file(activity_id: str, activity_file_id: str) -> Response:
    """Take a paper off again."""
    row = the(Activity, activity_id)
    actions.remove_file(row, the(ActivityFile, activity_file_id))
    flash("Đã gỡ tệp.", "ok")
    return redirect(url_for("activities.activity", activity_id=row.public_id), 303)


@activities.get("/<bloc>/<int:year>/activity-files/<public_id:activity_file_id>")
@door(Role.CLERK, Role.HEAD, by_seat=True)
def take_file(activity_file_id: str) -> FileAnswer:
    """A paper of an activity."""
    return attachment(the(ActivityFile, activity_file_id))
