"""A plan as a value: what files, documents and comparisons work on."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from khoi.plans.models.asking import bloc_tasks, coordinators_of, tasks_of
from khoi.plans.models.rows import Coordinator, Plan, Task
from khoi.plans.rules import LISTS, LONGEST, PlanSpec, Status, TaskSpec, lines
from tenants.database import db
from tenants.models import Agency, Membership, seated, year_by_id
from tenants.roles import Seat


def member_names(year_id: int, besides: int) -> dict[str, int]:
    """The year's other members by every name they go by: that year's, today's, their code."""
    asked = (
        select(Agency.id, Agency.code, Agency.name, Membership.name_that_year)
        .join(Membership, Membership.agency_id == Agency.id)
        .where(Membership.year_id == year_id, Agency.id != besides)
    )
    return {name: row.id for row in db.session.execute(asked) for name in (row.code, row.name, row.name_that_year)}


def may_open(plan: Plan) -> bool:
    """May this plan carry tasks of the bloc? The lead's alone may."""
    lead = seated(plan.year_id, Seat.LEAD)
    return lead is not None and lead.agency_id == plan.agency_id


def proposing_names(plan: Plan) -> dict[str, int] | None:
    """The names by which tasks of this plan are proposed as the bloc's; None: it carries none."""
    return member_names(plan.year_id, plan.agency_id) if may_open(plan) else None


def spec_of(plan: Plan) -> PlanSpec:
    """The plan with its tasks as files write it."""
    tasks = tasks_of(plan)
    named = coordinators_of(tasks)
    texts: dict[str, Any] = {name: getattr(plan, name) for name in LONGEST}
    texts |= {name: lines(getattr(plan, name)) for name in LISTS}
    return PlanSpec(
        year=year_by_id(plan.year_id).number,
        **texts,
        number=plan.number,
        dated=plan.dated,
        tasks=tuple(task_spec(task, named[task.id]) for task in tasks),
    )


def bloc_spec(year_id: int) -> PlanSpec:
    """The tasks of the bloc alone, as a member that has no plan takes them home."""
    lead, year = seated(year_id, Seat.LEAD), year_by_id(year_id)
    tasks = bloc_tasks(year_id)
    named = coordinators_of(tasks)
    found = tuple(task_spec(task, named[task.id]) for task in tasks)
    return PlanSpec(year.number, f"Việc của Khối năm {year.number}", lead.name_that_year if lead else "", tasks=found)


def task_spec(task: Task, coordinators: Collection[Coordinator]) -> TaskSpec:
    """A task as files write it."""
    return TaskSpec(
        task.quarter, task.number, task.content, task.lead_unit, tuple(each.words for each in coordinators), task.due,
        Status(task.status), task.reason, task.of_bloc, task.on_request, task.public_id,
    )  # fmt: skip
