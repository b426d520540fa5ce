"""Reading machine text (JSON) without guessing: every fault is collected with its place, none stops the reading."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from tenants.refusal import Objection

# Twelve digits before the point keep every sum of thousandths inside a 64-bit integer.
NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,3})?")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
LONGEST_TEXT = 2000

Choice = TypeVar("Choice", bound=StrEnum)


class Reading:
    """One pass over a file: typed questions with harmless answers where the file is wrong, and the list of faults."""

    def __init__(self) -> None:
        self.problems: list[Objection] = []

    def fields(self, where: str | None, what: str, data: object, keys: Collection[str]) -> Mapping[str, Any]:
        """The object itself, unknown keys objected to; empty where there is no object."""
        if not isinstance(data, dict):
            self.object_to(where, f"{what or 'nội dung'} phải là một đối tượng {{…}}")
            return {}
        for key in data:
            if key not in keys:
                name = f"{what}.{key}" if what else str(key)
                self.object_to(where, f"khóa lạ “{name}”; chỉ nhận: {', '.join(keys) or 'không khóa nào'}")
        return data

    def items(self, where: str | None, what: str, data: object) -> list[Any]:
        if isinstance(data, list):
            return data
        self.object_to(where, f"{what} phải là một danh sách […]")
        return []

    def text(self, where: str | None, what: str, data: object, *, blank: bool = False) -> str:
        """A text in NFC, spaces kept: a sheet comes out of the portal as it went in."""
        if not isinstance(data, str):
            self.object_to(where, f"thiếu {what}" if data is None else f"{what} phải là chữ")
            return ""
        clean = unicodedata.normalize("NFC", data)
        if not clean.strip() and not blank:
            self.object_to(where, f"{what} không được để trống")
        if len(clean) > LONGEST_TEXT or CONTROL.search(clean):
            self.object_to(where, f"{what} quá dài hoặc có ký tự điều khiển")
        return clean

    def number(self, where: str | None, what: str, data: object) -> Decimal:
        """A number ≥ 0 written as a string with at most three decimals."""
        if not isinstance(data, str) or not NUMBER.fullmatch(data):
            self.object_to(where, f"thiếu {what}" if data is None else _not_a_number(what, data))
            return Decimal(0)
        if data.startswith("-"):
            self.object_to(where, f"{what} không được âm: “{data}”")
            return Decimal(0)
        return plain(Decimal(data))

    def whole(self, where: str | None, what: str, data: object, least: int, most: int) -> int:
        if isinstance(data, bool) or not isinstance(data, int) or not least <= data <= most:
            self.object_to(where, f"{what} phải là số nguyên từ {least} đến {most}")
            return least
        return data

    def flag(self, where: str | None, what: str, data: object) -> bool:
        if not isinstance(data, bool):
            self.object_to(where, f"{what} phải là true hoặc false")
        return data is True

    def choice(self, where: str | None, what: str, data: object, choices: type[Choice]) -> Choice:
        names = [choice.value for choice in choices]
        if data not in names:
            self.object_to(where, f"{what} phải là một trong: {', '.join(names)}")
            return next(iter(choices))
        return choices(data)

    def object_to(self, where: str | None, message: str) -> None:
        self.problems.append(Objection(where, message))


def plain(number: Decimal) -> Decimal:
    """The one way a number is kept: 100, not 1E+2 and not 100.000."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def _not_a_number(what: str, data: object) -> str:
    kind = f"“{data}”" if isinstance(data, str) else "giá trị không đặt trong dấu nháy"
    return f'{what} phải là số viết dạng chuỗi, nhiều nhất 3 chữ số thập phân, ví dụ "12.5"; đang là {kind}'
