"""What coordinating agencies report on the bloc's tasks: written by them, looked at by the task's agency."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound

from khoi.plans import actions
from khoi.plans.forms import ReportForm
from khoi.plans.models import Task, TaskReport, coordinators_of, reports_by, reports_on
from khoi.plans.rules import STATUS_NAMES, Party, Status
from khoi.plans.views.blueprint import Answer, own_plan, plans, the_task, today
from khoi.plans.views.shown import Shown, shown, shown_tasks
from tenants.gate import door, here, me
from tenants.models import Membership, all_members_of, members_of
from tenants.refusal import Refused
from tenants.roles import Role, Seat


@dataclass(frozen=True, slots=True)
class Reporting:
    """One coordinating agency on one task: its sent reports, the newest first."""

    member: Membership
    reports: tuple[TaskReport, ...]

    @property
    def last(self) -> TaskReport | None:
        return self.reports[0] if self.reports else None

    @property
    def status(self) -> str:
        return STATUS_NAMES[Status(self.last.status)] if self.last else ""


def one_shown(task: Task) -> Shown:
    """One task as the people who look see it."""
    owners = {member.agency_id: member.name_that_year for member in all_members_of(here().year_id)}
    return shown(task, coordinators_of([task]), owners, here().agency_id, here().number, today())


def reporting(line: Shown, reports: Iterable[TaskReport], members: Iterable[Membership]) -> list[Reporting]:
    """Who coordinates on the task, in the bloc's order, with what each has sent; nobody on an internal task."""
    if not line.task.of_bloc:
        return []
    named = {each.partner_id for each in line.coordinators}
    whole = any(each.party == Party.MEMBERS for each in line.coordinators)
    sent = [each for each in reports if each.filed and each.task_id == line.task.id]
    return [
        Reporting(member, tuple(each for each in sent if each.agency_id == member.agency_id))
        for member in members
        if member.agency_id != line.task.agency_id and (whole or member.agency_id in named)
    ]


def report_form(task: Task) -> ReportForm:
    """The agency's draft, or an empty form."""
    draft = next((row for row in reports_by(here().agency_id, task) if not row.filed), None)
    form = ReportForm(formdata=None, data={"status": draft.status, "text": draft.text} if draft else None)
    form.show(*_standing(draft))
    return form


def _standing(draft: TaskReport | None) -> tuple[str, ...]:
    return (STATUS_NAMES[Status(draft.status)], draft.text) if draft else ()


@plans.route("/<bloc>/<int:year>/plan/tasks/<public_id:task_id>/report", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD)
def report(task_id: str) -> Answer:
    """The own agency's report on a task it coordinates on: drafted by the clerk, sent by the head."""
    form = ReportForm()
    good = form.is_submitted() and form.validate()
    task = the_task(task_id)
    draft = next((row for row in reports_by(here().agency_id, task) if not row.filed), None)
    if not form.is_submitted():
        return _page(task, report_form(task))
    if not good:
        return _page(task, form), 422
    if form.is_stale(*_standing(draft)):
        return _page(task, form), 409
    try:
        actions.write_report(task, here().agency_id, Status(form.status.data), form.text.data or "")
    except Refused as refused:
        form.form_errors = [refused.message]
        return _page(task, form), 409
    if request.form.get("act") == "send" and me().role is Role.HEAD:
        return _send(task)
    flash("Đã lưu bản nháp báo cáo. Lãnh đạo đơn vị xem và gửi Khối trưởng.", "ok")
    return redirect(url_for("plans.report", task_id=task.public_id), 303)


@plans.post("/<bloc>/<int:year>/plan/tasks/<public_id:task_id>/report/discard")
@door(Role.CLERK, Role.HEAD)
def discard_report(task_id: str) -> Answer:
    """Throw the draft away."""
    task = the_task(task_id)
    actions.discard_report(task, here().agency_id)
    flash("Đã bỏ bản nháp báo cáo.", "ok")
    return redirect(url_for("plans.report", task_id=task.public_id), 303)


def _send(task: Task) -> Answer:
    actions.send_report(task, here().agency_id)
    flash("Đã gửi báo cáo phối hợp cho Khối trưởng.", "ok")
    return redirect(url_for("plans.report", task_id=task.public_id), 303)


def _page(task: Task, form: ReportForm) -> str:
    line = one_shown(task)
    rows = reports_by(here().agency_id, task)
    return render_template(
        "plans/report.html", line=line, task=task, form=form, statuses=STATUS_NAMES,
        draft=next((row for row in rows if not row.filed), None), sent=[row for row in rows if row.filed],
        is_head=me().role is Role.HEAD, writes=here().is_open and line.is_mine,
        page_title="Báo cáo phối hợp" if line.is_mine else "Việc này không giao đơn vị phối hợp",
    )  # fmt: skip


@plans.get("/<bloc>/<int:year>/plan/coordination")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def coordination() -> str:
    """Which coordinating agency has reported on which task of the bloc."""
    lines = shown_tasks(own_plan(), here().year_id, here().agency_id, here().number, today())
    lines = [line for line in lines if line.task.of_bloc]
    reports = reports_on([line.task for line in lines])
    members = members_of(here().year_id)
    return render_template(
        "plans/coordination.html", rows=[(line, reporting(line, reports, members)) for line in lines],
        statuses=STATUS_NAMES, page_title="Báo cáo phối hợp của các đơn vị",
    )  # fmt: skip


@plans.post("/<bloc>/<int:year>/plan/tasks/<public_id:task_id>/remind")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def remind(task_id: str) -> Answer:
    """Remind the coordinating members that have not reported."""
    task = the_task(task_id)
    if task.agency_id != here().agency_id:
        raise NotFound
    names = actions.remind(task)
    flash(f"Đã nhắc {len(names)} đơn vị." if names else "Các đơn vị phối hợp đều đã báo cáo.", "ok")
    return redirect(url_for("plans.coordination"), 303)
