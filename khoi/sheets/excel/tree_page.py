"""The tree page, read: rows with levels become the tree as the JSON format writes it, each path with its row."""

from dataclasses import dataclass, field
from typing import Any

from khoi.sheets.excel import layout
from khoi.sheets.excel.cells import Page
from khoi.sheets.excel.layout import COLUMNS, Key
from khoi.sheets.excel.method_cells import FIGURES, method_in
from khoi.sheets.rules import EvidenceRule, Kind, segments
from tenants.refusal import Refused
from tenants.vi import fold

HEADING_WITHIN = 10
NEEDED = (Key.CODE, Key.TITLE, Key.CEILING, Key.LEVEL, Key.METHOD)
#: What only a row that is scored may fill in.
SCORED = (Key.METHOD, *FIGURES, Key.NO_FILES)


@dataclass
class Line:
    """A row of the page with those below it in the tree."""

    row: int
    level: int
    data: dict[str, Any] = field(default_factory=dict)
    children: list["Line"] = field(default_factory=list)


@dataclass(frozen=True)
class Tree:
    """The sections as the JSON format writes them, and where everything stands."""

    sections: list[dict[str, Any]]
    columns: dict[Key, int]
    row_of: dict[str, int]


def read_tree(page: Page) -> Tree:
    """The tree; its faults are gathered on the page. Refused at once where the headings are missing."""
    heading, columns = _headings(page)
    lines = [line for row in range(heading + 1, len(page.rows) + 1) if (line := _line(page, columns, row))]
    if not lines:
        page.object_to(heading + 1, columns[Key.TITLE], "bảng chưa có dòng nào")
    sections = _nested(page, columns, lines)
    if page.faults:
        _fill_apart(page, columns, lines)
        return Tree([], columns, {})
    for section in sections:
        _fill(page, columns, section)
    row_of: dict[str, int] = {}
    _paths(sections, "", row_of)
    return Tree([section.data for section in sections], columns, row_of)


def _headings(page: Page) -> tuple[int, dict[Key, int]]:
    known = {fold(column.heading): column.key for column in COLUMNS}
    for row in range(1, min(HEADING_WITHIN, len(page.rows)) + 1):
        found: dict[Key, int] = {}
        for at in range(len(page.rows[row - 1])):
            key = known.get(" ".join(fold(str(page.cell(row, at) or "")).split()))
            if key is not None:
                found.setdefault(key, at)
        if all(key in found for key in NEEDED):
            return row, found
    words = ", ".join(column.heading for column in COLUMNS if column.key in NEEDED)
    raise Refused(f"Không thấy dòng tiêu đề của trang “{page.name}”: cần đủ các cột {words}. Hãy dùng mẫu của cổng.")


def _line(page: Page, columns: dict[Key, int], row: int) -> Line | None:
    """A filled row with its level; none for a row left empty."""
    if all(page.cell(row, columns.get(column.key)) is None for column in COLUMNS):
        return None
    text = page.words(row, columns[Key.LEVEL])
    if text not in ("1", "2", "3", "4"):
        page.object_to(row, columns[Key.LEVEL], "cấp phải là 1, 2, 3 hoặc 4" if text else "thiếu cấp (1, 2, 3 hoặc 4)")
        return Line(row, 0)
    return Line(row, int(text))


def _nested(page: Page, columns: dict[Key, int], lines: list[Line]) -> list[Line]:
    top = Line(0, 0)
    above = [top]
    for line in lines:
        level = line.level or above[-1].level or 1
        if level > above[-1].level + 1:
            over = f"dòng cấp {above[-1].level}" if above[-1].level else "dòng tiêu đề"
            page.object_to(line.row, columns[Key.LEVEL], f"cấp {level} không thể đứng ngay dưới {over}")
            level = above[-1].level + 1
        line.level = level
        above = above[:level]
        above[-1].children.append(line)
        above.append(line)
    return top.children


def _fill_apart(page: Page, columns: dict[Key, int], lines: list[Line]) -> None:
    """Where levels are wrong nobody knows what hangs on what: each row is looked at by itself."""
    for line in lines:
        _fill_own(page, columns, line)
        if page.cell(line.row, columns[Key.METHOD]) is not None:
            _fill_leaf(page, columns, line)


def _fill(page: Page, columns: dict[Key, int], line: Line) -> None:
    _fill_own(page, columns, line)
    _fill_kind(page, columns, line)
    if line.children:
        _fill_group(page, columns, line)
    else:
        _fill_leaf(page, columns, line)


def _fill_own(page: Page, columns: dict[Key, int], line: Line) -> None:
    row = line.row
    title = page.words(row, columns[Key.TITLE])
    if not title:
        page.object_to(row, columns[Key.TITLE], "thiếu nội dung")
    ceiling = page.number(row, columns[Key.CEILING], "điểm tối đa", needed=True)
    line.data = {"code": page.words(row, columns[Key.CODE]), "title": title or "-", "ceiling": ceiling or "0"}
    if guidance := page.words(row, columns.get(Key.GUIDANCE)):
        line.data["guidance"] = guidance


def _fill_kind(page: Page, columns: dict[Key, int], line: Line) -> None:
    kind = page.choice(line.row, columns.get(Key.KIND), "loại mục", layout.KIND_OF, Kind.BASE)
    if line.level == 1 and kind is not Kind.BASE:
        line.data["kind"] = kind.value
    elif kind is not Kind.BASE:
        page.object_to(line.row, columns.get(Key.KIND), "loại mục chỉ ghi ở cấp 1")


def _fill_group(page: Page, columns: dict[Key, int], line: Line) -> None:
    for key in SCORED:
        if page.cell(line.row, columns.get(key)) is not None:
            page.object_to(line.row, columns[key], "dòng này có dòng con nên không ghi cách chấm")
            break
    for child in line.children:
        _fill(page, columns, child)
    line.data["children"] = [child.data for child in line.children]


def _fill_leaf(page: Page, columns: dict[Key, int], line: Line) -> None:
    evidence = page.choice(line.row, columns.get(Key.EVIDENCE), "minh chứng", layout.EVIDENCE_OF, EvidenceRule.OPTIONAL)
    line.data |= {"method": method_in(page, columns, line.row), "evidence": evidence.value}
    if page.choice(line.row, columns.get(Key.NO_FILES), "không tải tệp lên", layout.FLAGS, False):
        line.data["uploads_off"] = True


def _paths(lines: list[Line], above: str, row_of: dict[str, int]) -> None:
    parts = segments([line.data["code"] for line in lines])
    for line, part in zip(lines, parts, strict=True):
        row_of[above + part] = line.row
        _paths(line.children, f"{above}{part}/", row_of)
