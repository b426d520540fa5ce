"""What one asks of plans, tasks, departments and reports."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select

from khoi.plans.models.rows import (
    Coordinator,
    Department,
    DepartmentPerson,
    Plan,
    Task,
    TaskLine,
    TaskLink,
    TaskReport,
)
from khoi.plans.rules import Party, Status
from tenants.database import db
from tenants.scope import present_scope
from tenants.vi import vi_key


def plan_of(year_id: int, agency_id: int) -> Plan | None:
    """The agency's plan of the year, if it is in sight."""
    return db.session.scalar(select(Plan).where(Plan.year_id == year_id, Plan.agency_id == agency_id))


_IN_ORDER = (Task.quarter, Task.number, Task.id)


def tasks_of(plan: Plan) -> list[Task]:
    """The plan's tasks, by quarter and number."""
    asked = select(Task).where(Task.year_id == plan.year_id, Task.plan_id == plan.id, Task.removed_at.is_(None))
    return list(db.session.scalars(asked.order_by(*_IN_ORDER)))


def removed_from(plan: Plan) -> list[Task]:
    """Tasks taken out of the plan, the last first: they may come back."""
    asked = select(Task).where(Task.year_id == plan.year_id, Task.plan_id == plan.id, Task.removed_at.is_not(None))
    return list(db.session.scalars(asked.order_by(Task.removed_at.desc(), *_IN_ORDER)))


def bloc_tasks(year_id: int) -> list[Task]:
    """The tasks of the bloc, by quarter and number."""
    asked = select(Task).where(Task.year_id == year_id, Task.of_bloc, Task.removed_at.is_(None))
    return list(db.session.scalars(asked.order_by(*_IN_ORDER)))


_OPEN = (Status.NOT_BEGUN, Status.UNDER_WAY)


def unfinished_of(year_id: int, agency_id: int) -> list[Task]:
    """The tasks of the agency's own plan that are neither done nor dropped, by quarter and number."""
    return _open_tasks(year_id, Task.agency_id == agency_id)


def unreported_by(year_id: int, agency_id: int) -> list[Task]:
    """The unfinished tasks of the bloc on which the agency coordinates and has sent no report yet."""
    return _open_tasks(year_id, _unreported(agency_id))


def open_tasks_for(year_id: int, agency_id: int) -> list[Task]:
    """Both at once: the agency's own unfinished tasks, and others' on which it still reports."""
    return _open_tasks(year_id, (Task.agency_id == agency_id) | _unreported(agency_id))


def _open_tasks(year_id: int, whose: ColumnElement[bool]) -> list[Task]:
    asked = select(Task).where(Task.year_id == year_id, Task.removed_at.is_(None), Task.status.in_(_OPEN), whose)
    return list(db.session.scalars(asked.order_by(*_IN_ORDER)))


def _unreported(agency_id: int) -> ColumnElement[bool]:
    named = (Coordinator.party == Party.MEMBERS) | (Coordinator.partner_id == agency_id)
    coordinated = exists().where(Coordinator.year_id == Task.year_id, Coordinator.task_id == Task.id, named)
    reported = exists().where(
        TaskReport.year_id == Task.year_id, TaskReport.agency_id == agency_id, TaskReport.task_id == Task.id,
        TaskReport.filed,
    )  # fmt: skip
    return and_(Task.agency_id != agency_id, Task.of_bloc, coordinated, ~reported)


def reports_to_send(year_id: int, agency_id: int) -> list[TaskReport]:
    """The agency's drafts that wait for its head."""
    asked = select(TaskReport).where(
        TaskReport.year_id == year_id, TaskReport.agency_id == agency_id, TaskReport.filed.is_(False)
    )
    return list(db.session.scalars(asked.order_by(TaskReport.id)))


def task_by_id(task_id: int) -> Task:
    """The task of a row that hangs on it."""
    return db.session.scalars(select(Task).where(Task.id == task_id)).one()


def coordinators_of(tasks: Collection[Task]) -> dict[int, list[Coordinator]]:
    """Who coordinates on each of the tasks, in the plan's order."""
    found: dict[int, list[Coordinator]] = {task.id: [] for task in tasks}
    asked = select(Coordinator).where(Coordinator.year_id.in_(_years(tasks)), Coordinator.task_id.in_(found))
    asked = asked.order_by(Coordinator.task_id, Coordinator.place)
    for row in db.session.scalars(asked) if found else ():
        found[row.task_id].append(row)
    return found


