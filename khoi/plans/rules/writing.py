"""A plan as its JSON file: what came in from a file goes out as it was, but for what was edited. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from khoi.office.proofreading import other_years
from khoi.plans.rules.parties import proposed_for_bloc
from khoi.plans.rules.plan import PlanSpec, Status, TaskSpec


def write_plan(spec: PlanSpec) -> dict[str, Any]:
    """The file; of tasks and letterhead it says only what is not by default. `of_bloc` None is left to be proposed."""
    data: dict[str, Any] = {
        "title": spec.title,
        "issuer": spec.issuer,
        "year": spec.year,
        "signer": {"title": spec.signer_title, "name": spec.signer_name},
        "legal_bases": list(spec.legal_bases),
        "preamble": spec.preamble,
        "purpose": list(spec.purpose),
        "requirements": list(spec.requirements),
        "organisation": list(spec.organisation),
        "closing": spec.closing,
        "recipients": list(spec.recipients),
    }
    if head := _letterhead(spec):
        data["letterhead"] = head
    return data | {"tasks": [_written(task) for task in spec.tasks]}


def _letterhead(spec: PlanSpec) -> dict[str, Any]:
    said = {"superior": spec.superior, "sign": spec.sign, "number": spec.number, "place": spec.place}
    dated = {"dated": spec.dated.isoformat()} if spec.dated else {}
    return {name: value for name, value in said.items() if value} | dated


def _written(task: TaskSpec) -> dict[str, Any]:
    always = {
        "quarter": task.quarter, "no": task.number, "content": task.content, "lead": task.lead,
        "coordination": list(task.coordination),
    }  # fmt: skip
    said = {
        "due": task.due.isoformat() if task.due else None,
        "status": None if task.status in (None, Status.NOT_BEGUN) else task.status.value,
        "reason": task.reason or None,
        "of_bloc": task.of_bloc,
        "on_request": task.on_request or None,
    }
    return always | {name: value for name, value in said.items() if value is not None}


def without_the_proposed(spec: PlanSpec, agencies: Mapping[str, int] | None) -> PlanSpec:
    """The same plan, saying of the Khối only what differs from what the portal would propose: nothing where
    `agencies` is None, since that plan carries no task of the bloc."""
    return replace(spec, tasks=tuple(_unsaid(task, agencies) for task in spec.tasks))


def _unsaid(task: TaskSpec, agencies: Mapping[str, int] | None) -> TaskSpec:
    proposed = agencies is not None and proposed_for_bloc(task.content, task.coordination, agencies)
    return replace(task, of_bloc=None) if task.of_bloc is proposed else task


def carried(spec: PlanSpec) -> dict[str, Any]:
    """The file with the key of each task, to be read again as the same plan."""
    tasks = zip(spec.tasks, write_plan(spec)["tasks"], strict=True)
    return write_plan(spec) | {"tasks": [data | ({"key": task.key} if task.key else {}) for task, data in tasks]}


def write_tasks(spec: PlanSpec) -> list[dict[str, Any]]:
    """Each task with everything said, and the years it names that are not its plan's."""
    return [
        _written(task)
        | {
            "due": task.due.isoformat() if task.due else None,
            "status": (task.status or Status.NOT_BEGUN).value,
            "of_bloc": bool(task.of_bloc),
            "on_request": bool(task.on_request),
            "other_years": other_years(task.content, spec.year),
        }
        for task in spec.tasks
    ]
