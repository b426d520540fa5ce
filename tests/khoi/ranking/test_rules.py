"""Places: both worked examples to the last digit, ties, classes, quotas, what decides, the check-list."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.ranking.rules import (
    CONSIDERED,
    CardState,
    Decided,
    DecidedKind,
    Standing,
    as_expected,
    neighbours,
    objections_to_publishing,
    standings,
    warnings_before_publishing,
    what_decides,
)
from khoi.scoring.rules import Answer, Card, Inputs, Stage, View, read_scores
from khoi.sheets.rules import SheetSpec, Tie, TieBy, read_sheet

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


# A sheet of two sections, a bonus and a penalty, on which agencies differ by what a test says.


def small_sheet(**changes: Any) -> SheetSpec:
    def leaf(code: str, ceiling: str, method: dict[str, Any] | None = None) -> dict[str, Any]:
        return {"code": code, "title": f"Tiêu chí {code}", "ceiling": ceiling, "method": method or {"type": "direct"}}

    data = {
        "name": "Bảng nhỏ",
        "year": 2026,
        "total": "100",
        "rounding": {"places": 2, "mode": "half_up"},
        "not_applicable": "scale",
        "bonus_may_exceed_total": True,
        "ties": [{"by": "section", "code": "A"}, {"by": "penalty"}, {"by": "ballot"}],
        "sections": [
            {"code": "A", "title": "A", "ceiling": "60", "children": [leaf("1", "40"), leaf("2", "20")]},
            {"code": "B", "title": "B", "ceiling": "40", "children": [leaf("1", "40")]},
            {
                "code": "T",
                "title": "T",
                "ceiling": "0",
                "kind": "penalty",
                "children": [leaf("1", "0", {"type": "penalty", "points": "1"})],
            },
        ],
        **changes,
    }
    return read_sheet(data)


def card(agency: str, a: str = "0", b: str = "0", faults: int = 0, **changes: Any) -> Card:
    answers = {
        "A/1": Answer(Inputs(points=Decimal(a))),
        "B/1": Answer(Inputs(points=Decimal(b))),
        "T/1": Answer(Inputs(count=faults)),
    }
    return Card(agency, answers, **changes)


def ranks(found: list[Standing]) -> dict[str, int | None]:
    return {standing.agency: standing.rank for standing in found}


def test_equal_totals_go_by_the_section_named_first() -> None:
    found = standings(small_sheet(), [card("X", "20", "30"), card("Y", "30", "20")])
    assert ranks(found) == {"Y": 1, "X": 2}


def test_equal_totals_and_sections_go_by_fewer_penalty_points() -> None:
    found = standings(small_sheet(), [card("X", "30", "22", faults=2), card("Y", "30", "20")])
    assert ranks(found) == {"Y": 1, "X": 2}


def test_agencies_that_no_rule_tells_apart_share_the_place_and_the_next_one_is_skipped() -> None:
    found = standings(small_sheet(), [card("W", "40"), card("X", "30"), card("Y", "30"), card("Z", "10")])
    assert ranks(found) == {"W": 1, "X": 2, "Y": 2, "Z": 4}
    assert [standing.shared for standing in found] == [False, True, True, False]


def test_a_recorded_ballot_tells_equals_apart() -> None:
    votes = [Decided(DecidedKind.TIE, "Y", "1", "BB 05"), Decided(DecidedKind.TIE, "X", "2", "BB 05")]
    assert ranks(standings(small_sheet(), [card("X", "30"), card("Y", "30")], decided=votes)) == {"Y": 1, "X": 2}


def test_a_ballot_counts_for_nothing_where_the_sheet_has_no_ballot() -> None:
    spec = small_sheet(ties=[{"by": "penalty"}])
    votes = [Decided(DecidedKind.TIE, "Y", "1")]
    assert ranks(standings(spec, [card("X", "30"), card("Y", "30")], decided=votes)) == {"X": 1, "Y": 1}


def test_who_is_not_considered_has_points_but_no_place_and_takes_none_from_others() -> None:
    found = standings(small_sheet(), [card("X", "40", "40", not_considered="Không đăng ký"), card("Y", "10")])
    assert ranks(found) == {"Y": 1, "X": None}
    assert found[1].total == Decimal("80.00")


def test_a_vote_on_consideration_goes_before_the_card() -> None:
    votes = [Decided(DecidedKind.CONSIDERATION, "X", CONSIDERED), Decided(DecidedKind.CONSIDERATION, "Y", "Kỷ luật")]
    found = standings(small_sheet(), [card("X", "9", not_considered="?"), card("Y", "10")], decided=votes)
    assert ranks(found) == {"X": 1, "Y": None}


VOTED = [
    {"label": "Xuất sắc", "min_total_percent": "50", "quota_percent": "50", "needs_vote": True},
    {"label": "Tốt", "min_total_percent": "20"},
]


def classes(found: list[Standing]) -> dict[str, tuple[str | None, str | None]]:
    return {standing.agency: (standing.class_label, standing.pending_class) for standing in found}


def test_a_class_that_needs_a_vote_waits_for_it_within_the_quota() -> None:
    spec = small_sheet(classification=VOTED)
    found = standings(spec, [card("X", "40", "40"), card("Y", "40", "30"), card("Z", "40", "20"), card("W", "1")])
    waiting = ("Tốt", "Xuất sắc")
    assert classes(found) == {"X": waiting, "Y": waiting, "Z": ("Tốt", None), "W": (None, None)}


def test_a_granted_vote_gives_the_class_and_a_refused_one_passes_the_room_on() -> None:
    spec = small_sheet(classification=VOTED)
    votes = [Decided(DecidedKind.CLASS, "X", "Xuất sắc"), Decided(DecidedKind.CLASS_REFUSED, "Y", "Xuất sắc")]
    cards = [card("X", "40", "40"), card("Y", "40", "30"), card("Z", "40", "20"), card("W", "1")]
    found = classes(standings(spec, cards, decided=votes))
    assert found == {"X": ("Xuất sắc", None), "Y": ("Tốt", None), "Z": ("Tốt", "Xuất sắc"), "W": (None, None)}


def test_a_vote_gives_no_class_whose_thresholds_are_missed() -> None:
    spec = small_sheet(classification=VOTED)
    votes = [Decided(DecidedKind.CLASS, "X", "Xuất sắc")]
    assert classes(standings(spec, [card("X", "30")], decided=votes)) == {"X": ("Tốt", None)}


def test_a_quota_leaves_room_for_at_least_one() -> None:
    spec = small_sheet(classification=[{"label": "Giỏi", "min_total_percent": "1", "quota_percent": "1"}])
    found = classes(standings(spec, [card("X", "2"), card("Y", "3")]))
    assert found == {"Y": ("Giỏi", None), "X": (None, None)}


def test_equals_that_overflow_a_quota_are_not_split_by_chance() -> None:
    rules = [
        {"label": "Giỏi", "min_total_percent": "1", "quota_percent": "50"},
        {"label": "Khá", "min_total_percent": "0"},
    ]
    found = standings(small_sheet(classification=rules), [card("X", "9"), card("Y", "9"), card("Z", "9")])
    assert classes(found) == dict.fromkeys("XYZ", ("Khá", None))


def test_an_unanswered_criterion_misses_the_criterion_threshold_but_one_that_does_not_apply_does_not() -> None:
    rules = [{"label": "Giỏi", "min_total_percent": "0", "min_criterion_percent": "50"}]
    spec = small_sheet(classification=rules)
    away = {"A/1": Answer(Inputs(points=Decimal(40))), "B/1": Answer(Inputs(points=Decimal(40)))}
    found = standings(spec, [Card("X", away), Card("Y", away | {"A/2": Answer(Inputs(not_applicable=True))})])
    assert classes(found) == {"Y": ("Giỏi", None), "X": (None, None)}


def test_the_gap_between_neighbours_is_told_by_its_largest_criteria_first() -> None:
    spec = small_sheet()
    upper, lower = standings(spec, [card("X", "35", "20", faults=1), card("Y", "30", "22")])
    decides = what_decides(spec, upper, lower)
    assert decides.gap == 2
    assert [(gap.path, gap.points) for gap in decides.criteria] == [("A/1", 5), ("B/1", -2), ("T/1", -1)]
    assert decides.rest == 0


def test_a_tie_rule_is_named_where_there_is_no_gap() -> None:
    spec = small_sheet()
    upper, lower = standings(spec, [card("X", "20", "30"), card("Y", "30", "20")])
    assert what_decides(spec, upper, lower).tie == Tie(TieBy.SECTION, "A")


def test_a_shared_place_is_said_to_be_decided_by_nothing() -> None:
    spec = small_sheet()
    [decides] = neighbours(spec, standings(spec, [card("X", "30"), card("Y", "30")]))
    assert decides.shared
    assert decides.tie is None


def test_publication_waits_for_cards_reasons_and_the_current_sheet() -> None:
    states = [
        CardState("A", "Đơn vị A", Stage.APPRAISED),
        CardState("B", "Đơn vị B", Stage.UNDER_APPRAISAL),
        CardState("C", "Đơn vị C", None),
        CardState("D", "Đơn vị D", None, considered=False),
        CardState("E", "Đơn vị E", Stage.ADOPTED, unexplained=("I/1",)),
        CardState("F", "Đơn vị F", Stage.APPRAISED, on_current_sheet=False),
    ]
    assert [objection.path for objection in objections_to_publishing(states)] == ["B", "C", "E", "F"]


def test_shared_places_and_awaited_votes_are_warnings() -> None:
    spec = small_sheet(classification=VOTED)
    found = standings(spec, [card("X", "40", "40"), card("Y", "40", "40"), card("Z", "1")])
    messages = [warning.message for warning in warnings_before_publishing(spec, found)]
    assert messages[0].startswith("đồng hạng 1: X, Y")
    assert sum("chờ biểu quyết" in message for message in messages) == 2


scores = st.decimals(min_value=0, max_value=40, places=2)


@given(st.lists(st.tuples(scores, scores, st.integers(0, 5), st.booleans()), min_size=1, max_size=12))
def test_ranks_are_one_more_than_the_number_of_better_ones(rows: list[tuple[Decimal, Decimal, int, bool]]) -> None:
    spec = small_sheet()
    cards = [
        card(str(n), str(a), str(b), faults, not_considered="?" if out else None)
        for n, (a, b, faults, out) in enumerate(rows)
    ]
    keys = {
        str(n): (max(a + b - faults, Decimal(0)), a, -faults) for n, (a, b, faults, out) in enumerate(rows) if not out
    }
    for standing in standings(spec, cards, View.CLAIMED):
        own = keys.get(standing.agency)
        assert standing.rank == (None if own is None else 1 + sum(key > own for key in keys.values()))
