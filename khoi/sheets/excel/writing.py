"""A sheet to Excel: the guide, the tree, the settings. Text stays text, whatever it begins with."""

import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

import xlsxwriter

from khoi.sheets.excel import layout
from khoi.sheets.excel.guide import write_guide
from khoi.sheets.excel.layout import COLUMNS, FIRST_ROW, HEADING_ROW, Column, Key
from khoi.sheets.excel.looks import Looks, looks_in
from khoi.sheets.excel.sample import SAMPLE
from khoi.sheets.excel.settings_page import write_settings
from khoi.sheets.rules import Kind, Ladder, Node, Penalty, Percent, SheetSpec, Timeliness
from khoi.sheets.rules.method_files import TYPE_OF
from khoi.sheets.rules.steps import write_steps
from khoi.sheets.rules.words import EVIDENCE_NAMES, KIND_NAMES, METHOD_NAMES
from khoi.years.rules import FILING_NAMES

#: Rows of the tree page that are formatted and offer choices, so that there is room to go on.
ROOM = 220


def write_workbook(spec: SheetSpec) -> bytes:
    """The file of a version: what `read_workbook` reads back to the same sheet."""
    return _workbook(spec, with_sample=False)


def write_template(year: int) -> bytes:
    """The empty form of a year, with the guide and an example of each method."""
    bare = replace(SAMPLE, name=f"Bảng tiêu chí thi đua năm {year}", year=year, sections=())
    return _workbook(replace(bare, ties=()), with_sample=True)


def _workbook(spec: SheetSpec, *, with_sample: bool) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": spec.name, "subject": f"Năm thi đua {spec.year}"})
    looks = looks_in(book)
    guide = book.add_worksheet(layout.GUIDE_PAGE)
    tree = book.add_worksheet(layout.TREE_PAGE)
    _write_tree(tree, spec, looks, spec.name)
    write_settings(book.add_worksheet(layout.SETTINGS_PAGE), spec, looks)
    if with_sample:
        sample = book.add_worksheet(layout.SAMPLE_PAGE)
        _write_tree(sample, SAMPLE, looks, "Ví dụ: bảng 100 điểm dùng đủ mười cách chấm")
    write_guide(guide, looks)
    (guide if with_sample else tree).activate()
    book.close()
    return out.getvalue()


def _write_tree(page: Any, spec: SheetSpec, looks: Looks, title: str) -> None:
    last = FIRST_ROW + max(ROOM, len(spec.nodes) + 20)
    page.write_string(0, 0, title, looks.title)
    page.write_string(1, 0, "Mỗi dòng một mục hoặc tiêu chí. Cách điền từng cột: xem trang Hướng dẫn.", looks.quiet)
    for at, column in enumerate(COLUMNS):
        page.set_column(at, at, column.width, looks.of(column.key, 0))
        page.write_string(HEADING_ROW - 1, at, column.heading, looks.heading)
        _offer_choices(page, at, last, column)
    for row, node in enumerate(spec.nodes, start=FIRST_ROW - 1):
        _write_node(page, row, node, looks)
    _lay_out(page, last)


def _write_node(page: Any, row: int, node: Node, looks: Looks) -> None:
    emphasis = 0 if node.is_leaf else min(node.depth, 2)
    values = _values(node)
    page.set_row(row, 16 * max(_lines(str(values.get(column.key, "")), column.width) for column in COLUMNS))
    for at, column in enumerate(COLUMNS):
        value = values.get(column.key, "")
        look = looks.of(column.key, emphasis)
        if isinstance(value, Decimal | int):
            page.write_number(row, at, value, look)
        elif value:
            page.write_string(row, at, value, look)
        else:
            page.write_blank(row, at, None, look)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column: nothing measures it for a file that no program has opened yet."""
    return sum(1 + int(len(line) * 1.05 // width) for line in text.split("\n"))


def _values(node: Node) -> dict[Key, Any]:
    values: dict[Key, Any] = {
        Key.CODE: node.code, Key.TITLE: node.title, Key.CEILING: node.ceiling, Key.LEVEL: node.depth,
        Key.GUIDANCE: node.guidance,
    }  # fmt: skip
    if node.depth == 1 and node.kind is not Kind.BASE:
        values[Key.KIND] = KIND_NAMES[node.kind]
    return values | (_scored(node) if node.method else {})


def _scored(leaf: Node) -> dict[Key, Any]:
    """The columns of a row that is scored."""
    method = leaf.method
    assert method is not None
    values: dict[Key, Any] = {
        Key.METHOD: METHOD_NAMES[TYPE_OF[type(method)]],
        Key.EVIDENCE: EVIDENCE_NAMES[leaf.evidence],
        Key.NO_FILES: layout.YES if leaf.uploads_off else "",
        Key.POINTS: getattr(method, "points", getattr(method, "points_per_day", "")),
        Key.UNIT: getattr(method, "unit", ""),
    }
    match method:
        case Percent(minus, floor, whole, _):
            values |= {Key.MINUS: minus, Key.FLOOR: floor or "", Key.WHOLE: layout.YES if whole else ""}
        case Ladder(steps):
            values[Key.STEPS] = write_steps(steps)
        case Timeliness(_, filings):
            values[Key.FILING] = "; ".join(FILING_NAMES.get(key, key) for key in filings)
        case Penalty(_, _, most) if most is not None:
            values[Key.MOST] = most
    return values


def _offer_choices(page: Any, at: int, last: int, column: Column) -> None:
    """A list to choose from, or a number that is checked as it is typed."""
    if column.choices:
        rule: dict[str, Any] = {"validate": "list", "source": list(column.choices)}
        if column.key is Key.FILING:
            rule["error_type"] = "information"  # several are allowed, and the bloc's own
    elif column.key in (Key.CEILING, Key.POINTS, Key.MINUS, Key.FLOOR, Key.MOST):
        rule = {"validate": "decimal", "criteria": ">=", "value": 0}
    else:
        return
    rule |= {
        "error_title": column.heading,
        "error_message": "Chọn một giá trị trong danh sách." if column.choices else "Nhập số từ 0 trở lên.",
    }
    page.data_validation(FIRST_ROW - 1, at, last, at, rule)


def _lay_out(page: Any, last: int) -> None:
    page.set_row(HEADING_ROW - 1, 50)
    page.freeze_panes(HEADING_ROW, 3)
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADING_ROW - 1)
    page.set_footer("&CTrang &P/&N")
