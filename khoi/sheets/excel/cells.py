"""One cell of a page: its text, its number, its choice, each fault under the cell's own name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeVar

from khoi.sheets.rules import written
from tenants.refusal import Objection, Refused
from tenants.vi import fold, nfc, read_decimal

Choice = TypeVar("Choice")
LARGEST = Decimal(10**9)


def letter(column: int) -> str:
    """The column's name: 0 is A, 26 is AA."""
    name = ""
    while column >= 0:
        name = chr(ord("A") + column % 26) + name
        column = column // 26 - 1
    return name


@dataclass
class Page:
    """A page being read: its cells by row (from 1) and column (from 0), and the faults found so far."""

    name: str
    rows: list[tuple[Any, ...]]
    #: Of the first page a cell is “ô C14”, of another “ô B3 trang Thiết lập”.
    is_main: bool
    faults: list[Objection] = field(default_factory=list)

    def cell(self, row: int, column: int | None) -> Any:
        """What stands there; None for an empty cell and for a column that is not there."""
        if column is None or not 0 < row <= len(self.rows) or column >= len(self.rows[row - 1]):
            return None
        value = self.rows[row - 1][column]
        return None if isinstance(value, str) and not value.strip() else value

    def named(self, row: int, column: int | None) -> str:
        place = f"ô {letter(column)}{row}" if column is not None else f"dòng {row}"
        return place if self.is_main else f"{place} trang {self.name}"

    def object_to(self, row: int, column: int | None, message: str) -> None:
        self.faults.append(Objection(self.named(row, column), message))

    def words(self, row: int, column: int | None) -> str:
        """Text without the spaces around it; a number typed as text (“1.1”, “2026”) keeps its look."""
        value = self.cell(row, column)
        if value is None:
            return ""
        if isinstance(value, datetime | date | time):
            self.object_to(row, column, "Excel đã đổi nội dung thành ngày giờ; đặt ô là Văn bản (Text) rồi gõ lại")
            return ""
        if isinstance(value, bool):
            return "Có" if value else "Không"
        return format(value, ".15g") if isinstance(value, int | float) else nfc(str(value)).strip().replace("\r", "")

    def number(self, row: int, column: int | None, what: str, *, needed: bool = False) -> str | None:
        """A number ≥ 0 as files write it, or None for an empty cell."""
        value = self.cell(row, column)
        if value is None:
            if needed:
                self.object_to(row, column, f"thiếu {what}")
            return None
        try:
            return written(self._exact(value))
        except Refused as refused:
            self.object_to(row, column, f"{what}: {refused.message}")
            return None

    def _exact(self, value: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise Refused("phải là số, ví dụ 8,5.")
        # Fifteen digits are what a spreadsheet shows of a number; what follows is the machine's own.
        number = read_decimal(value) if isinstance(value, str) else _plain(value)
        if number < 0:
            raise Refused("không được âm.")
        return number

    def choice(self, row: int, column: int | None, what: str, choices: Mapping[str, Choice], default: Choice) -> Choice:
        """One of the words of a list, whatever its case and spacing; `default` for an empty cell."""
        typed = self.words(row, column)
        if not typed:
            return default
        known = {_key(word): value for word, value in choices.items()}
        if _key(typed) not in known:
            self.object_to(row, column, f"{what} “{typed[:60]}” không có trong danh sách: {'; '.join(choices)}")
            return default
        return known[_key(typed)]


def _plain(value: float) -> Decimal:
    number = Decimal(format(value, ".15g")) if abs(value) < LARGEST else Decimal("NaN")
    if not number.is_finite():
        raise Refused("số quá lớn.")
    if -int(number.normalize().as_tuple().exponent) > 3:
        raise Refused("nhiều nhất 3 chữ số sau dấu phẩy.")
    return number


def _key(word: str) -> str:
    return " ".join(fold(word).split())
