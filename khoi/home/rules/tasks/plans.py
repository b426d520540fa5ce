"""What the plan of the year asks of this person: the own open tasks, and what the own agency reports on. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from khoi.home.rules.tasks.parts import Page, Task, Viewer, end_of, told_of, urgency
from khoi.plans.rules import Pace, Status, pace
from tenants.vi import ZONE, days_left
from tenants.vi import date as day_words


@dataclass(frozen=True, slots=True)
class PlanTask:
    """An open task: what is to be done until which day."""

    public_id: str
    content: str
    due: date


@dataclass(frozen=True, slots=True)
class Plans:
    """The open tasks of the own plan; those of the bloc on which the own agency has not reported; its drafts of such
    reports that wait for the head."""

    own: tuple[PlanTask, ...] = ()
    unreported: tuple[PlanTask, ...] = ()
    to_send: int = 0


def plan_tasks(viewer: Viewer, plans: Plans, now: datetime) -> Iterator[Task]:
    """One line for what is late, one for what is near, of the own plan and of what one coordinates on; of what lies
    further ahead the plan's own page tells."""
    today = now.astimezone(ZONE).date()
    for which, words in ((Pace.LATE, "đã quá hạn"), (Pace.NEAR, "sắp đến hạn")):
        if own := _at(plans.own, which, today):
            yield _line(viewer, own, f"việc trong kế hoạch năm {words}", "Cập nhật tiến độ", now)
        if unreported := _at(plans.unreported, which, today):
            yield _line(viewer, unreported, f"việc của Khối {words}, đơn vị chưa báo cáo phối hợp", "Báo cáo", now)
    if plans.to_send and viewer.is_head:
        title = f"{plans.to_send} báo cáo phối hợp chờ đồng chí gửi"
        told = "Đầu mối đã soạn; gửi xong thì đơn vị chủ trì đọc được."
        yield Task(title, told, "warn", "Xem và gửi", Page.PLAN, acting=True)


def _at(tasks: Sequence[PlanTask], which: Pace, today: date) -> list[PlanTask]:
    found = [task for task in tasks if pace(Status.UNDER_WAY, task.due, today) is which]
    return sorted(found, key=lambda task: task.due)


def _line(viewer: Viewer, tasks: Sequence[PlanTask], words: str, label: str, now: datetime) -> Task:
    """One task is opened itself, several on the plan."""
    first = tasks[0]
    left = days_left(first.due, now.astimezone(ZONE).date())
    told = f"{told_of([task.content for task in tasks], 'việc')} · Hạn {day_words(first.due)} ({left})"
    page, of = (Page.TASK, first.public_id) if len(tasks) == 1 else (Page.PLAN, "")
    at = end_of(first.due)
    return Task(f"{len(tasks)} {words}", told, urgency(at, now), "Xem việc" if viewer.is_head else label, page,
                acting=not viewer.is_head, at=at, of=of)  # fmt: skip
