"""Which task of the portal is which of a file, and what the file would change. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from khoi.plans.rules.plan import QUARTER_NAMES, STATUS_NAMES, TEXT_NAMES, PlanSpec, Status, TaskSpec
from tenants.vi import date


class Fate(StrEnum):
    """What a file does to a task."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    #: It stands in the portal and not in the file.
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Match:
    """A task as it stands (None: not yet) beside the task as the file has it (None: not in it)."""

    fate: Fate
    present: TaskSpec | None
    wanted: TaskSpec | None
    #: (what, before, after) of each difference.
    changes: tuple[tuple[str, str, str], ...] = ()


def matched(present: Sequence[TaskSpec], wanted: Sequence[TaskSpec]) -> list[Match]:
    """Each task of the file with the one it was, then those the file has not.

    A task is known by its key, else by its content within the quarter, else by quarter and number."""
    left = list(present)
    pairs: dict[int, TaskSpec] = {}
    for knows in (_same_key, _same_content, _same_place):
        for position, task in enumerate(wanted):
            if position not in pairs and (found := next((each for each in left if knows(each, task)), None)):
                pairs[position] = found
                left.remove(found)
    matches = [_match(pairs.get(position), task) for position, task in enumerate(wanted)]
    return [*matches, *(Match(Fate.ABSENT, each, None) for each in left)]


def _same_key(one: TaskSpec, other: TaskSpec) -> bool:
    return bool(other.key) and one.key == other.key


def _same_content(one: TaskSpec, other: TaskSpec) -> bool:
    return (one.quarter, one.content) == (other.quarter, other.content)


def _same_place(one: TaskSpec, other: TaskSpec) -> bool:
    return (one.quarter, one.number) == (other.quarter, other.number)


def _match(present: TaskSpec | None, wanted: TaskSpec) -> Match:
    if present is None:
        return Match(Fate.ADDED, None, wanted)
    meant = _meant(present, wanted)
    changes = tuple(differences(present, meant))
    return Match(Fate.CHANGED if changes else Fate.SAME, present, meant, changes)


def _meant(present: TaskSpec, wanted: TaskSpec) -> TaskSpec:
    """What a file says of a task; what it leaves unsaid stays as it is."""
    silent = wanted.status is None
    return replace(
        wanted,
        key=present.key,
        due=wanted.due or present.due,
        status=present.status if silent else wanted.status,
        reason=present.reason if silent and not wanted.reason else wanted.reason,
        of_bloc=present.of_bloc if wanted.of_bloc is None else wanted.of_bloc,
        on_request=present.on_request if wanted.on_request is None else wanted.on_request,
    )


def differences(before: TaskSpec, after: TaskSpec) -> Iterable[tuple[str, str, str]]:
    """What is not the same, each with its words before and after."""
    pairs = zip(told(before), told(after), strict=True)
    return [(name, old, new) for (name, old), (_, new) in pairs if old != new]


def text_differences(before: PlanSpec, after: PlanSpec) -> list[str]:
    """The names of the plan's texts that are not the same; a letterhead left unsaid changes nothing."""
    kept = ("superior", "sign", "place", "number", "dated")
    return [
        name
        for key, name in TEXT_NAMES.items()
        if getattr(before, key) != getattr(after, key) and not (key in kept and not getattr(after, key))
    ]


def told(task: TaskSpec) -> list[tuple[str, str]]:
    """A task in words, by what is said."""
    return [
        ("Quý", QUARTER_NAMES[task.quarter]),
        ("Số", str(task.number)),
        ("Nội dung", task.content),
        ("Chủ trì", task.lead),
        ("Phối hợp", "; ".join(task.coordination)),
        ("Hạn", date(task.due)),
        ("Trạng thái", STATUS_NAMES[task.status or Status.NOT_BEGUN]),
        ("Lý do", task.reason),
        ("Của Khối", "Có" if task.of_bloc else "Không"),
        ("Theo yêu cầu", "Có" if task.on_request else "Không"),
    ]
