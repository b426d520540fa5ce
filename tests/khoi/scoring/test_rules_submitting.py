"""What keeps a card with the agency, row by row."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from khoi.scoring.rules import Inputs, Line, objections_to_submitting
from khoi.sheets.rules import EvidenceRule, Kind, Node, parse_method

NA = Inputs(not_applicable=True)


def leaf(path: str = "I/1", kind: Kind = Kind.BASE, evidence: str = "optional", **method: Any) -> Node:
    spoken = parse_method(method or {"type": "direct"})
    return Node(path, "Tiêu chí", Decimal(10), kind, spoken, EvidenceRule(evidence), path=path)


def typed(points: str, **changes: Any) -> Line:
    number = Decimal(points)
    return Line(**{"leaf": leaf(), "inputs": Inputs(points=number), "points": number, **changes})


FINE = typed("8", leaf=leaf("I/9"))


def messages(line: Line) -> list[str]:
    found = objections_to_submitting([line, FINE])
    assert all(objection.path == line.leaf.path for objection in found)
    return [objection.message for objection in found]


def test_a_complete_card_can_be_submitted() -> None:
    assert objections_to_submitting([FINE, typed("10")]) == []


def test_an_unanswered_row_is_not_scored() -> None:
    assert messages(Line(leaf())) == ["chưa chấm"]


def test_required_evidence_that_is_missing_blocks() -> None:
    required = leaf(evidence="required")
    assert messages(typed("8", leaf=required)) == ["thiếu minh chứng bắt buộc"]
    assert messages(typed("8", leaf=required, evidence_count=1)) == []
    assert messages(typed("8", leaf=replace(required, uploads_off=True))) == []


def test_zero_points_need_a_word_of_why_and_no_file() -> None:
    zero = typed("0", leaf=leaf(evidence="required"))
    assert messages(zero) == ["được 0 điểm thì phải nêu lý do ở ghi chú"]
    assert messages(replace(zero, note="Không phát sinh")) == []


def test_a_relative_row_with_nothing_done_is_a_zero_although_its_points_are_not_known() -> None:
    row = leaf(type="relative")
    nothing = Line(row, Inputs(actual=Decimal(0), target=Decimal(5)))
    assert messages(nothing) == ["được 0 điểm thì phải nêu lý do ở ghi chú"]
    assert messages(replace(nothing, inputs=Inputs(actual=Decimal(1), target=Decimal(5)))) == []


def test_a_row_that_does_not_apply_needs_a_note_and_neither_file_nor_figure() -> None:
    away = Line(leaf(evidence="required"), NA)
    assert messages(away) == ["ghi không áp dụng thì phải nêu lý do ở ghi chú"]
    assert messages(replace(away, note="Không được giao")) == []


def test_a_card_where_nothing_applies_is_refused() -> None:
    bonus = Line(leaf("IV/1", Kind.BONUS, type="bonus", points="1"), Inputs(count=1), Decimal(1))
    found = objections_to_submitting([Line(leaf(), NA, note="x"), Line(leaf("I/2"), NA, note="x"), bonus])
    assert [objection.path for objection in found] == [None]


def test_a_figure_above_the_ceiling_is_named_with_both_numbers() -> None:
    assert messages(typed("10.5")) == ["điểm 10,5 vượt điểm tối đa 10"]


def test_a_step_that_the_sheet_no_longer_has_is_named() -> None:
    row = leaf(type="ladder", steps=[["Tốt", "10"], ["Khá", "8"]])
    assert "không có bậc “Xuất sắc”" in messages(Line(row, Inputs(step="Xuất sắc"), Decimal(0), note="x"))[0]


@pytest.mark.parametrize(
    ("kind", "method", "expected"), [(Kind.BONUS, "bonus", []), (Kind.PENALTY, "penalty", ["chưa chấm"])]
)
def test_a_bonus_may_stay_unclaimed_but_a_penalty_must_be_declared(
    kind: Kind, method: str, expected: list[str]
) -> None:
    row = leaf("V/1", kind, type=method, points="5")
    assert messages(Line(row)) == expected
    assert messages(Line(row, Inputs(count=0), Decimal(0))) == []


def test_lateness_that_nobody_has_entered_yet_blocks_nothing() -> None:
    timely = leaf(type="timeliness", points_per_day="2", filing="registration")
    assert messages(Line(timely, Inputs(), Decimal(0))) == []


def test_a_total_of_zero_can_be_submitted() -> None:
    assert objections_to_submitting([typed("0", note="Không thực hiện")]) == []
