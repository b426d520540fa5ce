"""An agency joins a movement through its head, and reports."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.movements import actions
from khoi.movements.forms import LaunchForm, ProgressForm
from khoi.movements.models import Joining, Launch, LaunchFile, Movement, Progress, joining_of, launch_of
from khoi.movements.views.blueprint import Answer, file_sent, head, members, movements, the_movement
from khoi.movements.views.showing import movement_page
from khoi.office.intake import limits
from khoi.office.serving import attachment
from tenants import vi
from tenants.database import the
from tenants.gate import here, refuse_restrained
from tenants.refusal import Refused


@movements.route("/<bloc>/<int:year>/movements/<public_id:movement_id>/join", methods=["GET", "POST"])
@members
def join(movement_id: str) -> Answer:
    """The agency's launch document and targets."""
    refuse_restrained()
    form = LaunchForm()
    sent = form.is_submitted()
    good = sent and form.validate()
    file, file_good = file_sent(form) if sent else (None, True)
    row = the_movement(movement_id)
    present = _launch(row)
    if not sent:
        form = LaunchForm(obj=present)
        form.show(*_shown(present))
    if not good or not file_good:
        return _join_page(row, form), 422 if sent else 200
    if form.is_stale(*_shown(present)):
        return _join_page(row, form), 409
    assert form.dated.data is not None
    try:
        actions.write_launch(
            row, here().agency_id, form.number.data or "", form.dated.data, form.targets.data or "", file
        )
    except Refused as refused:
        form.form_errors = [refused.message]
        return _join_page(row, form), 409
    flash("Đã lưu. Trình lãnh đạo đơn vị để gửi Khối trưởng.", "ok")
    return redirect(url_for("movements.movement", movement_id=movement_id), 303)


def _launch(row: Movement) -> Launch | None:
    joining = joining_of(row.id, here().agency_id)
    return launch_of(joining.id) if joining else None


def _shown(launch: Launch | None) -> tuple[str, ...]:
    return (launch.number, vi.date(launch.dated), launch.targets) if launch else ("chưa ghi",)


def _join_page(row: Movement, form: LaunchForm) -> str:
    return render_template("movements/join.html", row=row, form=form, **limits(), page_title="Tham gia phong trào")


def _joining(row: Movement) -> Joining:
    refuse_restrained()
    joining = joining_of(row.id, here().agency_id)
    if joining is None:
        raise NotFound
    return joining


@movements.post("/<bloc>/<int:year>/movements/<public_id:movement_id>/to-head")
@members
def launch_to_head(movement_id: str) -> Response:
    """The clerk is done."""
    actions.launch_to_head(_joining(the_movement(movement_id)))
    flash("Đã trình lãnh đạo đơn vị.", "ok")
    return redirect(url_for("movements.movement", movement_id=movement_id), 303)


@movements.post("/<bloc>/<int:year>/movements/<public_id:movement_id>/send")
@head
def send_launch(movement_id: str) -> Response:
    """The head sends it to the lead."""
    row = the_movement(movement_id)
    actions.send_launch(_joining(row), row)
    flash("Đã gửi Khối trưởng.", "ok")
    return redirect(url_for("movements.movement", movement_id=movement_id), 303)


@movements.post("/<bloc>/<int:year>/movements/<public_id:movement_id>/progress")
@members
def add_progress(movement_id: str) -> Answer:
    """A report, the agency's own until the head sends it."""
    form = ProgressForm()
    good = form.validate()
    row = the_movement(movement_id)
    joining = _joining(row)
    if not good:
        return movement_page(row, form), 422
    assert form.dated.data is not None
    try:
        actions.add_progress(
            joining, row, form.kind.data, form.dated.data, form.text.data or "", form.figure.data or ""
        )
    except Refused as refused:
        form[refused.field or "text"].errors = [refused.message]
        return movement_page(row, form), 409
    return redirect(url_for("movements.movement", movement_id=movement_id, _anchor="reports"), 303)


@movements.post("/<bloc>/<int:year>/movements/progress/<public_id:progress_id>/remove")
@members
def remove_progress(progress_id: str) -> Response:
    """Take back what was not sent."""
    refuse_restrained()
    actions.remove_progress(the(Progress, progress_id))
    flash("Đã xóa.", "ok")
    return redirect(url_for("movements.movements"), 303)


@movements.post("/<bloc>/<int:year>/movements/<public_id:movement_id>/send-progress")
@head
def send_progress(movement_id: str) -> Response:
    """The head sends what is new."""
    row = the_movement(movement_id)
    sent = actions.send_progress(_joining(row), row)
    flash(f"Đã gửi {sent} kết quả cho Khối trưởng." if sent else "Không có kết quả mới.", "ok")
    return redirect(url_for("movements.movement", movement_id=movement_id), 303)


@movements.get("/<bloc>/<int:year>/movements/own-launches/<public_id:launch_file_id>/file")
@members
def launch_file(launch_file_id: str) -> Response:
    """The agency's own launch document."""
    return attachment(the(LaunchFile, launch_file_id))
