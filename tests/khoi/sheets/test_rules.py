"""What a sheet is: read and written exactly, faults with their place, checked before publication, compared by version."""

import copy
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.sheets.rules import (
    METHODS,
    Direct,
    Kind,
    Ladder,
    Percent,
    Timeliness,
    describe_method,
    differences,
    dump_method,
    objections_to_publishing,
    parse_method,
    read_sheet,
    segments,
    warnings_before_publishing,
    write_sheet,
)
from tenants.refusal import Refused

DATA = Path(__file__).parents[2] / "data"
NOI_CHINH: dict[str, Any] = json.loads((DATA / "sheet-noichinh-2026.json").read_text("utf-8"))
EDGES: dict[str, Any] = json.loads((DATA / "worked-example-2.json").read_text("utf-8"))["sheet"]


def changed(change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    data = copy.deepcopy(NOI_CHINH)
    change(data)
    return data


def faults(change: Callable[[dict[str, Any]], Any]) -> list[tuple[str | None, str]]:
    with pytest.raises(Refused) as refused:
        read_sheet(changed(change))
    return [(objection.path, objection.message) for objection in refused.value.objections]


def objections(change: Callable[[dict[str, Any]], Any]) -> list[tuple[str | None, str]]:
    return [(found.path, found.message) for found in objections_to_publishing(read_sheet(changed(change)))]


def first_leaf(data: dict[str, Any]) -> dict[str, Any]:
    leaf: dict[str, Any] = data["sections"][0]["children"][0]["children"][0]
    return leaf


@pytest.mark.parametrize("data", [NOI_CHINH, EDGES], ids=["noi-chinh", "edges"])
def test_a_sheet_comes_out_as_it_went_in(data: dict[str, Any]) -> None:
    spec = read_sheet(data)
    assert write_sheet(spec) == data
    assert read_sheet(write_sheet(spec)) == spec


@pytest.mark.parametrize("data", [NOI_CHINH, EDGES], ids=["noi-chinh", "edges"])
def test_the_known_sheets_can_be_published(data: dict[str, Any]) -> None:
    assert objections_to_publishing(read_sheet(data)) == []


def test_the_sheet_of_the_bloc_is_an_uneven_tree_of_33_criteria() -> None:
    spec = read_sheet(NOI_CHINH)
    assert len(spec.leaves) == 33
    assert {leaf.depth for leaf in spec.leaves} == {2, 3}
    assert spec.leaf_at["IV/4"].kind is Kind.BONUS
    assert spec.leaf_at["III/6/6b"].method == Timeliness(Decimal(2), ("year_report", "scorecard"))
    assert warnings_before_publishing(spec) == []


@pytest.mark.parametrize(
    ("codes", "path"),
    [
        (["1", "2"], ["1", "2"]),
        (["1/a"], ["1∕a"]),
        (["1", "", "x"], ["1", "2", "x"]),
        (["1", "1", "1"], ["1", "1~2", "1~3"]),
        (["2", ""], ["2", "2~2"]),
        (["1", "1", "1~2"], ["1", "1~2", "1~2~2"]),
    ],
)
def test_a_path_never_repeats_though_codes_do(codes: list[str], path: list[str]) -> None:
    assert segments(codes) == path


@given(st.lists(st.text(alphabet="1a~/2 ", max_size=4), max_size=12))
def test_siblings_always_have_different_paths_without_a_slash(codes: list[str]) -> None:
    found = segments(codes)
    assert len(set(found)) == len(codes)
    assert all(part and "/" not in part for part in found)


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        (lambda d: d.update(colour="red"), None, "khóa lạ “colour”"),
        (lambda d: d.pop("name"), "name", "thiếu tên bảng"),
        (lambda d: d.update(total=1000), "total", "tổng điểm phải là số viết dạng chuỗi"),
        (lambda d: d.update(total="1e3"), "total", "“1e3”"),
        (lambda d: d.update(total="١٠٠"), "total", "tổng điểm phải là số"),
        (lambda d: d.update(total="1000.0001"), "total", "3 chữ số thập phân"),
        (lambda d: d.update(total="-5"), "total", "không được âm"),
        (lambda d: d.update(year="2026"), "year", "năm phải là số nguyên"),
        (lambda d: d.update(year=True), "year", "năm phải là số nguyên"),
        (lambda d: d["rounding"].update(places=4), "rounding", "từ 0 đến 3"),
        (lambda d: d["rounding"].update(mode="up"), "rounding", "half_up"),
        (lambda d: d.update(not_applicable="drop"), "not_applicable", "scale, full"),
        (lambda d: d.update(bonus_may_exceed_total="yes"), "bonus_may_exceed_total", "true hoặc false"),
        (lambda d: d["ties"].append({"by": "age"}), "ties[5]", "section, penalty, ballot"),
        (lambda d: d["ties"].append({"by": "ballot", "code": "I"}), "ties[5]", "code chỉ đi với"),
        (lambda d: d["classification"][1].pop("min_total_percent"), "classification[2]", "min_total_percent"),
        (lambda d: d["classification"][0].update(quota="20"), "classification[1]", "khóa lạ “quota”"),
        (lambda d: d["not_considered"].append(""), "not_considered[6]", "không được để trống"),
        (lambda d: d.update(sections=[]), "sections", "chưa có mục nào"),
        (lambda d: d["sections"][1].update(ceiling=None), "II", "thiếu điểm tối đa"),
        (lambda d: first_leaf(d).update(weight="2"), "I/1/1.1", "khóa lạ “weight”"),
        (lambda d: first_leaf(d).update(kind="bonus"), "I/1/1.1", "khóa lạ “kind”"),
        (lambda d: first_leaf(d).pop("method"), "I/1/1.1", "phải có hoặc method"),
        (lambda d: first_leaf(d).update(children=[]), "I/1/1.1", "không cả hai"),
        (lambda d: first_leaf(d).update(evidence="maybe"), "I/1/1.1", "required, optional, none"),
        (lambda d: first_leaf(d)["method"].update(cap="3"), "I/1/1.1", "khóa lạ “method.cap”"),
        (lambda d: first_leaf(d)["method"].update(type="magic"), "I/1/1.1", "method.type"),
        (lambda d: first_leaf(d)["method"].pop("minus_per_percent"), "I/1/1.1", "method.minus_per_percent"),
        (lambda d: first_leaf(d).update(method={"type": "ladder", "steps": ["Tốt"]}), "I/1/1.1", "method.steps[1]"),
        (lambda d: d["sections"][0]["children"].__setitem__(3, "x"), "I/4", "đối tượng"),
    ],
)
def test_a_fault_in_the_file_is_refused_with_its_path(change: Any, path: str | None, words: str) -> None:
    assert any(where == path and words in message for where, message in faults(change))


