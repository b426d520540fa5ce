"""Between the card and its Excel file: what is written into it, and what a filled one would change."""

from dataclasses import dataclass
from decimal import Decimal

from khoi.scoring.excel import CardFile, CardFileLine, FileRow
from khoi.scoring.excel import columns as at
from khoi.scoring.models.reading import MarkRow
from khoi.scoring.rules import Content, Fate, Inputs, fate, formula, inputs_from_typed
from khoi.scoring.views.cells import ABOUT_TARGET, fields_of
from khoi.scoring.views.desk import Desk
from khoi.scoring.views.rows import Shown
from khoi.sheets.rules import Kind, Node, Timeliness, describe_method
from tenants.refusal import Objection, Refused

GUIDE = (
    "Chỉ điền các ô trắng; không đổi cột, không thêm dòng. “Không áp dụng”: gõ x và nêu lý do ở Ghi chú. "
    "Nhập lại tệp này ở trang Tự chấm điểm."
)


def card_file(desk: Desk, agency: str, year: int) -> CardFile:
    """The card as the file that is filled in."""
    shown = {row.leaf.path: row for row in desk.rows}
    stored = {row.path: row for row in desk.page.rows}
    lines = [
        _line(node, shown[node.path], stored[node.path])
        if node.is_leaf
        else CardFileLine(node.depth, node.code, node.title, ceiling=node.ceiling or None)
        for node in desk.page.spec.nodes
        if not node.is_leaf or node.path in shown
    ]
    return CardFile(desk.page.id, f"Phiếu tự chấm điểm năm {year}: {agency}", GUIDE, lines)


def _line(leaf: Node, row: Shown, mark: MarkRow) -> CardFileLine:
    assert leaf.method is not None
    fields = tuple(
        (at.TARGET if field.name == ABOUT_TARGET else at.VALUE, field.name, _value(row.inputs, field.name),
         _choices(field.name, field.choices))
        for field in fields_of(leaf)
        if not (mark.untargeted and field.name == ABOUT_TARGET)
    )  # fmt: skip
    return CardFileLine(
        leaf.depth, leaf.code, leaf.title, describe_method(leaf.method, leaf.ceiling), leaf.ceiling or None, mark.id,
        mark.version, fields, leaf.kind is Kind.BASE and not isinstance(leaf.method, Timeliness),
        row.inputs.not_applicable, mark.note, row.scored.points,
    )  # fmt: skip


def _value(inputs: Inputs, name: str) -> str | Decimal | None:
    value = getattr(inputs, name)
    if isinstance(value, bool):
        return "Đạt" if value else "Không đạt"
    return Decimal(value) if isinstance(value, int) else value


def _choices(name: str, choices: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """What the file offers to choose from: the words, without the points behind them."""
    return tuple(key if name == "step" else words for key, words in choices)


@dataclass(frozen=True, slots=True)
class FileChange:
    """One row of the file that would change something, or cannot."""

    fate: Fate
    line: int
    leaf: Node | None
    mark: str = ""
    version: int = 0
    typed: tuple[tuple[str, str], ...] = ()
    note: str = ""
    present: str = ""
    wanted: str = ""
    wrong: tuple[str, ...] = ()


def changes_in(desk: Desk, rows: list[FileRow]) -> list[FileChange]:
    """What the file would change, row by row in its own order; rows that say the same are left out."""
    shown = {row.mark: row for row in desk.rows}
    stored = {row.id: row for row in desk.page.rows}
    found = [_change(row, shown.get(row.mark), stored.get(row.mark)) for row in rows]
    return [change for change in found if change.fate is not Fate.SAME]


def _change(row: FileRow, shown: Shown | None, mark: MarkRow | None) -> FileChange:
    if shown is None or mark is None:
        return FileChange(Fate.REFUSED, row.line, None, wrong=(f"Dòng {row.line}: không thuộc phiếu này",))
    present = Content(shown.inputs, mark.note)
    file, wrong = _content(row, shown.leaf, mark.untargeted)
    becomes = Fate.REFUSED if wrong else fate(
        file, _base(row, shown.leaf, mark.untargeted), present, stale=row.version != mark.version
    )  # fmt: skip
    if becomes is not Fate.SAME and not wrong and not shown.is_open:
        becomes, wrong = Fate.REFUSED, (f"Dòng {row.line}: dòng này đang niêm phong, không sửa được",)
    return FileChange(
        becomes, row.line, shown.leaf, mark.id, mark.version, tuple(row.typed.items()), row.note,
        _words(shown.leaf, present), _words(shown.leaf, file), wrong,
    )  # fmt: skip


def _content(row: FileRow, leaf: Node, untargeted: bool) -> tuple[Content, tuple[str, ...]]:
    """What the row of the file says, or why it cannot stand, by cell."""
    wrong = [f"Ô {row.cell(column)}: {why}" for column, why in row.wrong.items()]
    if len(row.note) > 2000:
        wrong.append(f"Ô {row.cell(at.NOTE)}: ghi chú dài quá 2.000 chữ")
    if wrong:
        return Content(note=row.note), tuple(wrong)
    try:
        return Content(read_typed(dict(row.typed), leaf, untargeted), row.note), ()
    except Refused as refused:
        return Content(note=row.note), tuple(_at_cell(row, objection) for objection in refused.objections)


def _at_cell(row: FileRow, objection: Objection) -> str:
    """What is wrong, with the cell and what stands in it."""
    name = objection.path or ""
    cell = row.cell(at.TARGET if name == ABOUT_TARGET else at.VALUE)
    return f"Ô {cell}{f' (“{row.typed[name]}”)' if name in row.typed else ''}: {objection.message}"


def read_typed(typed: dict[str, str], leaf: Node, untargeted: bool) -> Inputs:
    """What was typed into a row, as its method reads it; Refused by field."""
    if isinstance(leaf.method, Timeliness):
        return Inputs()
    if typed.get("not_applicable"):
        typed = {"not_applicable": "1"}
    assert leaf.method is not None
    return inputs_from_typed(leaf.method, leaf.ceiling, typed, leaf.kind, untargeted)


def _base(row: FileRow, leaf: Node, untargeted: bool) -> Content | None:
    if row.base is None:
        return None
    try:
        return Content(
            read_typed({name: str(value) for name, value in row.base.items()}, leaf, untargeted), row.base_note
        )
    except Refused:
        return None


def _words(leaf: Node, content: Content) -> str:
    """A row in one line, for the eye."""
    assert leaf.method is not None
    figures = formula(leaf.method, leaf.ceiling, content.inputs, content.inputs.points).split(" → ")[0]
    return f"{figures}; ghi chú: {content.note}" if content.note else figures
