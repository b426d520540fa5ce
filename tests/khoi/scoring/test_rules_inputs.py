"""What an agency may enter on a row, from machine text and from the keyboard."""

from decimal import Decimal
from typing import Any

import pytest

from khoi.scoring.rules import NOTHING, Inputs, is_answered, read_inputs, write_inputs
from khoi.sheets.rules import Kind, parse_method
from tenants.refusal import Refused

LADDER = {"type": "ladder", "steps": [["Tốt", "8"], ["Khá", "6"]]}
PERCENT = {"type": "percent", "minus_per_percent": "1"}
PER_ITEM = {"type": "per_item", "points": "2"}
TIMELY = {"type": "timeliness", "points_per_day": "2", "filing": "registration"}


@pytest.mark.parametrize(
    ("method", "data", "inputs"),
    [
        ({"type": "direct"}, {"points": "8.5"}, Inputs(points=Decimal("8.5"))),
        ({"type": "pass_fail"}, {"met": False}, Inputs(met=False)),
        (PER_ITEM, {"count": "3"}, Inputs(count=3)),
        (LADDER, {"step": "Khá"}, Inputs(step="Khá")),
        (PERCENT, {"actual": "47", "target": "48"}, Inputs(actual=Decimal(47), target=Decimal(48))),
        ({"type": "relative"}, {"actual": "5", "target": None}, Inputs(actual=Decimal(5), no_target=True)),
        (TIMELY, {"days_late": "0"}, Inputs(days_late=0)),
        (PER_ITEM, {"not_applicable": True}, Inputs(not_applicable=True)),
        (PER_ITEM, {}, NOTHING),
    ],
)
def test_figures_are_read_and_written_back(method: Any, data: Any, inputs: Inputs) -> None:
    assert read_inputs(parse_method(method), Decimal(10), data) == inputs
    assert write_inputs(inputs) == data


@pytest.mark.parametrize(
    ("method", "data", "words"),
    [
        ({"type": "direct"}, {"points": "10.001"}, "điểm 10,001 vượt điểm tối đa 10"),
        ({"type": "direct"}, {"points": "-1"}, "không được âm"),
        ({"type": "direct"}, {"points": 8.5}, "dạng chuỗi"),
        ({"type": "direct"}, {"points": "NaN"}, "phải là số"),
        ({"type": "direct"}, {"points": "1e3"}, "phải là số"),
        ({"type": "direct"}, {"points": "８"}, "phải là số"),
        ({"type": "direct"}, {"points": "8,5"}, "phải là số"),
        ({"type": "direct"}, {"count": "1"}, "khóa lạ “inputs.count”; chỉ nhận: points, not_applicable"),
        (PER_ITEM, {"count": "1.5"}, "phải là số nguyên"),
        (PER_ITEM, {"count": "1000001"}, "quá lớn"),
        (LADDER, {"step": "Kém"}, "không có bậc “Kém”; chọn một trong: Tốt, Khá"),
        (PERCENT, {"actual": "1", "target": "0"}, "chỉ tiêu giao phải lớn hơn 0"),
        (PERCENT, {"actual": "1", "target": None}, "không được bỏ trống"),
        ({"type": "pass_fail"}, {"met": "true"}, "true hoặc false"),
        ({"type": "direct"}, "8", "đối tượng"),
    ],
)
def test_a_wrong_figure_is_refused_in_words(method: Any, data: Any, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read_inputs(parse_method(method), Decimal(10), data)
    assert words in str(refused.value)


@pytest.mark.parametrize("kind", [Kind.BONUS, Kind.PENALTY])
def test_bonus_and_penalty_rows_always_apply(kind: Kind) -> None:
    with pytest.raises(Refused, match="không áp dụng"):
        read_inputs(parse_method({"type": "pass_fail"}), Decimal(5), {"not_applicable": True}, kind)


def test_a_row_is_answered_when_all_it_asks_for_is_there() -> None:
    percent, relative, timely = map(parse_method, (PERCENT, {"type": "relative"}, TIMELY))
    half = Inputs(actual=Decimal(5))
    assert not is_answered(percent, half)
    assert not is_answered(relative, half)
    assert is_answered(relative, Inputs(actual=Decimal(5), no_target=True))
    assert is_answered(percent, Inputs(not_applicable=True))
    assert is_answered(timely, NOTHING)
