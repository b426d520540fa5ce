"""Places: ties, ballots, not considered, what decides, the check-list before publication."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.ranking.rules import (
    CONSIDERED,
    CardState,
    Decided,
    DecidedKind,
    neighbours,
    objections_to_publishing,
    standings,
    warnings_before_publishing,
    what_decides,
)
from khoi.scoring.rules import Stage, View
from khoi.sheets.rules import Tie, TieBy
from tests.khoi.ranking.small_bloc import VOTED, card, ranks, small_sheet


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


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.AT_HEAD, Stage.RETURNED])
def test_the_check_list_says_of_a_card_with_its_agency_only_that_it_is_being_written(stage: Stage) -> None:
    [objection] = objections_to_publishing([CardState("A", "Đơn vị A", stage)])
    assert objection.message == "Đơn vị A: phiếu chấm đang soạn, chưa thẩm định xong"


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
