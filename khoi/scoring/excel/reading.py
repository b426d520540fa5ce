"""A filled file read back: cell by cell, exactly, or refused with the cell's address."""

from decimal import Decimal, InvalidOperation
from io import BytesIO
from json import JSONDecodeError, loads
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook

from khoi.scoring.excel import columns as at
from khoi.scoring.excel.columns import FileRow
from khoi.sheets.rules import written
from tenants import vi
from tenants.refusal import Refused

MOST_ROWS = 1000
NOT_OURS = "Tệp không phải phiếu tự chấm xuất từ phần mềm. Hãy xuất phiếu, điền vào đúng tệp đó rồi nhập lại."


def read_card_file(content: bytes) -> tuple[str, list[FileRow]]:
    """The key of the card the file was made from, and its rows; Refused where it is no such file.

    Formulas count by the value Excel last computed. What cannot be read in a cell stands in the row's `wrong`."""
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError, TypeError) as error:
        raise Refused(NOT_OURS) from error
    try:
        return _read(book)
    finally:
        book.close()


def _read(book: Any) -> tuple[str, list[FileRow]]:
    if at.SHEET not in book.sheetnames:
        raise Refused(NOT_OURS)
    lines = list(book[at.SHEET].iter_rows(max_row=MOST_ROWS, max_col=len(at.HEADS), values_only=True))
    if len(lines) < at.HEAD_ROW or lines[at.HEAD_ROW - 1][0] != at.HEADS[at.CODE]:
        raise Refused(NOT_OURS)
    key = str(lines[0][_index(at.BASE)] or "")
    rows = [
        _row(number, line) for number, line in enumerate(lines, 1) if number > at.HEAD_ROW and line[_index(at.MARK)]
    ]
    return key, rows


def _row(number: int, line: tuple[Any, ...]) -> FileRow:
    wrong: dict[str, str] = {}
    base = _base(line[_index(at.BASE)])
    names = [name for name in base.get("typed", {}) if name != "not_applicable"]
    typed = {}
    for name in names:
        column = at.TARGET if name == "target" else at.VALUE
        typed[name] = _text(line[_index(column)], column, wrong)
    off = _text(line[_index(at.OFF)], at.OFF, wrong)
    if off:
        typed["not_applicable"] = "1"
    return FileRow(
        line=number, mark=str(line[_index(at.MARK)]), version=_whole(line[_index(at.VERSION)]), typed=typed,
        note=_text(line[_index(at.NOTE)], at.NOTE, wrong), base=base.get("typed"), base_note=base.get("note", ""),
        wrong=wrong,
    )  # fmt: skip


def _base(value: Any) -> dict[str, Any]:
    try:
        base = loads(str(value))
    except JSONDecodeError:
        raise Refused(NOT_OURS) from None
    if not isinstance(base, dict) or not isinstance(base.get("typed"), dict):
        raise Refused(NOT_OURS)
    return base


def _text(value: Any, column: str, wrong: dict[str, str]) -> str:
    """A cell as a person would have typed it; numbers exactly, or not at all."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int | float):
        return _number(value, column, wrong)
    if not isinstance(value, str):
        wrong[column] = "phải là số hoặc chữ, không phải ngày giờ"
        return str(value)
    return vi.nfc(value).strip()


def _number(value: float, column: str, wrong: dict[str, str]) -> str:
    try:
        exact = Decimal(repr(value))
        if exact != exact.quantize(Decimal("0.001")):
            wrong[column] = f"{vi.number(exact)} có quá 3 chữ số thập phân"
    except InvalidOperation:
        wrong[column] = f"{value} không phải số dùng được"
        return str(value)
    return written(exact).replace(".", ",")


def _whole(value: Any) -> int:
    return int(value) if isinstance(value, int | float) else 0


def _index(column: str) -> int:
    return ord(column) - ord("A")
