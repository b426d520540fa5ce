"""A filled file beside the card as it stands: what is new, what is changed, what two people changed at once."""

from dataclasses import dataclass, replace
from enum import StrEnum

from khoi.scoring.rules.inputs import NOTHING, Inputs


class Fate(StrEnum):
    """What becomes of a row of the file."""

    SAME = "same"
    ADDED = "added"
    CHANGED = "changed"
    CONFLICT = "conflict"
    REFUSED = "refused"


FATE_NAMES = {
    Fate.ADDED: "nhập mới",
    Fate.CHANGED: "thay đổi",
    Fate.CONFLICT: "hai giá trị",
    Fate.REFUSED: "không nhận",
}


@dataclass(frozen=True, slots=True)
class Content:
    """What a row says: its figures and its note."""

    inputs: Inputs = NOTHING
    note: str = ""

    def says(self, other: "Content") -> bool:
        """Whether both say the same; that the lead gave no target is not the agency's word."""
        return _own(self.inputs) == _own(other.inputs) and self.note.strip() == other.note.strip()


def fate(file: Content, base: Content | None, present: Content, *, stale: bool) -> Fate:
    """What a well-formed row of the file means for the card.

    `base` is what the row said when the file was made: a row nobody touched in the file changes nothing, whatever
    happened to it in the portal since. `stale`: the portal's row was changed since the file was made."""
    if file.says(present) or (base is not None and file.says(base)):
        return Fate.SAME
    if stale:
        return Fate.CONFLICT
    return Fate.ADDED if present.says(Content()) else Fate.CHANGED


def _own(inputs: Inputs) -> Inputs:
    return replace(inputs, no_target=False)
