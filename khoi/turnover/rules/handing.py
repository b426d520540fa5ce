"""What one lead hands over to the next: papers of the bloc and matters that are still open, as plain items."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

#: A line of the lead's own is no longer than this; there are at most so many.
LONGEST_LINE, MOST_LINES = 500, 60


class Kind(StrEnum):
    """A paper that passes on, or a matter that is not finished."""

    PAPER = "paper"
    MATTER = "matter"


KIND_NAMES = {Kind.PAPER: "Hồ sơ, tài liệu của Khối", Kind.MATTER: "Việc còn dở dang"}


@dataclass(frozen=True, slots=True)
class Item:
    """One line of what is handed over. Only what the bloc owns or has been filed: never a member's draft or evidence.

    `group`: the part of the bloc's life it belongs to, in words."""

    kind: Kind
    group: str
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Passed:
    """A whole list: what the portal found, and what the lead added in his own words."""

    items: tuple[Item, ...]
    lines: tuple[str, ...] = ()

    def of(self, kind: Kind) -> list[Item]:
        return [item for item in self.items if item.kind is kind]


def own_lines(text: str) -> tuple[str, ...]:
    """The lead's own lines: one a line, empty ones left out."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def objections_to_lines(lines: Sequence[str]) -> list[str]:
    """Why the lead's own lines cannot be kept."""
    if len(lines) > MOST_LINES:
        return [f"Không quá {MOST_LINES} dòng."]
    return [f"Dòng {n} dài hơn {LONGEST_LINE} ký tự." for n, line in enumerate(lines, 1) if len(line) > LONGEST_LINE]


def write_items(passed: Passed) -> str:
    """The list as it is kept once it is signed."""
    kept = {"items": [asdict(item) for item in passed.items], "lines": list(passed.lines)}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def items_from(text: str) -> Passed:
    """The list that was signed."""
    kept = json.loads(text)
    items = (Item(Kind(item["kind"]), item["group"], item["title"], item["detail"]) for item in kept["items"])
    return Passed(tuple(items), tuple(kept["lines"]))


def digest_of(text: str) -> str:
    """What both heads sign: the hash of the list as it is kept."""
    return hashlib.sha256(text.encode()).hexdigest()


def grouped(items: Iterable[Item]) -> dict[str, list[Item]]:
    """The items by their part of the bloc's life, in the order in which the parts come."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.group, []).append(item)
    return found
