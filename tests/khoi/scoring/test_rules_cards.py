"""A bloc's cards in the two views: the agency's claim, and what the appraisal made of it."""

from decimal import Decimal
from typing import Any

from khoi.scoring.rules import Answer, Card, Inputs, Scored, View, score_bloc, score_card, shown_points
from khoi.sheets.rules import SheetSpec, read_sheet


def sheet(not_applicable: str = "scale") -> SheetSpec:
    rows: list[dict[str, Any]] = [
        {"code": "1", "title": "x", "ceiling": "60", "method": {"type": "relative"}},
        {"code": "2", "title": "x", "ceiling": "40", "method": {"type": "deduct", "points": "10"}},
    ]
    sections = [{"code": "I", "title": "x", "ceiling": "100", "children": rows}]
    return read_sheet(
        {"name": "x", "year": 2026, "total": "100", "not_applicable": not_applicable, "sections": sections}
    )


def figure(actual: int) -> Inputs:
    return Inputs(actual=Decimal(actual), target=Decimal(10))


def relative(view: View, **answers: Answer) -> dict[str, Decimal | None]:
    rows = score_bloc(sheet(), [Card(agency, {"I/1": answer}) for agency, answer in answers.items()], view)
    return {agency: found["I/1"].points for agency, found in rows.items()}


def test_a_corrected_figure_moves_the_points_of_others_in_the_appraised_view_only() -> None:
    answers = {"A": Answer(figure(20), corrected=figure(12)), "B": Answer(figure(11))}
    assert relative(View.CLAIMED, **answers) == {"A": 60, "B": 33}
    assert relative(View.APPRAISED, **answers) == {"A": 60, "B": 45}


def test_appraised_points_replace_a_relative_row_while_its_figure_still_sets_the_best() -> None:
    answers = {"A": Answer(figure(20), appraised=Decimal(5)), "B": Answer(figure(11))}
    assert relative(View.APPRAISED, **answers) == {"A": 5, "B": 33}


def test_an_agency_computes_its_own_card_without_its_relative_rows() -> None:
    card = Card("A", {"I/1": Answer(figure(20)), "I/2": Answer(Inputs(count=1))})
    assert score_card(sheet(), card) == {"I/1": Scored(), "I/2": Scored(Decimal("30.00"))}


def test_a_row_that_does_not_apply_is_shown_full_or_not_at_all() -> None:
    rows = {"I/2": Scored(not_applicable=True)}
    assert shown_points(sheet("full"), rows) == {"I/2": 40}
    assert shown_points(sheet("scale"), rows) == {}


def test_appraised_points_bring_a_row_back_that_was_said_not_to_apply() -> None:
    card = Card("A", {"I/2": Answer(Inputs(not_applicable=True), appraised=Decimal(25))})
    assert score_card(sheet(), card, View.CLAIMED)["I/2"].not_applicable
    assert score_card(sheet(), card, View.APPRAISED)["I/2"] == Scored(Decimal("25.00"))
