"""Formulas in the spelling that files keep: English names, commas, dots; rows and columns count from 0."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby

#: How many arguments one SUM is given; Excel's own limit is 255.
ARGUMENTS = 100


@cache
def column_name(column: int) -> str:
    """0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell(row: int, column: int, sheet: str = "") -> str:
    """`D7`, or `'Công an tỉnh'!D7`."""
    name = f"{column_name(column)}{row + 1}"
    return f"{quoted(sheet)}!{name}" if sheet else name


def quoted(sheet: str) -> str:
    """A worksheet's name in a formula: always in quotes, for it may look like a cell, a number or a formula."""
    return "'" + sheet.replace("'", "''") + "'"


def span_of(first: int, last: int, column: int, *, fixed: bool = False) -> str:
    """A stretch of a column: `D7:D14`; `fixed`, wherever it is copied: `$D$7:$D$14`."""
    mark = "$" if fixed else ""
    name = mark + column_name(column) + mark
    return f"{name}{first + 1}:{name}{last + 1}"


def cells(rows: Iterable[int], column: int) -> list[str]:
    """The cells of a column, neighbours joined to stretches."""
    stretches = []
    for _, run in groupby(enumerate(sorted(rows)), key=lambda pair: pair[1] - pair[0]):
        members = [row for _, row in run]
        stretches.append(cell(members[0], column) if len(members) == 1 else span_of(members[0], members[-1], column))
    return stretches


def summed(rows: Iterable[int], column: int, places: int) -> str:
    """The sum of cells of one column, rid of the dust of binary fractions, so that equal sums are equal."""
    parts = cells(rows, column)
    sums = [f"SUM({','.join(parts[start : start + ARGUMENTS])})" for start in range(0, len(parts), ARGUMENTS)]
    return f"=ROUND({'+'.join(sums) or '0'},{places})"


def rank_formula(row: int, first: int, last: int, keys: Sequence[tuple[int, bool]]) -> str:
    """The place of a row among rows first…last: by the first key, equals by the next …; equals in all share it.

    A key is (column, whether more is better)."""
    better, equal = [], ""
    for column, more_is_better in keys:
        stretch, own = span_of(first, last, column, fixed=True), f"{column_name(column)}{row + 1}"
        better.append(f"SUMPRODUCT({equal}({stretch}{'>' if more_is_better else '<'}{own})*1)")
        equal += f"({stretch}={own})*"
    return "=1+" + "+".join(better)
