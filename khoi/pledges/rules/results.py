"""Results against targets, at half-year and at year end. Pure."""

import json
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

#: The period and how it is called; each period's report has its own dates, which show when results are wanted.
PERIODS = {"half_year": "6 tháng đầu năm", "full_year": "Cả năm"}
REPORT_OF = {"half_year": "half_year_report", "full_year": "year_report"}


@dataclass(frozen=True, slots=True)
class Result:
    """What was reached of one target, by its key: the figure where there is one, and words."""

    key: str
    figure: Decimal | None = None
    words: str = ""

    @property
    def is_empty(self) -> bool:
        return self.figure is None and not self.words


def percent_of(reached: Decimal | None, wanted: Decimal | None) -> Decimal | None:
    """100 · reached / wanted, rounded half up to two places; none where one of them is missing or the target is 0."""
    if reached is None or not wanted:
        return None
    # Whole thousandths of both sides: the division is the only step that rounds, and it rounds once.
    top, bottom = int(reached * 1000) * 10_000, int(wanted * 1000)
    return Decimal((2 * top + bottom) // (2 * bottom)).scaleb(-2)


def write_results(results: tuple[Result, ...]) -> str:
    """As JSON, in the order of the targets."""
    rows = [asdict(row) | {"figure": _text(row.figure)} for row in results]
    return json.dumps(rows, ensure_ascii=False, sort_keys=True)


def read_results(text: str) -> dict[str, Result]:
    """What `write_results` wrote, by key."""
    rows: list[dict[str, Any]] = json.loads(text)
    found = [
        Result(row["key"], None if row["figure"] is None else Decimal(row["figure"]), row["words"]) for row in rows
    ]
    return {row.key: row for row in found}


def _text(figure: Decimal | None) -> str | None:
    return None if figure is None else format(figure.quantize(Decimal("0.001"), ROUND_HALF_UP).normalize(), "f")
