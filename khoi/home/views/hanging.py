"""Which tasks of one's own plan a document, activity, movement or report belongs to."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.home.actions.hanging import hang_on
from khoi.home.forms import TasksForm, named
from khoi.home.models.hanging import Thing, thing_named
from khoi.home.views.addresses import address_of
from khoi.home.views.blueprint import home
from khoi.plans.models import Task, plan_of, tasks_linked, tasks_of
from tenants.gate import door, here, me, only_to_change
from tenants.roles import Role

#: Kind of thing: what it is called, its page, the name of its id there.
PAGES = {
    "document": ("Văn bản", "documents.document", "document_id"),
    "activity": ("Hội nghị, hoạt động", "activities.activity", "activity_id"),
    "movement": ("Phong trào", "movements.movement", "movement_id"),
    "report": ("Báo cáo", "reports.definition", "asked_id"),
}


@home.route("/<bloc>/<int:year>/task-links/<public_id:thing_id>", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, by_seat=True)
@only_to_change
def task_links(thing_id: str) -> Response | str | tuple[str, int]:
    """Choose the tasks; somebody else's choice since is shown, not overwritten."""
    thing, tasks = thing_named(thing_id), _own_tasks()
    if me().is_restrained() and not thing.known:
        raise NotFound
    ids = {task.public_id for task in tasks}
    hung = [task for task in tasks_linked(thing.kind, thing.public_id) if task.public_id in ids]
    form = TasksForm(tasks=[task.public_id for task in hung])
    form.offer(tasks)
    stands = ", ".join(named(task) for task in hung)
    if not form.is_submitted():
        form.show(stands)
        return _page(thing, form, tasks)
    if not form.validate():
        return _page(thing, form, tasks), 422
    if form.is_stale(stands):
        return _page(thing, form, tasks), 409
    hang_on(thing, tasks, hung, form.tasks.data or ())
    flash("Đã lưu nhiệm vụ liên quan.", "ok")
    return redirect(_address(thing), 303)


def _own_tasks() -> list[Task]:
    plan = plan_of(here().year_id, here().agency_id)
    return tasks_of(plan) if plan else []


def _page(thing: Thing, form: TasksForm, tasks: list[Task]) -> str:
    return render_template(
        "home/task_links.html", thing=thing, form=form, tasks=tasks, kind=PAGES[thing.kind][0], back=_address(thing),
        page_title="Thuộc nhiệm vụ",
    )  # fmt: skip


def _address(thing: Thing) -> str:
    """Back to where the thing is; whom its page is not for (the lead's of a report), to his plan."""
    _, endpoint, argument = PAGES[thing.kind]
    return address_of(endpoint, **{argument: thing.public_id}) or url_for("plans.plan")
