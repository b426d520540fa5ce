"""A draft sheet is edited row by row: added, changed, deleted; the tree numbers itself anew after each step."""

from hashlib import sha256
from typing import Any

from khoi.sheets.actions.storing import columns_of, describe, remove_rows
from khoi.sheets.models import Criterion, Sheet, children_of, criteria_of, sheet_by_id
from khoi.sheets.rules import Node, SheetSpec
from khoi.sheets.rules.numbering import MOST_DEPTH, Slot, standings
from khoi.sheets.rules.storing import objections_to_storing
from tenants import journal
from tenants.database import db
from tenants.refusal import Refused, refuse_over

OWN = ("code", "title", "ceiling", "kind", "method", "evidence", "guidance", "uploads_off")


class Stale(Refused):
    """Somebody else changed the same thing after this form was opened: both values are shown, none is lost."""


def seen(row: Criterion) -> str:
    """What the row held when its form was made: the form carries it, so that two editors notice each other."""
    return sha256(repr([getattr(row, name) for name in OWN]).encode()).hexdigest()[:16]


def settings_seen(sheet: Sheet) -> str:
    return sha256(sheet.settings.encode()).hexdigest()[:16]


def add(sheet: Sheet, parent: Criterion | None, node: Node) -> Criterion:
    """A new row at the end of its siblings; refused under a row that is itself scored, and deeper than 4 levels."""
    refuse_unless_draft(sheet)
    refuse_as_parent(parent)
    depth = parent.depth + 1 if parent else 1
    _refuse_too_deep(depth)
    row = Criterion(
        bloc_id=sheet.bloc_id, year_id=sheet.year_id, shown_to=sheet.shown_to, sheet_id=sheet.id,
        parent_id=parent.id if parent else None, position=len(children_of(sheet.id, parent.id if parent else None)),
        place=0, depth=depth, path=_unsettled("new"), **_columns(sheet, node),
    )  # fmt: skip
    db.session.add(row)
    settle(sheet)
    journal.wrote(row, "add", path=row.path, title=row.title)
    return row


def change(row: Criterion, seen_before: str, node: Node) -> None:
    """A row gets what `node` says; Stale when it is no longer what the form showed.

    A row with rows below it cannot be scored itself: that is refused."""
    sheet = sheet_by_id(row.sheet_id)
    refuse_unless_draft(sheet)
    if seen(row) != seen_before:
        raise Stale("Dòng này vừa được người khác sửa.", row=row.public_id)
    if node.method is not None and children_of(sheet.id, row.id):
        raise Refused("Mục này có tiêu chí con nên không chấm điểm trực tiếp. Chuyển hoặc xóa các tiêu chí con trước.")
    before = {name: getattr(row, name) for name in OWN}
    for name, value in _columns(sheet, node).items():
        setattr(row, name, value)
    changed = {name: [before[name], getattr(row, name)] for name in OWN if before[name] != getattr(row, name)}
    if not changed:
        return
    settle(sheet)
    journal.wrote(row, "change", path=row.path, changed=changed)


def remove(row: Criterion, revision: int) -> None:
    """Delete a row of a draft and all below it."""
    sheet = sheet_by_id(row.sheet_id)
    refuse_unless_draft(sheet)
    refuse_stale(sheet, revision)
    branch = branch_of(row, criteria_of(sheet.id))
    journal.wrote(row, "delete", path=row.path, title=row.title, rows=len(branch))
    remove_rows(branch)
    settle(sheet)


def change_settings(sheet: Sheet, seen_before: str, spec: SheetSpec) -> None:
    """Name, total, rounding, not-applicable rule, bonus rule, ties, classes and reasons of a draft."""
    refuse_unless_draft(sheet)
    if settings_seen(sheet) != seen_before:
        raise Stale("Thiết lập của bảng vừa được người khác sửa.")
    refuse_over(objections_to_storing(spec), "Chưa lưu được thiết lập.")
    before = sheet.settings
    describe(sheet, spec, spec.year)
    if sheet.settings != before:
        sheet.revision += 1
        journal.wrote(sheet, "change_settings", before=before, after=sheet.settings)


def refuse_unless_draft(sheet: Sheet) -> None:
    if not sheet.is_draft:
        raise Refused("Bảng tiêu chí đã công bố nên không sửa được. Hãy soạn phiên bản mới.")


def refuse_stale(sheet: Sheet, revision: int) -> None:
    if sheet.revision != revision:
        raise Stale("Bảng vừa được sửa ở nơi khác. Hãy xem lại bảng dưới đây rồi làm lại bước vừa rồi.")


def refuse_as_parent(parent: Criterion | None) -> None:
    if parent is not None and parent.method is not None:
        raise Refused(
            f"“{parent.code} {parent.title}” là tiêu chí chấm điểm nên không có mục con. "
            "Đổi cách chấm của nó thành “Mục, có tiêu chí con” trước."
        )


def settle(sheet: Sheet) -> None:
    """Number the whole tree anew, and count the edit."""
    rows = {row.id: row for row in _flushed(sheet.id)}
    found = standings(Slot(row.id, row.parent_id, row.position, row.code, row.kind) for row in rows.values())
    _refuse_too_deep(max((standing.depth for standing in found), default=1))
    for standing in found:
        row = rows[standing.key]
        if row.path != standing.path:
            row.path = _unsettled(row.id)
    db.session.flush()  # two rows may change names with each other: no path may stand twice, even for a moment
    for standing in found:
        row = rows[standing.key]
        row.position, row.place, row.depth = standing.position, standing.place, standing.depth
        row.path, row.kind = standing.path, standing.kind
    sheet.revision += 1
    db.session.flush()


def branch_of(row: Criterion, rows: list[Criterion]) -> list[Criterion]:
    """A row and all below it, of rows in the printed order."""
    ids = {row.id}
    branch = [row]
    for other in rows:
        if other.parent_id in ids:
            ids.add(other.id)
            branch.append(other)
    return branch


def _flushed(sheet_id: int) -> list[Criterion]:
    db.session.flush()
    return criteria_of(sheet_id)


def _unsettled(number: int | str) -> str:
    # No segment of a path begins with a line break, for codes are trimmed.
    return f"\n{number}"


def _columns(sheet: Sheet, node: Node) -> dict[str, Any]:
    spec = SheetSpec(name=sheet.name, year=0, total=sheet.total, sections=(node,))
    refuse_over(objections_to_storing(spec), "Chưa lưu được dòng này.")
    return columns_of(node)


def _refuse_too_deep(depth: int) -> None:
    if depth > MOST_DEPTH:
        raise Refused(f"Bảng nhiều nhất {MOST_DEPTH} cấp.")
