"""Where each row of a sheet stands after its tree has changed: place, depth, path and kind follow from the order."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from khoi.sheets.rules.paths import segments

MOST_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """A row as the tree sees it: who it hangs on, in what order, with which code and (of a section) kind."""

    key: int
    parent: int | None
    position: int
    code: str
    kind: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What a row's place in the tree makes of it."""

    key: int
    position: int
    place: int
    depth: int
    path: str
    kind: str


def standings(slots: Iterable[Slot]) -> list[Standing]:
    """The rows in the printed order, positions counted anew among the siblings."""
    below: dict[int | None, list[Slot]] = {}
    for slot in slots:
        below.setdefault(slot.parent, []).append(slot)
    found = _walk(below, None, "", 1, None)
    return [Standing(slot.key, n, place, depth, path, kind) for place, (slot, n, depth, path, kind) in enumerate(found)]


def _walk(
    below: Mapping[int | None, list[Slot]], parent: int | None, above: str, depth: int, kind: str | None
) -> Iterator[tuple[Slot, int, int, str, str]]:
    siblings = sorted(below.get(parent, ()), key=lambda slot: slot.position)
    parts = segments([slot.code for slot in siblings])
    for position, (slot, part) in enumerate(zip(siblings, parts, strict=True)):
        path, own = above + part, kind or slot.kind
        yield slot, position, depth, path, own
        yield from _walk(below, slot.key, path + "/", depth + 1, own)
