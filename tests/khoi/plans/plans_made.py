"""The customer's plan, and a bloc of three whose lead has taken it in."""

import json
from contextlib import contextmanager
from pathlib import Path

from khoi.plans.actions import take_in
from khoi.plans.models import plan_of, tasks_of
from khoi.plans.rules import read_plan
from tenants.database import db
from tenants.scope import acting

REAL = Path("khoi/demo/plan.json")


def real_plan():
    """The plan as its file says it."""
    return json.loads((Path(__file__).parents[3] / REAL).read_text(encoding="utf-8"))


def small_plan(**more):
    """A plan of one internal task and one of the bloc."""
    tasks = [
        {"quarter": 1, "no": 1, "content": "Việc kín của phòng", "lead": "Văn phòng", "coordination": ["Phòng Một"]},
        {"quarter": 2, "no": 1, "content": "Sơ kết Khối thi đua", "lead": "Văn phòng", "coordination": ["Đơn vị A"]},
    ]
    return {"title": "Kế hoạch năm 2026", "issuer": "Đơn vị L", "year": 2026, "tasks": tasks} | more


@contextmanager
def working(trio, who, make, *, seated=True):
    """Act as the people of `who`, and keep what they did."""
    db.session.rollback()
    with acting(make.scope(trio, who, seated=seated)):
        yield
        db.session.commit()
    db.session.remove()


def planned(trio, make, data=None, who=None, *, replace_all=True):
    """The agency (the lead) takes the plan in; its tasks by content."""
    owner = who or trio.lead
    with working(trio, owner, make):
        plan, _ = take_in(trio.year, owner.id, read_plan(data or small_plan()), replace_all=replace_all)
        return {task.content: task for task in tasks_of(plan)}


def own(trio):
    """The lead's plan and its tasks by content."""
    plan = plan_of(trio.year.id, trio.lead.id)
    return plan, {task.content: task for task in tasks_of(plan)}
