"""The blueprint on which every page of the plan hangs; who may do what with it."""

from datetime import date

from flask import Blueprint
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response

from khoi.plans.models import Plan, Task, plan_of
from tenants import clock, vi
from tenants.database import the
from tenants.gate import door, here, me
from tenants.models import Year, year_by_id
from tenants.roles import Role

plans = Blueprint("plans", __name__)
Answer = Response | str | tuple[str, int]

#: Each agency plans for itself; the lead's people also tell the members of what is the bloc's, and read their reports.
everybody = door(Role.CLERK, Role.HEAD, by_seat=True)


def own_plan() -> Plan | None:
    """The own agency's plan of this year. A plan is a draft like others: closed to an account under restraint."""
    refuse_restrained()
    return plan_of(here().year_id, here().agency_id)


def the_plan() -> Plan:
    """The same where there must be one."""
    plan = own_plan()
    if plan is None:
        raise NotFound
    return plan


def the_task(task_id: str) -> Task:
    """A task in sight: an own one, or one of the bloc. One of another year is not found under this one."""
    refuse_restrained()
    task = the(Task, task_id)
    if task.year_id != here().year_id or (task.removed_at is not None and task.agency_id != here().agency_id):
        raise NotFound
    return task


def own_task(task_id: str) -> Task:
    """A task of the own plan; another's is not found here, though one may look at it."""
    task = the_task(task_id)
    if task.agency_id != here().agency_id:
        raise NotFound
    return task


def refuse_restrained() -> None:
    """An account whose reset others asked for opens no plan for a day, whatever its seat."""
    if me().is_restrained():
        raise Forbidden(
            "Mật khẩu của tài khoản này vừa được cấp lại theo đề nghị từ ngoài đơn vị: "
            f"sau {vi.date_time(me().restrained_until)} mới mở được kế hoạch."
        )


def this_year() -> Year:
    return year_by_id(here().year_id)


def today() -> date:
    """The day by the bloc's clock."""
    return clock.now().astimezone(vi.ZONE).date()
