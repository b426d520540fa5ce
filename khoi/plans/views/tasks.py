"""One task: looked at, added, edited, taken out and brought back, its progress, what agencies report on it."""

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from khoi.plans import actions
from khoi.plans.forms import PROPOSED, ProgressForm, TaskForm, task_values
from khoi.plans.models import (
    Task,
    coordinators_of,
    departments_of,
    history_of,
    links_of,
    may_open,
    people_of,
    plan_of,
    reports_by,
    reports_on,
    task_spec,
)
from khoi.plans.rules import QUARTER_NAMES, STATUS_NAMES, Pace, Status, quarter_of
from khoi.plans.views.blueprint import Answer, everybody, own_task, plans, the_plan, the_task, today
from khoi.plans.views.linking import hung
from khoi.plans.views.reporting import one_shown, report_form, reporting
from tenants.gate import here, only_to_change
from tenants.models import members_of, names_of
from tenants.refusal import Refused
from tenants.vi import days_left

ACTS = {
    "added": "thêm vào kế hoạch", "edited": "sửa", "opened": "chuyển thành việc của Khối",
    "closed": "chuyển thành nội bộ", "removed": "đưa ra khỏi kế hoạch", "restored": "đưa lại vào kế hoạch",
    "advanced": "ghi tiến độ", "reminded": "nhắc các đơn vị phối hợp báo cáo",
}  # fmt: skip
#: A longer content does not fit into a heading.
LONGEST_TITLE = 120


@plans.get("/<bloc>/<int:year>/plan/tasks/<public_id:task_id>")
@everybody
def task(task_id: str) -> Answer:
    """Everything about one task that this person may know."""
    return _page(the_task(task_id))


def place_of(found: Task) -> str:
    """Where it stands in the plan: what a task is called when its words are too long."""
    return f"{QUARTER_NAMES[found.quarter]}, việc số {found.number}"


def _page(found: Task, progress: ProgressForm | None = None, report: Any = None) -> str:
    members = members_of(here().year_id)
    line = one_shown(found)
    history = history_of(found)
    if progress is None:
        progress = ProgressForm(formdata=None, data={"status": found.status, "reason": found.reason})
        progress.show(STATUS_NAMES[Status(found.status)], found.reason)
    return render_template(
        "plans/task.html", line=line, task=found, history=history, acts=ACTS, statuses=STATUS_NAMES,
        people=names_of({each.user_id for each in history if each.user_id}), linked=list(map(hung, links_of(found))),
        progress=progress, report=report or (report_form(found) if line.is_mine else None),
        own_reports=reports_by(here().agency_id, found) if line.is_mine else [],
        reporting=reporting(line, reports_on([found]), members) if line.is_own else [],
        left="" if line.pace is Pace.SETTLED else days_left(line.due, today()),
        writes=here().is_open and found.removed_at is None,
        page_title=found.content if len(found.content) <= LONGEST_TITLE else place_of(found), place_of=place_of(found),
    )  # fmt: skip


@plans.route("/<bloc>/<int:year>/plan/tasks/new", methods=["GET", "POST"])
@everybody
@only_to_change
def add_task() -> Answer:
    """A new task of the own plan."""
    form = TaskForm()
    sent = form.is_submitted()
    mine = the_plan()
    form.offer(may_open=may_open(mine))
    if not sent:
        quarter = request.args.get("quarter", "")
        quarter = quarter if quarter in ("1", "2", "3", "4") else str(quarter_of(_in_year(today())))
        form = TaskForm(data={"quarter": quarter, "shown": PROPOSED})
        form.offer(may_open=may_open(mine))
        return _form_page(form, None)
    if not form.validate():
        return _form_page(form, None), 422
    try:
        made = actions.add_task(mine, form.spec(), form.person.data or "")
    except Refused as refused:
        form.form_errors = [refused.message, *(each.message for each in refused.objections)]
        return _form_page(form, None), 409
    flash(f"Đã thêm việc số {made.number}, {QUARTER_NAMES[made.quarter]}.", "ok")
    return redirect(url_for("plans.task", task_id=made.public_id), 303)


def _in_year(day: date) -> date:
    """The day, moved into the year one looks at."""
    number = here().number
    return day if day.year == number else date(number, 12 if day.year > number else 1, 1)


@plans.route("/<bloc>/<int:year>/plan/tasks/<public_id:task_id>/edit", methods=["GET", "POST"])
@everybody
@only_to_change
def edit_task(task_id: str) -> Answer:
    """A task's words, place, units and due date; a stale form comes back with both values."""
    form = TaskForm()
    sent = form.is_submitted()
    found = own_task(task_id)
    plan = plan_of(found.year_id, found.agency_id)
    opens = plan is not None and may_open(plan)
    form.offer(may_open=opens)
    good = sent and form.validate()
    present = task_spec(found, coordinators_of([found])[found.id])
    values = task_values(present, found.person)
    if not sent:
        form = TaskForm(data=values)
        form.offer(may_open=opens)
        form.show(*values.values())
        return _form_page(form, found)
    if not good:
        return _form_page(form, found), 422
    if form.is_stale(*values.values()):
        return _form_page(form, found), 409
    try:
        actions.edit_task(found, form.spec(present), form.person.data or "")
    except Refused as refused:
        form.form_errors = [refused.message, *(each.message for each in refused.objections)]
        return _form_page(form, found), 409
    flash("Đã lưu việc.", "ok")
    return redirect(url_for("plans.task", task_id=found.public_id), 303)


def _form_page(form: TaskForm, found: Task | None) -> str:
    departments = departments_of(here().year_id, here().agency_id)
    people = [person.name for group in people_of(departments).values() for person in group]
    return render_template(
        "plans/edit_task.html", form=form, task=found, departments=departments, people=people,
        members=[row.name_that_year for row in members_of(here().year_id) if row.agency_id != here().agency_id],
        page_title="Sửa việc" if found else "Thêm việc",
    )  # fmt: skip


@plans.post("/<bloc>/<int:year>/plan/tasks/<public_id:task_id>/progress")
@everybody
def advance(task_id: str) -> Answer:
    """How the task stands now, with a note."""
    form = ProgressForm()
    good = form.validate()
    found = own_task(task_id)
    if not good:
        return _page(found, form), 422
    if form.is_stale(STATUS_NAMES[Status(found.status)], found.reason):
        return _page(found, form), 409
    if actions.advance(found, Status(form.status.data), form.reason.data or "", form.note.data or ""):
        flash(f"Đã ghi tiến độ: {STATUS_NAMES[Status(found.status)].lower()}.", "ok")
    return redirect(url_for("plans.task", task_id=found.public_id), 303)


@plans.post("/<bloc>/<int:year>/plan/tasks/<public_id:task_id>/remove")
@everybody
def remove_task(task_id: str) -> Answer:
    """Take the task out of the plan; the word that says so brings it back."""
    found = own_task(task_id)
    actions.remove(found)
    back = {"label": "Hoàn tác", "url": url_for("plans.restore_task", task_id=found.public_id)}
    flash((f"Đã đưa việc “{found.content[:80]}” ra khỏi kế hoạch.", back), "ok")  # type: ignore[arg-type]
    return redirect(url_for("plans.plan"), 303)


@plans.post("/<bloc>/<int:year>/plan/tasks/<public_id:task_id>/restore")
@everybody
def restore_task(task_id: str) -> Answer:
    """Bring the task back to its place."""
    found = own_task(task_id)
    actions.restore(found)
    flash(f"Việc đã trở lại {QUARTER_NAMES[found.quarter]}, số {found.number}.", "ok")
    return redirect(url_for("plans.task", task_id=found.public_id), 303)
