"""What keeps a sheet from being published, and what is only unusual."""

from collections.abc import Callable
from typing import Any

import pytest

from khoi.sheets.rules import (
    objections_to_publishing,
    read_sheet,
    warnings_before_publishing,
)
from tests.khoi.sheets.known_sheets import EDGES, NOI_CHINH, changed, first_leaf


def objections(change: Callable[[dict[str, Any]], Any]) -> list[tuple[str | None, str]]:
    return [(found.path, found.message) for found in objections_to_publishing(read_sheet(changed(change)))]


@pytest.mark.parametrize("data", [NOI_CHINH, EDGES], ids=["noi-chinh", "edges"])
def test_the_known_sheets_can_be_published(data: dict[str, Any]) -> None:
    assert objections_to_publishing(read_sheet(data)) == []


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        (
            lambda d: d["sections"][0].update(ceiling="590"),
            "I",
            "điểm tối đa của mục I là 590, các tiêu chí cộng lại 600",
        ),
        (lambda d: d.update(total="900"), "total", "tổng điểm của bảng là 900, các mục cộng lại 1.000"),
        (lambda d: first_leaf(d).update(ceiling="0"), "I/1/1.1", "lớn hơn 0"),
        (lambda d: first_leaf(d).update(ceiling="99.999"), "I/1/1.1", "2 chữ số thập phân"),
        (lambda d: first_leaf(d).update(uploads_off=True), "I/1/1.1", "không cho tải tệp"),
        (lambda d: first_leaf(d)["method"].update(floor_percent="101"), "I/1/1.1", "mức sàn"),
        (lambda d: first_leaf(d).update(method={"type": "per_item", "points": "0"}), "I/1/1.1", "lớn hơn 0"),
        (lambda d: first_leaf(d).update(method={"type": "penalty", "points": "1"}), "I/1/1.1", "mục điểm trừ"),
        (lambda d: first_leaf(d).update(method={"type": "bonus", "points": "1"}), "I/1/1.1", "mục điểm thưởng"),
        (
            lambda d: first_leaf(d).update(method={"type": "ladder", "steps": [["A", "101"], ["A", "1"]]}),
            "I/1/1.1",
            "vượt",
        ),
        (
            lambda d: first_leaf(d).update(method={"type": "ladder", "steps": [["A", "1"], ["A", "2"]]}),
            "I/1/1.1",
            "cùng tên",
        ),
        (
            lambda d: first_leaf(d).update(method={"type": "timeliness", "points_per_day": "1", "filing": []}),
            "I/1/1.1",
            "ngày chậm",
        ),
        (lambda d: d["sections"][4]["children"][0].update(method={"type": "direct"}), "V/1", "phải có điểm tối đa"),
        (lambda d: d["sections"][3].update(ceiling="0"), "IV", "mục điểm thưởng phải có điểm tối đa"),
        (lambda d: d["ties"][0].update(code="IX"), "ties[1]", "không có mục “IX”"),
        (lambda d: d["ties"].append({"by": "penalty"}), "ties[5]", "đã có ở trên"),
        (lambda d: d["classification"].reverse(), "classification[2]", "xếp từ cao xuống thấp"),
        (lambda d: d["classification"][1].update(label="Xuất sắc"), "classification[2]", "đã có ở trên"),
    ],
)
def test_a_sheet_that_does_not_add_up_cannot_be_published(change: Any, path: str, words: str) -> None:
    assert any(where == path and words in message for where, message in objections(change))


def test_a_bonus_section_may_hold_rows_that_sum_to_more_than_it_gives() -> None:
    assert objections(lambda data: data["sections"][3]["children"][0].update(ceiling="45")) == []


def test_more_than_four_levels_cannot_be_published() -> None:
    def change(data: dict[str, Any]) -> None:
        leaf = first_leaf(data)
        inner = {"code": "a", "title": "a", "ceiling": "100", "method": {"type": "direct"}}
        leaf.pop("method"), leaf.pop("evidence")
        leaf["children"] = [{"code": "a", "title": "a", "ceiling": "100", "children": [inner]}]

    assert objections(change) == [("I/1/1.1/a/a", "bảng nhiều nhất 4 cấp")]


def test_unusual_sizes_and_years_left_from_an_older_sheet_are_only_warnings() -> None:
    def change(data: dict[str, Any]) -> None:
        first_leaf(data)["title"] = "Nhiệm vụ năm 2025"

    spec = read_sheet(changed(change))
    assert objections_to_publishing(spec) == []
    assert [warning.path for warning in warnings_before_publishing(spec)] == ["I/1/1.1"]
    few = read_sheet(NOI_CHINH | {"sections": NOI_CHINH["sections"][1:2], "total": "200"})
    assert "6 tiêu chí" in warnings_before_publishing(few)[0].message
