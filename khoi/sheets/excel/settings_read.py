"""The settings page, read: labels in the first column say what the row is about, wherever it stands."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from khoi.sheets.excel import layout
from khoi.sheets.excel.cells import Page
from khoi.sheets.rules import NotApplicable, TieBy
from tenants.vi import fold


@dataclass(frozen=True)
class Settings:
    """The settings as the JSON format writes them, and the cell behind each of their paths."""

    data: dict[str, Any]
    cells: dict[str, str]


def read_settings(page: Page) -> Settings:
    """The settings; their faults are gathered on the page."""
    rows = {fold(str(page.cell(row, 0))): row for row in range(1, len(page.rows) + 1) if page.cell(row, 0) is not None}
    data, cells = _facts(page, rows)
    for key, (label, read) in LISTS.items():
        data[key] = []
        for row in _numbered(rows, label):
            if (item := read(page, row)) is not None:
                data[key].append(item)
                cells[f"{key}[{len(data[key])}]"] = page.named(row, 1)
    return Settings(data, cells)


def _facts(page: Page, rows: dict[str, int]) -> tuple[dict[str, Any], dict[str, str]]:
    def row(label: str) -> int:
        found = rows.get(fold(label), 0)
        if not found and label in (layout.NAME, layout.YEAR, layout.TOTAL):
            page.object_to(len(page.rows) or 1, 0, f"thiếu dòng “{label}”")
        return found

    name, year, total, places = (row(label) for label in (layout.NAME, layout.YEAR, layout.TOTAL, layout.PLACES))
    title = page.words(name, 1)
    if name and not title:
        page.object_to(name, 1, "thiếu tên bảng tiêu chí")
    data: dict[str, Any] = {
        "name": title or "-",
        "year": _whole(page, year, "năm", 2000, 2100),
        "total": page.number(total, 1, "tổng điểm", needed=bool(total)) or "0",
        "rounding": {"places": _whole(page, places, "số chữ số thập phân", 0, 3) if places else 2, "mode": "half_up"},
        "not_applicable": page.choice(row(layout.AWAY), 1, "cách xử lý", layout.AWAY_OF, NotApplicable.SCALE).value,
        "bonus_may_exceed_total": page.choice(row(layout.EXCEED), 1, "ô này", layout.FLAGS, False),
    }
    if page.choice(row(layout.ILLUSTRATIVE), 1, "ô này", layout.FLAGS, False):
        data["illustrative"] = True
    if note := page.words(row(layout.NOTE), 1):
        data["note"] = note
    cells = {"name": name, "year": year, "total": total, "rounding": places}
    return data, {key: page.named(at, 1) for key, at in cells.items() if at}


def _whole(page: Page, row: int, what: str, least: int, most: int) -> int:
    text = page.words(row, 1)
    if not (text.isascii() and text.isdigit() and least <= int(text[:6]) <= most):
        if row:
            page.object_to(row, 1, f"{what} phải là số nguyên từ {least} đến {most}")
        return least
    return int(text)


def _numbered(rows: dict[str, int], label: str) -> list[int]:
    """The rows “label 1”, “label 2”… in the order of the page."""
    start = fold(label) + " "
    return sorted(row for word, row in rows.items() if word.startswith(start) and word[len(start) :].strip().isdigit())


def _tie(page: Page, row: int) -> dict[str, str] | None:
    if page.cell(row, 1) is None:
        return None
    by = page.choice(row, 1, "cách phân định", layout.TIE_OF, TieBy.BALLOT)
    code = page.words(row, 2)
    if by is TieBy.SECTION:
        if not code:
            page.object_to(row, 2, "thiếu mã mục")
        return {"by": by.value, "code": code or "-"}
    if code:
        page.object_to(row, 2, "mã mục chỉ ghi khi xét theo điểm của mục")
    return {"by": by.value}


def _class(page: Page, row: int) -> dict[str, Any] | None:
    if all(page.cell(row, column) is None for column in range(1, 6)):
        return None
    label = page.words(row, 1)
    if not label:
        page.object_to(row, 1, "thiếu tên xếp loại")
    data: dict[str, Any] = {
        "label": label or "-",
        "min_total_percent": page.number(row, 2, "tỷ lệ tổng điểm", needed=True) or "0",
    }
    for column, key, what in SHARES:
        if (value := page.number(row, column, what)) is not None:
            data[key] = value
    return data | ({"needs_vote": True} if page.choice(row, 5, "ô này", layout.FLAGS, False) else {})


def _reason(page: Page, row: int) -> str | None:
    return page.words(row, 1) or None


SHARES = ((3, "min_criterion_percent", "tỷ lệ mỗi tiêu chí"), (4, "quota_percent", "tỷ lệ số đơn vị"))
LISTS: dict[str, tuple[str, Callable[[Page, int], Any]]] = {
    "ties": (layout.TIE, _tie),
    "classification": (layout.CLASS, _class),
    "not_considered": (layout.REASON, _reason),
}
