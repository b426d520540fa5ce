"""A sheet comes out as it went in; a fault is refused with its place; a path never repeats."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.sheets.rules import (
    Kind,
    Timeliness,
    read_sheet,
    segments,
    warnings_before_publishing,
    write_sheet,
)
from tenants.refusal import Refused
from tests.khoi.sheets.known_sheets import EDGES, NOI_CHINH, changed, first_leaf


def faults(change: Callable[[dict[str, Any]], Any]) -> list[tuple[str | None, str]]:
    with pytest.raises(Refused) as refused:
        read_sheet(changed(change))
    return [(objection.path, objection.message) for objection in refused.value.objections]


@pytest.mark.parametrize("data", [NOI_CHINH, EDGES], ids=["noi-chinh", "edges"])
def test_a_sheet_comes_out_as_it_went_in(data: dict[str, Any]) -> None:
    spec = read_sheet(data)
    assert write_sheet(spec) == data
    assert read_sheet(write_sheet(spec)) == spec


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
