"""Both worked examples, claimed and appraised, to the last digit."""

import json
from pathlib import Path
from typing import Any

import pytest

from khoi.ranking.rules import (
    as_expected,
)
from khoi.scoring.rules import Card, read_scores
from khoi.sheets.rules import SheetSpec, read_sheet

DATA = Path(__file__).parents[2] / "data"


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((DATA / name).read_text("utf-8"))
    return data


def _example(name: str, sheet: dict[str, Any] | None = None) -> tuple[SheetSpec, list[Card], dict[str, Any]]:
    data = _read(name)
    spec = read_sheet(sheet or data["sheet"])
    return spec, [filed.card for filed in read_scores(data, spec)], data["expected"]


EXAMPLES = {
    "noi-chinh": lambda: _example("worked-example.json", _read("sheet-noichinh-2026.json")),
    "edges": lambda: _example("worked-example-2.json"),
}


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("view", ["claimed", "appraised"])
def test_every_figure_of_the_worked_example_is_met_to_the_last_digit(name: str, view: str) -> None:
    spec, cards, expected = EXAMPLES[name]()
    assert as_expected(spec, cards)[view] == expected[view]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_order_in_which_cards_come_changes_nothing(name: str) -> None:
    spec, cards, expected = EXAMPLES[name]()
    assert as_expected(spec, cards[::-1]) == expected
