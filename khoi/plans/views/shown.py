"""A plan's tasks as its pages show them: board, list and timeline are three looks at the same lines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from khoi.office.proofreading import other_years
from khoi.plans.models import Coordinator, Plan, Task, bloc_tasks, coordinators_of, tasks_of
from khoi.plans.rules import (
    QUARTER_NAMES,
    STATUS_NAMES,
    Pace,
    Party,
    Status,
    done_of,
    due_day,
    folded,
    pace,
    quarter_end,
)
from tenants.models import all_members_of

STATUS_KINDS = {Status.NOT_BEGUN: "quiet", Status.UNDER_WAY: "info", Status.DONE: "ok", Status.DROPPED: "quiet"}
#: The chips above the list, in their order: tag, label.
FILTERS = {
    "bloc": "Của Khối", "internal": "Nội bộ", "mine": "Đơn vị tôi phối hợp", "late": "Quá hạn", "near": "Sắp đến hạn",
    "open": "Chưa xong", "years": "Ghi năm khác", "request": "Theo yêu cầu",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A task with all that a page says about it."""

    task: Task
    coordinators: tuple[Coordinator, ...]
    due: date
    pace: Pace
    years: tuple[int, ...]
    is_own: bool
    #: Does the own agency coordinate on a task of another's?
    is_mine: bool
    #: Whose task it is, where it is another's.
    owner: str = ""

    @property
    def lead(self) -> str:
        """Who prepares it; of another's task with the agency, whose departments one does not know."""
        return ": ".join(name for name in (self.owner, self.task.lead_unit) if name)

    @property
    def status(self) -> str:
        return STATUS_NAMES[Status(self.task.status)]

    @property
    def kind(self) -> str:
        return STATUS_KINDS[Status(self.task.status)]

    @property
    def units(self) -> set[str]:
        """The units that the task names, to be chosen by."""
        return {self.task.lead_unit, *(each.words for each in self.coordinators)} - {""}

    @property
    def tags(self) -> str:
        found = {
            "bloc": self.task.of_bloc, "internal": not self.task.of_bloc, "mine": self.is_mine,
            "late": self.pace is Pace.LATE, "near": self.pace is Pace.NEAR, "open": self.pace is not Pace.SETTLED,
            "years": bool(self.years), "request": self.task.on_request,
        }  # fmt: skip
        return " ".join(tag for tag, holds in found.items() if holds)


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter's tasks."""

    number: int
    lines: tuple[Shown, ...]

    @property
    def name(self) -> str:
        return QUARTER_NAMES[self.number]

    @property
    def done(self) -> str:
        done, whole = done_of(line.task.status for line in self.lines)
        return f"{done}/{whole} xong" if whole else "chưa có việc"


def shown_tasks(plan: Plan | None, year_id: int, agency_id: int, number: int, today: date) -> list[Shown]:
    """The own plan's tasks and those of the bloc, by quarter; a task once."""
    own = tasks_of(plan) if plan else []
    others = [task for task in bloc_tasks(year_id) if task.agency_id != agency_id]
    tasks = sorted([*own, *others], key=lambda task: (task.quarter, task.agency_id == agency_id, task.number))
    named = coordinators_of(tasks)
    owners = {member.agency_id: member.name_that_year for member in all_members_of(year_id)}
    return [shown(task, named, owners, agency_id, number, today) for task in tasks]


def shown(
    task: Task,
    named: Mapping[int, list[Coordinator]],
    owners: Mapping[int, str],
    agency_id: int,
    number: int,
    today: date,
) -> Shown:
    """One task of the year `number` as the people of this agency see it."""
    coordinators = tuple(named[task.id])
    due = due_day(task.due, number, task.quarter)
    is_own = task.agency_id == agency_id
    owner = "" if is_own else owners.get(task.agency_id, "")
    years = tuple(other_years(task.content, number))
    mine = not is_own and any(_names(each, agency_id) for each in coordinators)
    return Shown(task, coordinators, due, pace(task.status, due, today), years, is_own, mine, owner)


def _names(coordinator: Coordinator, agency_id: int) -> bool:
    return coordinator.party == Party.MEMBERS or coordinator.partner_id == agency_id


def wanted(lines: Iterable[Shown], words: str, unit: str) -> list[Shown]:
    """The lines that hold all the words, whatever their diacritics, and name the unit."""
    pieces = folded(words).split()
    return [
        line
        for line in lines
        if all(piece in line.task.folded for piece in pieces)
        and (not unit or folded(unit) in {folded(name) for name in line.units})
    ]


def in_quarters(lines: Iterable[Shown]) -> list[Quarter]:
    """All four quarters, also an empty one."""
    found = list(lines)
    return [Quarter(each, tuple(line for line in found if line.task.quarter == each)) for each in QUARTER_NAMES]


def counted(lines: Iterable[Shown]) -> dict[str, int]:
    """How many lines each chip leaves."""
    tags = [line.tags.split() for line in lines]
    return {tag: sum(tag in each for each in tags) for tag in FILTERS}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A task on the line of the year: from the first day of its quarter to its due date, in shares of the year."""

    line: Shown
    start: float
    width: float


def stretches(lines: Iterable[Shown], number: int) -> list[Stretch]:
    """Each task on the line of the year; what is due after it ends with it."""
    return [_stretch(line, number) for line in lines]


def _stretch(line: Shown, number: int) -> Stretch:
    quarter = line.task.quarter
    start = share(quarter_end(number, quarter - 1), number) if quarter > 1 else 0.0
    end = share(line.due, number)
    if end <= start:  # due before its quarter began
        start = max(0.0, end - 2)
    return Stretch(line, round(start, 1), round(max(end - start, 1.5), 1))


def share(day: date, number: int) -> float:
    """How much of the year is over at the end of that day, 0…100."""
    whole = (date(number, 12, 31) - date(number - 1, 12, 31)).days
    return min(100.0, max(0.0, (day - date(number - 1, 12, 31)).days * 100 / whole))