def _years(tasks: Collection[Task]) -> set[int]:
    """The tenant's key leads every index."""
    return {task.year_id for task in tasks}


def _hung_on(model: type[TaskLink] | type[TaskLine], task: Task) -> tuple[ColumnElement[bool], ...]:
    return model.year_id == task.year_id, model.agency_id == task.agency_id, model.task_id == task.id


def links_of(task: Task) -> list[TaskLink]:
    """What later steps hung on the task, as far as it is in sight."""
    return list(db.session.scalars(select(TaskLink).where(*_hung_on(TaskLink, task)).order_by(TaskLink.id)))


def link_named(task: Task, kind: str, public_id: str) -> TaskLink | None:
    """That link of the task."""
    return db.session.scalar(
        select(TaskLink).where(*_hung_on(TaskLink, task), TaskLink.kind == kind, TaskLink.target == public_id)
    )


def tasks_linked(kind: str, public_id: str) -> list[Task]:
    """The tasks in sight that this thing hangs on."""
    asked = select(Task).join(TaskLink, (TaskLink.year_id == Task.year_id) & (TaskLink.task_id == Task.id)).where(
        TaskLink.year_id == present_scope().year, TaskLink.kind == kind, TaskLink.target == public_id,
        Task.removed_at.is_(None),
    )  # fmt: skip
    return list(db.session.scalars(asked.order_by(*_IN_ORDER)))


def history_of(task: Task) -> list[TaskLine]:
    """What happened to the task, the newest first; others than its agency see none of it."""
    asked = select(TaskLine).where(*_hung_on(TaskLine, task))
    return list(db.session.scalars(asked.order_by(TaskLine.at.desc(), TaskLine.id.desc())))


def departments_of(year_id: int, agency_id: int) -> list[Department]:
    """The agency's departments by Vietnamese name."""
    asked = select(Department).where(Department.year_id == year_id, Department.agency_id == agency_id)
    return sorted(db.session.scalars(asked), key=lambda row: vi_key(row.name))


def people_of(departments: Collection[Department]) -> dict[int, list[DepartmentPerson]]:
    """The people of each department, by Vietnamese name."""
    found: dict[int, list[DepartmentPerson]] = {row.id: [] for row in departments}
    asked = select(DepartmentPerson).where(DepartmentPerson.department_id.in_(found))
    for row in sorted(db.session.scalars(asked), key=lambda row: vi_key(row.name)) if found else ():
        found[row.department_id].append(row)
    return found


def tasks_by_department(year_id: int, agency_id: int) -> dict[int, int]:
    """How many tasks, removed ones too, name each department as preparing or coordinating."""
    counted: dict[int, int] = {}
    models: tuple[Any, Any] = (Task, Coordinator)
    for model in models:
        asked = select(model.department_id, func.count()).where(
            model.year_id == year_id, model.agency_id == agency_id, model.department_id.is_not(None)
        )
        for department, count in db.session.execute(asked.group_by(model.department_id)):
            counted[department] = counted.get(department, 0) + count
    return counted


def reports_on(tasks: Collection[Task]) -> list[TaskReport]:
    """What agencies reported on the tasks, as far as it is in sight, the newest first."""
    asked = select(TaskReport).where(
        TaskReport.year_id.in_(_years(tasks)), TaskReport.task_id.in_([task.id for task in tasks])
    )
    return list(db.session.scalars(asked.order_by(TaskReport.written_at.desc(), TaskReport.id.desc())))


def reports_by(agency_id: int, task: Task) -> list[TaskReport]:
    """The agency's own reports on a task, the newest first; a draft stands before all."""
    asked = select(TaskReport).where(
        TaskReport.year_id == task.year_id, TaskReport.agency_id == agency_id, TaskReport.task_id == task.id
    )
    rows = db.session.scalars(asked.order_by(TaskReport.written_at.desc(), TaskReport.id.desc()))
    return sorted(rows, key=lambda row: row.filed)
