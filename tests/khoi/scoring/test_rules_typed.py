"""What a person types, with commas; a fault names its field."""

from decimal import Decimal
from typing import Any

import pytest

from khoi.scoring.rules import NOTHING, Inputs, inputs_from_typed
from khoi.sheets.rules import parse_method
from tenants.refusal import Refused

TEN = Decimal(10)
PERCENT = {"type": "percent", "minus_per_percent": "1"}
PER_ITEM = {"type": "per_item", "points": "2"}


@pytest.mark.parametrize(
    ("method", "typed", "inputs"),
    [
        ({"type": "direct"}, {"points": "8,5"}, Inputs(points=Decimal("8.5"))),
        ({"type": "direct"}, {"points": " 8.5 "}, Inputs(points=Decimal("8.5"))),
        ({"type": "direct"}, {"points": ""}, NOTHING),
        ({"type": "direct"}, {}, NOTHING),
        (PERCENT, {"actual": "1.234,5", "target": "1.500"}, Inputs(actual=Decimal("1234.5"), target=Decimal(1500))),
        (PER_ITEM, {"count": "3"}, Inputs(count=3)),
        ({"type": "pass_fail"}, {"met": "Đạt"}, Inputs(met=True)),
        ({"type": "pass_fail"}, {"met": "0"}, Inputs(met=False)),
        ({"type": "ladder", "steps": [["Tốt", "8"]]}, {"step": "Tốt"}, Inputs(step="Tốt")),
        (PER_ITEM, {"not_applicable": "on"}, Inputs(not_applicable=True)),
    ],
)
def test_typed_figures_are_read_as_vietnamese_numbers(method: Any, typed: dict[str, str], inputs: Inputs) -> None:
    assert inputs_from_typed(parse_method(method), TEN, typed) == inputs


@pytest.mark.parametrize(
    ("method", "typed", "field"),
    [
        ({"type": "direct"}, {"points": "1.234"}, None),
        ({"type": "direct"}, {"points": "NaN"}, "points"),
        ({"type": "direct"}, {"points": "1e3"}, "points"),
        ({"type": "direct"}, {"points": "١"}, "points"),
        ({"type": "direct"}, {"points": "８"}, "points"),
        ({"type": "direct"}, {"points": "-1"}, "points"),
        (PER_ITEM, {"count": "1,5"}, "count"),
        (PERCENT, {"actual": "x", "target": "5"}, "actual"),
        (PERCENT, {"actual": "5", "target": "0"}, "target"),
        ({"type": "pass_fail"}, {"met": "có lẽ"}, "met"),
    ],
)
def test_a_wrong_figure_is_refused_by_field(method: Any, typed: dict[str, str], field: str | None) -> None:
    with pytest.raises(Refused) as refused:
        inputs_from_typed(parse_method(method), TEN, typed)
    assert refused.value.field == field
    assert refused.value.objections


def test_the_lead_alone_says_that_a_row_has_no_target() -> None:
    relative = parse_method({"type": "relative"})
    typed = {"actual": "5", "target": "7"}
    assert inputs_from_typed(relative, TEN, typed, no_target=True) == Inputs(actual=Decimal(5), no_target=True)
    assert inputs_from_typed(parse_method(PERCENT), TEN, typed, no_target=True).target == 7