def test_all_faults_are_named_at_once() -> None:
    def change(data: dict[str, Any]) -> None:
        data["total"] = 1000
        first_leaf(data)["ceiling"] = "abc"
        data["sections"][4]["children"][2]["method"]["points"] = None

    assert [path for path, _ in faults(change)] == ["total", "I/1/1.1", "V/3"]


@pytest.mark.parametrize("data", [None, [], "x", 7, {}, {"sections": [[]]}, {"sections": [{"children": {}}]}])
def test_no_rubbish_crashes_the_reading(data: object) -> None:
    with pytest.raises(Refused):
        read_sheet(data)


def test_a_hostile_depth_is_refused_without_a_crash() -> None:
    node: dict[str, Any] = {"code": "1", "title": "x", "ceiling": "1", "method": {"type": "direct"}}
    for _ in range(5000):
        node = {"code": "1", "title": "x", "ceiling": "1", "children": [node]}
    with pytest.raises(Refused, match="quá sâu"):
        read_sheet(NOI_CHINH | {"sections": [node]})


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
    with pytest.raises(Refused, match="method.points"):
        parse_method({"type": "deduct"})


def test_a_new_version_says_what_happens_to_each_score() -> None:
    def change(data: dict[str, Any]) -> None:
        rows = data["sections"][1]["children"]
        rows[0]["title"] = "Tên mới"
        rows[1]["method"] = {"type": "pass_fail"}
        rows[3]["method"]["points"] = "5"
        rows[3]["ceiling"] = "55"
        rows.append({"code": "7", "title": "Mới", "ceiling": "1", "method": {"type": "direct"}})
        del rows[5]

    changes = differences(read_sheet(NOI_CHINH), read_sheet(changed(change)))
    assert [(c.path, c.facets, c.keeps_inputs) for c in changes.changed] == [
        ("II/1", ("title",), True),
        ("II/2", ("method",), False),
        ("II/4", ("ceiling", "method"), True),
    ]
    assert (changes.added, changes.removed, changes.settings) == (("II/7",), ("II/6",), False)
    assert changes.loses_inputs == ("II/6", "II/2")
    assert len(changes.kept) == 33 - 3 - 1
    assert "phải nhập lại" in str(changes.changed[1])


def test_a_ladder_that_loses_a_step_loses_the_choices_made() -> None:
    ladder = {"type": "ladder", "steps": [["Xuất sắc", "50"], ["Tốt", "40"]]}
    new = changed(lambda data: data["sections"][0]["children"][2]["children"][0].update(method=ladder))
    [change] = differences(read_sheet(NOI_CHINH), read_sheet(new)).changed
    assert isinstance(read_sheet(new).leaf_at["I/3/3.1"].method, Ladder)
    assert not change.keeps_inputs


def test_the_same_sheet_twice_has_no_differences() -> None:
    changes = differences(read_sheet(NOI_CHINH), read_sheet(NOI_CHINH))
    assert not (changes.changed)
    assert not (changes.added)
    assert not (changes.removed)
    assert not (changes.settings)
    assert isinstance(read_sheet(NOI_CHINH).leaf_at["I/4"].method, Direct)
