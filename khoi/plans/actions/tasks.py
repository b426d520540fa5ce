"""Tasks come into the plan, are edited, shown to the bloc, taken out and brought back."""

from dataclasses import replace

from khoi.plans.actions.units import Units, named_unit, units_of
from khoi.plans.models import (
    Coordinator,
    Plan,
    Task,
    TaskLine,
    coordinators_of,
    links_of,
    may_open,
    member_names,
    plan_of,
    task_spec,
    tasks_of,
)
from khoi.plans.rules import (
    MOST_TASKS,
    QUARTER_NAMES,
    Party,
    Status,
    TaskSpec,
    differences,
    objections_to_task,
    parties,
    proposed_for_bloc,
)
from tenants import clock, journal
from tenants.database import db
from tenants.models import members_of, year_by_id
from tenants.notices import notify
from tenants.refusal import Objection, Refused, refuse_over
from tenants.scope import present_scope


def add_task(plan: Plan, spec: TaskSpec, person: str = "") -> Task:
    """A new task at its number in the quarter, those after it one further on; at the end where the number is 0.

    `spec.of_bloc` None: as the portal proposes. Refused by the rules of `objections_to_task`."""
    _refuse_unfit(plan, spec)
    if len(tasks_of(plan)) >= MOST_TASKS:
        raise Refused(f"Kế hoạch nhiều nhất {MOST_TASKS} việc.")
    task = put(plan, spec, units_of(plan.year_id, plan.agency_id), person)
    _stand(plan, task, spec.number)
    if task.of_bloc:
        tell_members(plan, f"Kế hoạch của Khối có việc mới ({QUARTER_NAMES[task.quarter]}): {task.content}")
    return task


def put(plan: Plan, spec: TaskSpec, units: Units, person: str = "") -> Task:
    """The row of a new task, numbered as it says; what it says is fit already."""
    task = Task(year_id=plan.year_id, agency_id=plan.agency_id, plan_id=plan.id, person=person, number=spec.number)
    task.of_bloc = is_for_bloc(plan, spec)
    _write(task, spec, units)
    db.session.add(task)
    db.session.flush()
    _name_coordinators(task, spec.coordination, units)
    line(task, "added")
    journal.wrote(task, "add_task", quarter=task.quarter, content=task.content, of_bloc=task.of_bloc)
    return task


def is_for_bloc(plan: Plan, spec: TaskSpec) -> bool:
    """What the spec says, or what the portal proposes; only the lead's plan carries tasks of the bloc."""
    if not may_open(plan):
        return False
    if spec.of_bloc is not None:
        return spec.of_bloc
    return proposed_for_bloc(spec.content, spec.coordination, member_names(plan.year_id, plan.agency_id))


def edit_task(task: Task, spec: TaskSpec, person: str | None = None) -> bool:
    """Write what the spec says into the task, its place too; whether anything changed."""
    plan = _plan_of(task)
    stays = spec.of_bloc == task.of_bloc  # also in the plan of who leads no more
    _refuse_unfit(plan, replace(spec, of_bloc=None) if stays else spec)
    before = task_spec(task, coordinators_of([task])[task.id])
    wanted = task.of_bloc if stays else is_for_bloc(plan, spec)
    changed = rewrite(task, spec, units_of(plan.year_id, plan.agency_id))
    if person is not None and person != task.person:
        task.person, changed = person, True
    changed = show_to_bloc(task, wanted) or changed
    if (spec.quarter, spec.number) != (before.quarter, before.number):
        _stand(plan, task, spec.number)
        changed = True
    return changed


def rewrite(task: Task, spec: TaskSpec, units: Units) -> bool:
    """Write everything but place, person and whom it is shown to; whether anything changed."""
    before = task_spec(task, coordinators_of([task])[task.id])
    changes = [change for change in differences(before, spec) if change[0] not in ("Số", "Của Khối")]
    if not changes:
        return False
    _write(task, spec, units)
    if before.coordination != spec.coordination:
        _name_coordinators(task, spec.coordination, units)
    line(task, "edited", "; ".join(f"{name}: {old or 'trống'} → {new or 'trống'}" for name, old, new in changes))
    journal.wrote(task, "edit_task", changes=changes)
    return True


def show_to_bloc(task: Task, of_bloc: bool) -> bool:
    """Let all members of the year see the task with its coordinators and links, or the agency alone; whether that
    changed. Refused for any plan but the lead's. Reports that members sent stay with them and the lead."""
    plan = _plan_of(task)
    if of_bloc and not task.of_bloc and not may_open(plan):
        raise Refused("Chỉ kế hoạch của Khối trưởng có việc của Khối.", field="of_bloc")
    changed = set_open(task, of_bloc)
    if changed and of_bloc:
        tell_members(plan, f"Kế hoạch của Khối có việc mới ({QUARTER_NAMES[task.quarter]}): {task.content}")
    return changed


