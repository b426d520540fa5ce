"""The report leaves the agency: checked, sent to the head, given back, filed; printed with its seal."""

from typing import TypeVar

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.office.document import place_and_date
from khoi.reports import actions
from khoi.reports.forms.drafting import GiveBackForm, VersionForm
from khoi.reports.models import whole_of
from khoi.reports.models.content import content_filed
from khoi.reports.rules import late_words, short_seal, subject_of
from khoi.reports.views.blueprint import reports
from khoi.reports.views.desk import asked_request, desk_of, own_report
from khoi.reports.views.page import around
from tenants import clock
from tenants.gate import door
from tenants.refusal import Refused
from tenants.roles import Role
from tenants.vi.dates import local

F = TypeVar("F", bound=VersionForm)


@reports.get("/<bloc>/<int:year>/reports/<public_id:asked_id>/check")
@door(Role.CLERK, Role.HEAD)
def check(asked_id: str) -> str:
    """Everything that keeps the report from leaving, each with a link to its place; and the way on."""
    desk = desk_of(asked_request(asked_id))
    return render_template("reports/check.html", desk=desk, page_title="Kiểm tra trước khi nộp", **around(desk))


@reports.post("/<bloc>/<int:year>/reports/<public_id:asked_id>/send-to-head")
@door(Role.CLERK, Role.HEAD)
def send_to_head(asked_id: str) -> Response:
    """The clerk is done: on to the head."""
    _form(VersionForm())
    actions.send_to_head(own_report(asked_id))
    flash("Báo cáo đã trình lãnh đạo duyệt.", "ok")
    return _back(asked_id)


@reports.post("/<bloc>/<int:year>/reports/<public_id:asked_id>/give-back")
@door(Role.HEAD)
def give_back(asked_id: str) -> Response:
    """The head gives the report back to the clerk and says why."""
    form = _form(GiveBackForm())
    actions.give_back(own_report(asked_id), form.reason.data or "")
    flash("Báo cáo đã chuyển lại cho đầu mối.", "ok")
    return _back(asked_id)


@reports.post("/<bloc>/<int:year>/reports/<public_id:asked_id>/file")
@door(Role.HEAD)
def file_report(asked_id: str) -> Response:
    """The head files what he saw."""
    form = _form(VersionForm())
    filed = actions.file_report(own_report(asked_id), form.version.data or 0)
    flash(f"Đã nộp báo cáo, {late_words(filed.days_late)}. Báo cáo được niêm phong và gửi Khối trưởng.", "ok")
    return _back(asked_id)


@reports.get("/<bloc>/<int:year>/reports/<public_id:asked_id>/print")
@door(Role.CLERK, Role.HEAD)
def print_report(asked_id: str) -> str:
    """The report on paper: as it was filed, with its seal, else as it stands, which the page says."""
    desk = desk_of(asked_request(asked_id))
    filed = desk.filed_in_force
    day = local(filed.filed_at if filed else clock.now())
    return render_template(
        "reports/print_report.html", desk=desk, filed=filed, seal=short_seal(filed.seal) if filed else "",
        content=content_filed(desk.definition, whole_of(filed)) if filed else desk.content,
        place_and_date=place_and_date("", day.date()).capitalize(),
        subject=subject_of(desk.request.title),
        page_title=desk.request.title, **around(desk, may_edit=False),
    )  # fmt: skip


def _back(asked_id: str) -> Response:
    return redirect(url_for("reports.report", asked_id=asked_id), 303)


def _form(form: F) -> F:
    """The form, when it is well-formed; what is wrong is said in words."""
    if not form.validate_on_submit():
        words = [str(error) for errors in form.errors.values() for error in errors]
        raise Refused(" ".join(words))
    return form
