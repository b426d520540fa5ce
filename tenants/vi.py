"""Vietnamese text, numbers and dates (for now only folding; the rest follows)."""

import unicodedata
from typing import Any


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    plain = text.replace("đ", "d").replace("Đ", "D")
    return "".join(sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign)).casefold()


def vi_key(text: str) -> Any:
    return fold(text)


def number(value: Any, places: int | None = None) -> str:
    return str(value)


points = date = date_time = size = long_date = number
