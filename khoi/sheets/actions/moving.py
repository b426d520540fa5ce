"""Rows of a draft change places: up and down among their siblings, one level in or out."""

from enum import StrEnum

from khoi.sheets.actions.editing import refuse_as_parent, refuse_stale, refuse_unless_draft, settle
from khoi.sheets.models import Criterion, children_of, criterion_by_id, sheet_by_id
from tenants import journal
from tenants.refusal import Refused


class Way(StrEnum):
    """Where a row goes."""

    UP = "up"
    DOWN = "down"
    IN = "in"
    OUT = "out"


def move(row: Criterion, way: Way, revision: int) -> None:
    """Move a row with all below it; refused where there is no such place, and deeper than 4 levels."""
    sheet = sheet_by_id(row.sheet_id)
    refuse_unless_draft(sheet)
    refuse_stale(sheet, revision)
    before = row.path
    MOVES[way](row)
    settle(sheet)
    journal.wrote(row, "move", way=way.value, before=before, after=row.path)


def _among(row: Criterion) -> tuple[list[Criterion], int]:
    siblings = children_of(row.sheet_id, row.parent_id)
    return siblings, siblings.index(row)


def _up(row: Criterion) -> None:
    siblings, at = _among(row)
    if at == 0:
        raise Refused("Dòng này đã đứng đầu.")
    _order([*siblings[: at - 1], row, siblings[at - 1], *siblings[at + 1 :]])


def _down(row: Criterion) -> None:
    siblings, at = _among(row)
    if at == len(siblings) - 1:
        raise Refused("Dòng này đã đứng cuối.")
    _order([*siblings[:at], siblings[at + 1], row, *siblings[at + 2 :]])


def _in(row: Criterion) -> None:
    """Under the sibling above, at its end."""
    siblings, at = _among(row)
    if at == 0:
        raise Refused("Không có mục nào ở trên, cùng cấp, để chuyển dòng này vào.")
    above = siblings[at - 1]
    refuse_as_parent(above)
    row.position = len(children_of(row.sheet_id, above.id))
    row.parent_id = above.id


def _out(row: Criterion) -> None:
    """Beside its parent, right after it."""
    if row.parent_id is None:
        raise Refused("Dòng này đã ở cấp ngoài cùng.")
    parent = criterion_by_id(row.parent_id)
    siblings, at = _among(parent)
    row.parent_id = parent.parent_id
    _order([*siblings[: at + 1], row, *siblings[at + 1 :]])


def _order(siblings: list[Criterion]) -> None:
    for position, sibling in enumerate(siblings):
        sibling.position = position


MOVES = {Way.UP: _up, Way.DOWN: _down, Way.IN: _in, Way.OUT: _out}
