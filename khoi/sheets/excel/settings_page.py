"""The settings page of the file, written: label in the first column, values beside it."""

from decimal import Decimal
from typing import Any

from khoi.sheets.excel import layout
from khoi.sheets.excel.looks import Looks
from khoi.sheets.rules import ClassRule, SheetSpec, TieBy
from khoi.sheets.rules.words import AWAY_NAMES, TIE_NAMES

#: Lines offered of each list, so that there is room to go on.
ROOM = 6


def write_settings(page: Any, spec: SheetSpec, looks: Looks) -> None:
    """Fill the settings page."""
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 46)
    page.set_column(2, 5, 18)
    page.write_string(0, 0, "Thiết lập của bảng tiêu chí", looks.title)
    row = _facts(page, 2, spec, looks)
    row = _ties(page, row + 1, spec, looks)
    row = _classes(page, row + 1, spec, looks)
    _reasons(page, row + 1, spec, looks)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _facts(page: Any, row: int, spec: SheetSpec, looks: Looks) -> int:
    facts: tuple[tuple[str, Any, Any], ...] = (
        (layout.NAME, spec.name, None),
        (layout.YEAR, str(spec.year), None),  # as text: a year has no thousands
        (layout.TOTAL, spec.total, {"validate": "decimal", "criteria": ">", "value": 0}),
        (layout.PLACES, spec.places, _choice("0", "1", "2", "3")),
        (layout.AWAY, AWAY_NAMES[spec.not_applicable], _choice(*AWAY_NAMES.values())),
        (layout.EXCEED, _yes(spec.bonus_may_exceed_total), _choice(layout.YES, layout.NO)),
        (layout.ILLUSTRATIVE, _yes(spec.illustrative), _choice(layout.YES, layout.NO)),
        (layout.NOTE, spec.note, None),
    )
    for at, (label, value, rule) in enumerate(facts, start=row):
        page.write_string(at, 0, label, looks.bold)
        _write(page, at, 1, value, looks)
        if rule:
            page.data_validation(at, 1, at, 1, rule)
    return row + len(facts)


def _ties(page: Any, row: int, spec: SheetSpec, looks: Looks) -> int:
    _headings(page, row, ("Khi bằng điểm, xét lần lượt", "Theo", "Mã mục"), looks)
    lines = [(TIE_NAMES[tie.by], tie.code if tie.by is TieBy.SECTION else "") for tie in spec.ties]
    for at in range(max(ROOM, len(lines))):
        page.write_string(row + 1 + at, 0, f"{layout.TIE} {at + 1}", looks.bold)
        for column, value in enumerate(lines[at] if at < len(lines) else ("", ""), start=1):
            _write(page, row + 1 + at, column, value, looks)
    last = row + max(ROOM, len(lines))
    page.data_validation(row + 1, 1, last, 1, _choice(*TIE_NAMES.values()))
    return last + 1


def _classes(page: Any, row: int, spec: SheetSpec, looks: Looks) -> int:
    _headings(page, row, ("Xếp loại, từ cao xuống thấp", *layout.CLASS_HEADINGS), looks)
    for at in range(max(ROOM, len(spec.classification))):
        page.write_string(row + 1 + at, 0, f"{layout.CLASS} {at + 1}", looks.bold)
        filled = _class(spec.classification[at]) if at < len(spec.classification) else ("",) * 5
        for column, value in enumerate(filled, start=1):
            _write(page, row + 1 + at, column, value, looks)
    last = row + max(ROOM, len(spec.classification))
    page.data_validation(row + 1, 5, last, 5, _choice(layout.YES, layout.NO))
    return last + 1


def _class(rule: ClassRule) -> tuple[Any, ...]:
    vote = layout.YES if rule.needs_vote else ""
    return rule.label, rule.min_total_percent, rule.min_criterion_percent, rule.quota_percent, vote


def _reasons(page: Any, row: int, spec: SheetSpec, looks: Looks) -> None:
    _headings(page, row, ("Không xét khi", "Lý do"), looks)
    for at in range(max(ROOM, len(spec.not_considered))):
        page.write_string(row + 1 + at, 0, f"{layout.REASON} {at + 1}", looks.bold)
        _write(page, row + 1 + at, 1, spec.not_considered[at] if at < len(spec.not_considered) else "", looks)


def _headings(page: Any, row: int, words: tuple[str, ...], looks: Looks) -> None:
    page.set_row(row, 34)
    for column, word in enumerate(words):
        page.write_string(row, column, word, looks.heading)


def _write(page: Any, row: int, column: int, value: Any, looks: Looks) -> None:
    if isinstance(value, Decimal | int):
        page.write_number(row, column, value, looks.number)
    elif value:
        page.write_string(row, column, value, looks.text)
    else:
        page.write_blank(row, column, None, looks.text)  # framed: here something may be typed


def _yes(flag: bool) -> str:
    return layout.YES if flag else layout.NO


def _choice(*words: str) -> dict[str, Any]:
    return {"validate": "list", "source": list(words), "error_message": "Chọn một giá trị trong danh sách."}
