"""The ten methods in files and in Vietnamese."""

from decimal import Decimal
from typing import Any

import pytest

from khoi.sheets.rules import (
    METHODS,
    Percent,
    describe_method,
    dump_method,
    parse_method,
)
from tenants.refusal import Refused

EVERY_METHOD: list[tuple[dict[str, Any], str, str]] = [
    ({"type": "direct"}, "50", "Tự nhập điểm, từ 0 đến 50"),
    ({"type": "pass_fail"}, "20", "Đạt được 20 điểm; không đạt 0 điểm"),
    ({"type": "per_item", "points": "2.5", "unit": "văn bản"}, "20", "Mỗi văn bản được 2,5 điểm, tối đa 20"),
    ({"type": "ladder", "steps": [["Tốt", "10"], ["Khá", "8"]]}, "10", "Theo bậc: Tốt 10; Khá 8"),
    (
        {"type": "percent", "minus_per_percent": "2", "floor_percent": "0"},
        "100",
        "Đạt 100 % được tối đa; cứ giảm 1 % trừ 2 điểm",
    ),
    (
        {"type": "percent", "minus_per_percent": "2", "floor_percent": "50", "whole_percent": True, "unit": "việc"},
        "100",
        "Đạt 100 % được tối đa; cứ giảm đủ 1 % trừ 2 điểm; dưới 50 % không có điểm",
    ),
    ({"type": "relative", "unit": "chỉ tiêu"}, "60", "So với đơn vị tốt nhất trong Khối về chỉ tiêu"),
    ({"type": "deduct", "points": "4", "unit": "nhiệm vụ quá hạn"}, "80", "Mỗi nhiệm vụ quá hạn trừ 4 điểm"),
    (
        {"type": "timeliness", "points_per_day": "2", "filing": ["year_report", "scorecard"]},
        "20",
        "Mỗi ngày nộp chậm (báo cáo tổng kết năm, phiếu tự chấm điểm) trừ 2 điểm",
    ),
    ({"type": "bonus", "points": "10"}, "20", "Mỗi kết quả thưởng 10 điểm, tối đa 20"),
    ({"type": "penalty", "points": "5", "unit": "lần"}, "0", "Mỗi lần trừ 5 điểm"),
    ({"type": "penalty", "points": "5", "max_points": "1200"}, "0", "trừ 5 điểm, nhiều nhất 1.200"),
]


@pytest.mark.parametrize(("data", "ceiling", "words"), EVERY_METHOD)
def test_each_method_is_read_written_and_said_in_vietnamese(data: dict[str, Any], ceiling: str, words: str) -> None:
    method = parse_method(data)
    assert dump_method(method) == data
    assert words in describe_method(method, Decimal(ceiling))


def test_the_table_above_knows_all_ten_methods() -> None:
    assert {data["type"] for data, _, _ in EVERY_METHOD} == set(METHODS)


def test_parameters_are_optional_only_where_a_default_is_harmless() -> None:
    assert parse_method({"type": "percent", "minus_per_percent": "1"}) == Percent(Decimal(1), Decimal(0))
    with pytest.raises(Refused, match=r"method\.points"):
        parse_method({"type": "deduct"})
