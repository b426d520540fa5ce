"""Numbers as people type and read them: a comma before the decimals, dots between the thousands."""

import re
from decimal import ROUND_HALF_UP, Decimal

from tenants.refusal import Refused

#: Longer than any figure of a bloc; keeps a hostile field from becoming a hostile number.
LONGEST = 24
MOST_PLACES = 3
MINUS = "−"

#: Thousands never begin with 0: `0.125` is no 125, and is refused rather than guessed.
_THOUSANDS = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+"
_WITH_COMMA = re.compile(rf"([-−]?)({_THOUSANDS})(?:,([0-9]+))?")
#: A dot before one or two digits can only be a decimal point; before three it parts the thousands.
_WITH_DOT = re.compile(r"([-−]?)([0-9]+)\.([0-9]{1,2})")
_WHOLE = re.compile(rf"([-−]?)({_THOUSANDS})")


def read_decimal(text: str) -> Decimal:
    """The number a person typed: `8,5`, `8.5`, `1.234,5`; `1.234` is 1234. At most three decimals; the rest is refused.

    The sign is read too: whether a number may be negative, or how large, is for the caller to say."""
    typed = _trimmed(text)
    found = _WITH_COMMA.fullmatch(typed) or _WITH_DOT.fullmatch(typed)
    if found is None:
        raise Refused("Nhập số dạng 8,5 hoặc 1.234,5.")
    sign, whole, decimals = found.groups()
    if decimals and len(decimals) > MOST_PLACES:
        raise Refused(f"Nhập nhiều nhất {MOST_PLACES} chữ số sau dấu phẩy.")
    value = Decimal(whole.replace(".", "") + (f".{decimals}" if decimals else ""))
    return -value if sign and value else value


def read_whole(text: str) -> int:
    """The whole number a person typed: `12`, `1.234`; refused in words when it has decimals or is no number."""
    found = _WHOLE.fullmatch(_trimmed(text))
    if found is None:
        raise Refused("Nhập số nguyên, ví dụ 12 hoặc 1.234.")
    value = int(found[2].replace(".", ""))
    return -value if found[1] else value


def _trimmed(text: str) -> str:
    typed = text.strip()
    if not typed:
        raise Refused("Chưa nhập số.")
    if len(typed) > LONGEST:
        raise Refused(f"Số dài quá {LONGEST} ký tự.")
    return typed


def number(value: Decimal | int | None, places: int | None = None) -> str:
    """`1.234,5`; with `places` exactly so many decimals, rounded half up; without, as many as the value needs."""
    if value is None:
        return ""
    exact = Decimal(value)
    if places is None:
        places = 0 if exact == exact.to_integral_value() else -int(exact.normalize().as_tuple().exponent)
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    shown = f"{abs(rounded):,f}".translate(str.maketrans(",.", ".,"))
    return MINUS + shown if rounded < 0 else shown


def points(value: Decimal | None, places: int = 2) -> str:
    """Points with the sheet's decimals: `87,50`; a dash where there are none yet."""
    return "–" if value is None else number(value, places)


def count(value: int) -> str:
    """A count of things: `1.234`."""
    return number(value, 0)


def size(octets: int) -> str:
    """The size of a file: `320 byte`, `2,4 MB`."""
    if octets < 1024:
        return f"{octets} byte"
    value = Decimal(octets)
    for unit in ("KB", "MB", "GB"):
        value /= 1024
        if value < 1000 or unit == "GB":
            break
    return f"{number(value.quantize(Decimal('0.1'), ROUND_HALF_UP))} {unit}"