def set_open(task: Task, of_bloc: bool) -> bool:
    """The flag on the task and on all that is shown with it; whether it changed."""
    if task.of_bloc == of_bloc:
        return False
    task.of_bloc = of_bloc
    for row in coordinators_of([task])[task.id]:
        row.of_bloc = of_bloc
    for link in links_of(task):
        link.of_bloc = of_bloc and not link.internal
    line(task, "opened" if of_bloc else "closed")
    journal.wrote(task, "show_to_bloc", of_bloc=of_bloc)
    return True


def remove(task: Task) -> None:
    """Take the task out of the plan; it is kept and may come back. Nothing happens to one that is out."""
    if task.removed_at is None:
        task.removed_at = clock.now()
        line(task, "removed")
        journal.wrote(task, "remove_task", content=task.content)
        renumber(_plan_of(task))


def restore(task: Task) -> None:
    """Bring a task back to its number; nothing happens to one that is in the plan."""
    if task.removed_at is not None:
        task.removed_at = None
        line(task, "restored")
        journal.wrote(task, "restore_task", content=task.content)
        _stand(_plan_of(task), task, task.number)


def line(task: Task, act: str, note: str = "") -> TaskLine:
    """One line of the task's history."""
    row = TaskLine(
        year_id=task.year_id, agency_id=task.agency_id, task_id=task.id, at=clock.now(), act=act, status=task.status,
        user_id=present_scope().user or None, note=note[:2000],
    )  # fmt: skip
    db.session.add(row)
    return row


def tell_members(plan: Plan, words: str) -> None:
    """A notice to all members but the plan's own agency."""
    for member in members_of(plan.year_id):
        if member.agency_id != plan.agency_id:
            notify(member.agency_id, "plan", words if len(words) <= 500 else words[:499] + "…")


def renumber(plan: Plan) -> None:
    """Numbers from 1 up in each quarter, in the order they stand."""
    db.session.flush()
    last = dict.fromkeys(QUARTER_NAMES, 0)
    for task in tasks_of(plan):
        last[task.quarter] += 1
        if task.number != last[task.quarter]:
            task.number = last[task.quarter]


def _stand(plan: Plan, task: Task, number: int) -> None:
    """Put the task at this number of its quarter (0: the end), the others around it."""
    db.session.flush()
    others = [each for each in tasks_of(plan) if each.quarter == task.quarter and each.id != task.id]
    place = len(others) if number < 1 else min(number - 1, len(others))
    others.insert(place, task)
    for position, each in enumerate(others, 1):
        each.number = position
    renumber(plan)


def _refuse_unfit(plan: Plan, spec: TaskSpec) -> None:
    year = year_by_id(plan.year_id).number
    reasons = [Objection(None, why) for why in objections_to_task(spec, year)]
    refuse_over(reasons, "Chưa lưu được việc này.")
    if spec.of_bloc and not may_open(plan):
        raise Refused("Chỉ kế hoạch của Khối trưởng có việc của Khối.", field="of_bloc")


def _plan_of(task: Task) -> Plan:
    plan = plan_of(task.year_id, task.agency_id)
    assert plan is not None  # a task hangs on its plan, and who may write the one sees the other
    return plan


def _write(task: Task, spec: TaskSpec, units: Units) -> None:
    department = named_unit(units, task.year_id, task.agency_id, spec.lead)
    task.quarter, task.content, task.lead_unit = spec.quarter, spec.content, spec.lead
    task.department_id = department.id if department else None
    task.due, task.status, task.reason = spec.due, spec.status or Status.NOT_BEGUN, spec.reason
    task.on_request = bool(spec.on_request)
    task.folded = " ".join((spec.content, spec.lead, *spec.coordination))[:2600]


def _name_coordinators(task: Task, words: tuple[str, ...], units: Units) -> None:
    """The task's coordinators anew, each read from its words."""
    for old in coordinators_of([task])[task.id]:
        db.session.delete(old)
    db.session.flush()
    agencies = member_names(task.year_id, task.agency_id)
    for place, each in enumerate(parties(words, agencies)):
        unit = None
        if each.party is Party.DEPARTMENT:
            unit = named_unit(units, task.year_id, task.agency_id, each.words)
        row = Coordinator(
            year_id=task.year_id, agency_id=task.agency_id, of_bloc=task.of_bloc, task_id=task.id, place=place,
            words=each.words, party=each.party, partner_id=each.agency, department_id=unit.id if unit else None,
        )  # fmt: skip
        db.session.add(row)
