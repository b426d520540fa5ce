"""The cells of a row that say how it is scored, read to the method as the JSON format writes it."""

from typing import Any

from khoi.sheets.excel import layout
from khoi.sheets.excel.cells import Page
from khoi.sheets.excel.layout import Key
from khoi.sheets.rules import written
from khoi.sheets.rules.steps import read_steps
from tenants.refusal import Refused

NONE = {"type": "direct"}
#: Which columns each method reads; a figure in another column would be lost, and is objected to.
READS: dict[str, tuple[Key, ...]] = {
    "direct": (),
    "pass_fail": (),
    "per_item": (Key.POINTS, Key.UNIT),
    "ladder": (Key.STEPS,),
    "percent": (Key.MINUS, Key.FLOOR, Key.WHOLE, Key.UNIT),
    "relative": (Key.UNIT,),
    "deduct": (Key.POINTS, Key.UNIT),
    "timeliness": (Key.POINTS, Key.FILING),
    "bonus": (Key.POINTS, Key.UNIT),
    "penalty": (Key.POINTS, Key.UNIT, Key.MOST),
}
FIGURES = (Key.POINTS, Key.UNIT, Key.MINUS, Key.FLOOR, Key.WHOLE, Key.STEPS, Key.FILING, Key.MOST)


def method_in(page: Page, columns: dict[Key, int], row: int) -> dict[str, Any]:
    """The method of a row; faults go to the page, and a harmless method comes back."""
    if page.cell(row, columns[Key.METHOD]) is None:
        page.object_to(row, columns[Key.METHOD], "thiếu cách chấm")
        return dict(NONE)
    name = page.choice(row, columns[Key.METHOD], "cách chấm", layout.METHOD_OF, "")
    if not name:
        return dict(NONE)
    for key in FIGURES:
        if key not in READS[name] and page.cell(row, columns.get(key)) is not None:
            word = page.words(row, columns[Key.METHOD])
            page.object_to(row, columns[key], f"cách chấm “{word}” không dùng cột này; hãy xóa ô")
    return _read(page, columns, row, name)


def _read(page: Page, columns: dict[Key, int], row: int, name: str) -> dict[str, Any]:
    reads = READS[name]
    data: dict[str, Any] = {"type": name}
    if Key.POINTS in reads:
        key = "points_per_day" if name == "timeliness" else "points"
        data[key] = page.number(row, columns.get(Key.POINTS), "điểm mỗi lần", needed=True) or "1"
    if Key.UNIT in reads and (unit := page.words(row, columns.get(Key.UNIT))):
        data["unit"] = unit
    match name:
        case "percent":
            data |= _percent(page, columns, row)
        case "ladder":
            data["steps"] = _steps(page, columns, row)
        case "timeliness":
            data["filing"] = _filings(page, columns, row)
        case "penalty" if (most := page.number(row, columns.get(Key.MOST), "trừ nhiều nhất")) is not None:
            data["max_points"] = most
    return data


def _percent(page: Page, columns: dict[Key, int], row: int) -> dict[str, Any]:
    data: dict[str, Any] = {
        "minus_per_percent": page.number(row, columns.get(Key.MINUS), "trừ mỗi 1 %", needed=True) or "1",
        "floor_percent": page.number(row, columns.get(Key.FLOOR), "mức sàn") or "0",
    }
    whole = page.choice(row, columns.get(Key.WHOLE), "chỉ trừ % tròn", layout.FLAGS, False)
    return data | ({"whole_percent": True} if whole else {})


def _steps(page: Page, columns: dict[Key, int], row: int) -> list[list[str]]:
    try:
        return [[name, written(points)] for name, points in read_steps(page.words(row, columns.get(Key.STEPS)))]
    except Refused as refused:
        for message in [found.message for found in refused.objections] or [refused.message]:
            page.object_to(row, columns.get(Key.STEPS), message)
        return []


def _filings(page: Page, columns: dict[Key, int], row: int) -> list[str] | str:
    names = [part.strip() for part in page.words(row, columns.get(Key.FILING)).split(";") if part.strip()]
    if not names:
        page.object_to(row, columns.get(Key.FILING), "thiếu hồ sơ tính chậm")
    keys = [layout.FILING_OF.get(name, name) for name in names]
    return keys[0] if len(keys) == 1 else keys
