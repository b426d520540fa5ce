"""The appraiser's word: a difference has its reason, points stay in range."""

from decimal import Decimal
from typing import Any

import pytest

from khoi.scoring.rules import (
    UNTOUCHED,
    Inputs,
    Verdict,
    objections_to_appraising,
    row_settled,
)
from khoi.sheets.rules import Kind, Node, parse_method

EIGHT = Inputs(points=Decimal(8))


def leaf(ceiling: str = "10", kind: Kind = Kind.BASE, **method: Any) -> Node:
    return Node("1", "x", Decimal(ceiling), kind, parse_method(method or {"type": "direct"}), path="I/1")


def messages(verdict: Verdict, row: Node | None = None, claimed: Inputs = EIGHT) -> list[str]:
    points = claimed.points
    return [found.message for found in objections_to_appraising(row or leaf(), claimed, points, verdict)]


def test_accepting_needs_no_word() -> None:
    assert messages(Verdict(accepted=True)) == []


def test_the_same_points_need_no_reason_and_other_points_do() -> None:
    assert messages(Verdict(points=Decimal("8.00"))) == []
    assert messages(Verdict(points=Decimal(7))) == ["khác với tự chấm thì phải nêu lý do"]
    assert messages(Verdict(points=Decimal(9), reason="  ")) == ["khác với tự chấm thì phải nêu lý do"]
    assert messages(Verdict(points=Decimal(7), reason="Thiếu minh chứng")) == []


def test_corrected_figures_need_a_reason() -> None:
    assert messages(Verdict(corrected=Inputs(points=Decimal(6)))) == ["khác với tự chấm thì phải nêu lý do"]
    assert messages(Verdict(corrected=EIGHT)) == []


@pytest.mark.parametrize("points", ["0", "5"])
def test_points_on_a_row_said_not_to_apply_need_a_reason(points: str) -> None:
    away = Inputs(not_applicable=True)
    assert messages(Verdict(points=Decimal(points)), claimed=away) == ["khác với tự chấm thì phải nêu lý do"]


def test_points_on_an_unanswered_row_need_a_reason() -> None:
    assert messages(Verdict(points=Decimal(0)), claimed=Inputs()) == ["khác với tự chấm thì phải nêu lý do"]


@pytest.mark.parametrize(
    ("row", "points", "words"),
    [
        (leaf(), "10.01", "vượt điểm tối đa 10"),
        (leaf(), "-1", "không được âm"),
        (leaf(), "1.0005", "3 chữ số thập phân"),
        (leaf("8", Kind.BONUS, type="bonus", points="2"), "9", "vượt điểm tối đa 8"),
        (leaf("0", Kind.PENALTY, type="penalty", points="5", max_points="20"), "21", "vượt điểm tối đa 20"),
    ],
)
def test_points_out_of_range_are_refused(row: Node, points: str, words: str) -> None:
    assert words in messages(Verdict(points=Decimal(points), reason="x"), row)[0]


def test_a_penalty_without_a_cap_takes_any_points() -> None:
    row = leaf("0", Kind.PENALTY, type="penalty", points="5")
    assert messages(Verdict(points=Decimal(500), reason="x"), row) == []


def test_corrected_figures_must_answer_the_method() -> None:
    row = leaf(type="percent", minus_per_percent="1")
    verdict = Verdict(corrected=Inputs(actual=Decimal(1), target=Decimal(0)), reason="x")
    assert messages(verdict, row) == ["chỉ tiêu giao phải lớn hơn 0"]


def test_a_row_is_settled_once_something_final_was_said() -> None:
    said = [UNTOUCHED, Verdict(accepted=True), Verdict(points=Decimal(3), reason="x"), Verdict(corrected=EIGHT)]
    assert [row_settled(verdict) for verdict in said] == [False, True, True, True]
