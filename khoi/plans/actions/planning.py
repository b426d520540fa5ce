"""The plan's own text: begun, edited, taken in from a file."""

from dataclasses import replace

from khoi.plans.actions.tasks import put, remove, renumber, rewrite, set_open, tell_members
from khoi.plans.actions.units import Units, units_of
from khoi.plans.models import Plan, Task, may_open, plan_of, spec_of, tasks_of
from khoi.plans.rules import LISTS, LONGEST, Fate, Match, PlanSpec, empty_plan, matched, objections_to_opening
from tenants import journal
from tenants.database import db
from tenants.models import Year, membership_of
from tenants.refusal import Refused, refuse_over


def begin_plan(year: Year, agency_id: int) -> Plan:
    """An empty plan of the agency, with the words every plan has; the present one where there is one."""
    present = plan_of(year.id, agency_id)
    if present is not None:
        return present
    member = membership_of(year.id, agency_id)
    if member is None:
        raise Refused(f"Đơn vị không phải thành viên của năm {year.number}.")
    empty = empty_plan(year.number, member.name_that_year)
    plan = Plan(year_id=year.id, agency_id=agency_id, title=empty.title, issuer=empty.issuer, closing=empty.closing)
    db.session.add(plan)
    db.session.flush()
    journal.wrote(plan, "begin_plan", title=plan.title)
    return plan


def edit_text(plan: Plan, spec: PlanSpec) -> bool:
    """Write the plan's text, not its tasks; whether anything changed."""
    values = {name: getattr(spec, name) for name in (*LONGEST, "number", "dated")}
    values |= {name: "\n".join(getattr(spec, name)) for name in LISTS}
    changed = [name for name, value in values.items() if getattr(plan, name) != value]
    for name in changed:
        setattr(plan, name, values[name])
    if changed:
        journal.wrote(plan, "edit_plan", changed=changed)
    return bool(changed)


def take_in(year: Year, agency_id: int, spec: PlanSpec, *, replace_all: bool) -> tuple[Plan, list[Match]]:
    """Take a file in as the agency's plan: its text, new tasks, what it says of present ones.

    `replace_all`: tasks that the file has not are taken out (and may be brought back); otherwise they stay.
    All or nothing; a repeat changes nothing."""
    if spec.year != year.number:
        raise Refused(f"Tệp của năm {spec.year}, không nhập vào năm {year.number}.")
    plan = begin_plan(year, agency_id)
    if not may_open(plan):
        refuse_over(objections_to_opening(spec.tasks), "Tệp kế hoạch chưa nhập được.")
    edit_text(plan, _with_letterhead(spec, plan))
    matches = matched(spec_of(plan).tasks, spec.tasks)
    opened = _apply(plan, matches, replace_all=replace_all)
    db.session.flush()
    if opened:
        tell_members(plan, f"Kế hoạch của Khối năm {year.number} có thêm {opened} việc; xem ở trang Kế hoạch năm.")
    return plan, matches


def _with_letterhead(spec: PlanSpec, plan: Plan) -> PlanSpec:
    """A file without a letterhead leaves the plan's as it is."""
    return replace(
        spec, superior=spec.superior or plan.superior, sign=spec.sign or plan.sign, place=spec.place or plan.place,
        number=spec.number or plan.number, dated=spec.dated or plan.dated,
    )  # fmt: skip


def _apply(plan: Plan, matches: list[Match], *, replace_all: bool) -> int:
    """Do what the matches say; returns how many tasks the bloc sees newly."""
    units = units_of(plan.year_id, plan.agency_id)
    rows = {task.public_id: task for task in tasks_of(plan)}
    opened = 0
    for match in matches:
        if match.fate is Fate.ADDED and match.wanted:
            opened += put(plan, match.wanted, units).of_bloc
        elif match.present and match.wanted:
            opened += _rewrite(rows[match.present.key], match, units)
        elif match.present and replace_all:
            remove(rows[match.present.key])
    if not replace_all:
        renumber(plan)
    return opened


def _rewrite(task: Task, match: Match, units: Units) -> bool:
    """Bring a task to what the file says; whether the bloc sees it newly."""
    assert match.wanted is not None
    rewrite(task, match.wanted, units)
    task.number = match.wanted.number
    return set_open(task, bool(match.wanted.of_bloc)) and task.of_bloc


def note_export(row: Plan | Year, ending: str, file: bytes) -> None:
    """Somebody took the plan, or the year's tasks of the bloc, home as a file of this ending."""
    journal.took_out(row, f"plan_{ending.strip('.')}", file)
