"""Names of worksheets that Excel takes: short, without its own signs, no two alike."""

import re
from collections.abc import Iterable

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
#: Excel keeps this name for itself.
RESERVED = {"history"}


def sheet_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """The names, made valid and unique (capitals do not count as a difference), in the same order."""
    used = {name.casefold() for name in taken} | RESERVED
    names = []
    for text in wanted:
        name = _unique(_valid(text), used)
        used.add(name.casefold())
        names.append(name)
    return names


def _valid(text: str) -> str:
    bare = " ".join(_FORBIDDEN.sub(" ", text).split()).strip("' ")
    return _cut(bare, LONGEST) or "Trang"


def _unique(name: str, used: set[str]) -> str:
    number, candidate = 2, name
    while candidate.casefold() in used:
        ending = f" ({number})"
        candidate = _cut(name, LONGEST - len(ending)) + ending
        number += 1
    return candidate


def _cut(text: str, units: int) -> str:
    """The text in at most so many UTF-16 units, as Excel counts; no sign is cut in two."""
    while len(text.encode("utf-16-le")) // 2 > units:
        text = text[:-1]
    return text.strip("' ")
