"""What is due for one person: his own agency's work in every step, and what his seat asks of him. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from khoi.home.rules.tasks.awards import Awarding, awarding_tasks
from khoi.home.rules.tasks.bloc import bloc_tasks
from khoi.home.rules.tasks.gatherings import Gathering, gathering_tasks
from khoi.home.rules.tasks.meeting import Called, meeting_tasks
from khoi.home.rules.tasks.movements import Commending, Drive, Movements, commending_tasks, movement_tasks
from khoi.home.rules.tasks.own import own_tasks
from khoi.home.rules.tasks.papers import Arrived, Paper, Papers, paper_tasks
from khoi.home.rules.tasks.parts import STAGE_WORDS, Bloc, Card, Dates, Explaining, Page, Task, Viewer, Waiting
from khoi.home.rules.tasks.plans import Plans, PlanTask, plan_tasks
from khoi.home.rules.tasks.pledges import Pledging, pledge_tasks
from khoi.home.rules.tasks.reports import Reports, report_tasks
from khoi.home.rules.tasks.turning import Turn, preparing_tasks, turn_tasks
from khoi.home.rules.tasks.votes import Vote, vote_tasks
from tenants.vi import ZONE

URGENCY = ("error", "warn", "info", "ok", "quiet")

__all__ = [
    "STAGE_WORDS",
    "Arrived",
    "Awarding",
    "Bloc",
    "Called",
    "Card",
    "Commending",
    "Dates",
    "Drive",
    "Explaining",
    "Gathering",
    "Movements",
    "Page",
    "Paper",
    "Papers",
    "PlanTask",
    "Plans",
    "Pledging",
    "Reports",
    "Steps",
    "Task",
    "Turn",
    "Viewer",
    "Vote",
    "Waiting",
    "due",
]


@dataclass(frozen=True, slots=True)
class Steps:
    """What the other steps of the year say to this person."""

    reports: Reports = field(default_factory=Reports)
    plans: Plans = field(default_factory=Plans)
    papers: Papers = field(default_factory=Papers)
    gatherings: tuple[Gathering, ...] = ()
    turn: Turn = field(default_factory=Turn)
    pledging: Pledging = field(default_factory=Pledging)
    movements: Movements = field(default_factory=Movements)
    commending: Commending = field(default_factory=Commending)
    votes: tuple[Vote, ...] = ()
    meeting: Called | None = None
    awarding: Awarding = field(default_factory=Awarding)


NO_STEPS = Steps()


def due(viewer: Viewer, card: Card, bloc: Bloc, now: datetime, steps: Steps = NO_STEPS) -> list[Task]:
    """What waits for this person: overdue and today's first, then what has no day, then by date; after that what he
    himself waits for. In a closed year nothing is due, in one that is prepared only what it lacks, of its lead."""
    if bloc.is_prepared:
        found = list(preparing_tasks(viewer, steps.turn, bloc.year)) if viewer.leads else []
    else:
        found = [*_all(viewer, card, bloc, now), *_of_steps(viewer, bloc, steps, now)] if bloc.is_open else []
    today = now.astimezone(ZONE).date()

    def order(task: Task) -> tuple[bool, int, datetime, int]:
        if task.at is None:
            return not task.acting, 0 if task.kind == "error" else 1, now, URGENCY.index(task.kind)
        pressing = task.at.astimezone(ZONE).date() <= today
        return not task.acting, 0 if pressing else 2, task.at, URGENCY.index(task.kind)

    return sorted(found, key=order)


def _of_steps(viewer: Viewer, bloc: Bloc, steps: Steps, now: datetime) -> Iterator[Task]:
    yield from pledge_tasks(viewer, steps.pledging, now)
    yield from report_tasks(viewer, steps.reports, now)
    yield from plan_tasks(viewer, steps.plans, now)
    yield from paper_tasks(viewer, steps.papers, now)
    yield from gathering_tasks(viewer, steps.gatherings, now)
    yield from movement_tasks(viewer, steps.movements, now)
    yield from commending_tasks(viewer, steps.commending)
    yield from vote_tasks(viewer, steps.votes)
    yield from meeting_tasks(viewer, steps.meeting, now)
    yield from awarding_tasks(viewer, steps.awarding)
    yield from turn_tasks(viewer, steps.turn, bloc.year)


def _all(viewer: Viewer, card: Card, bloc: Bloc, now: datetime) -> Iterator[Task]:
    if bloc.published:
        yield Task(
            f"Kết quả xếp hạng năm {bloc.year} đã công bố",
            "Toàn Khối xem được bảng điểm đã chốt.",
            "ok",
            "Xem kết quả",
            Page.PUBLISHED,
        )
    yield from own_tasks(viewer, card, bloc, now)
    yield from bloc_tasks(viewer, bloc, now)
