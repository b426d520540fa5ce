"""What if: each case is the whole table computed anew; the smallest change is the smallest."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from khoi.ranking.rules import placed, standings
from khoi.ranking.rules.what_if import Moved, accepted_each, flips, other_tie_orders, sandbox, without_each
from khoi.scoring.rules import Answer, Card, Inputs
from khoi.sheets.rules import SheetSpec
from tests.khoi.ranking.small_bloc import card, ranks, small_sheet

POINTS = st.integers(0, 40)


def box_of(spec: SheetSpec, *cards: Card, votes: Any = ()) -> Any:
    return sandbox(spec, standings(spec, cards, decided=votes), votes)


def lowered(one: Card, path: str, points: str) -> Card:
    answer = replace(one.answers[path], appraised=Decimal(points), reason="Thiếu")
    return replace(one, answers={**one.answers, path: answer})


def test_a_claim_that_is_taken_after_all_gives_its_points_and_moves_who_it_moves() -> None:
    spec = small_sheet()
    box = box_of(spec, card("X", "30", "20"), lowered(card("Y", "35", "20"), "A/1", "25"), card("Z", "10"))
    [one] = accepted_each(box)
    assert (one.agency, one.path, one.found, one.claimed) == ("Y", "A/1", 25, 35)
    assert one.moved == (Moved("X", 1, 2), Moved("Y", 2, 1))


RELATIVE = {
    "code": "A", "title": "A", "ceiling": "60",
    "children": [{"code": "1", "title": "So sánh", "ceiling": "60", "method": {"type": "relative"}}],
}  # fmt: skip


def test_a_compared_row_taken_as_claimed_moves_the_points_of_the_others_too() -> None:
    spec = small_sheet(sections=[RELATIVE, *_others()], total="100")
    far, near, own = (Inputs(actual=Decimal(n), target=Decimal(10)) for n in (20, 11, 12))
    first = Card("X", {"A/1": Answer(own)})
    box = box_of(spec, first, Card("Y", {"A/1": Answer(far, corrected=near)}))
    assert ranks(list(box.base)) == {"X": 1, "Y": 2}
    [one] = accepted_each(box)
    assert one.claimed == 60
    taken = standings(spec, [first, Card("Y", {"A/1": Answer(far)})])
    assert ranks(taken) == {moved.agency: moved.after for moved in one.moved}


def _others() -> list[dict[str, Any]]:
    leaf = {"code": "1", "title": "B1", "ceiling": "40", "method": {"type": "direct"}}
    return [{"code": "B", "title": "B", "ceiling": "40", "children": [leaf]}]


def test_another_order_of_the_tie_rules_is_told_where_it_moves_somebody() -> None:
    box = box_of(small_sheet(), card("X", "20", "32", faults=2), card("Y", "30", "20"))  # equal totals: Y by section A
    assert other_tie_orders(box) == []  # fewer penalty points speak for Y as well
    box = box_of(small_sheet(), card("X", "31", "22", faults=3), card("Y", "30", "20"))
    assert {ties[0].by.value for ties, _ in other_tie_orders(box)} == {"penalty", "ballot"}


def test_a_criterion_is_named_without_which_the_places_are_others() -> None:
    box = box_of(small_sheet(), card("X", "40", "10"), card("Y", "20", "25"))
    assert [(leaf.path, moved) for leaf, moved in without_each(box)] == [("A/1", (Moved("X", 1, 2), Moved("Y", 2, 1)))]


def test_the_smallest_change_is_the_distance_and_a_hundredth_where_the_tie_rule_is_against_it() -> None:
    box = box_of(small_sheet(), card("X", "30", "22"), card("Y", "30", "20"))
    upper, lower = box.ranked
    changes = {(flip.agency, flip.path): flip.change for flip in flips(box, upper, lower)}
    assert changes["Y", "A/1"] == Decimal("2.00")  # equal totals, and more in section A: first
    assert changes["Y", "B/1"] == Decimal("2.01")
    assert changes["X", "A/1"] == Decimal("-2.00")
    assert changes["X", "T/1"] == Decimal("2.00")  # two points of penalty more, and then also by the tie rule


def test_a_row_without_room_cannot_turn_places_round() -> None:
    box = box_of(small_sheet(), card("X", "40", "40"), card("Y", "40", "5"))
    upper, lower = box.ranked
    assert ("Y", "A/1") not in {(flip.agency, flip.path) for flip in flips(box, upper, lower)}


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 3)), min_size=2, max_size=5))
def test_every_flip_turns_the_two_round_and_a_hundredth_less_does_not(figures: list[tuple[int, int, int]]) -> None:
    spec = small_sheet()
    cards = [card(f"D{n}", str(a), str(b), faults) for n, (a, b, faults) in enumerate(figures)]
    box = box_of(spec, *cards)
    upper, lower = box.ranked[:2]

    def turned(agency: str, path: str, change: Decimal) -> bool:
        pair = [one.card for one in (upper, lower)]
        case = [_with(one, path, change, box) if one.agency == agency else one for one in pair]
        found = ranks(standings(spec, case))
        return (found[lower.agency] or 0) < (found[upper.agency] or 0)

    for flip in flips(box, upper, lower):
        step = Decimal("0.01") if flip.change > 0 else Decimal("-0.01")
        assert turned(flip.agency, flip.path, flip.change)
        assert not turned(flip.agency, flip.path, flip.change - step)


@settings(max_examples=60)
@given(st.lists(st.tuples(POINTS, POINTS, st.integers(0, 3), st.booleans()), min_size=2, max_size=5))
def test_each_case_is_what_the_whole_table_computed_anew_would_say(figures: list[tuple[int, int, int, bool]]) -> None:
    spec = small_sheet()
    cards = [card(f"D{n}", str(a), str(b), faults) for n, (a, b, faults, _) in enumerate(figures)]
    away = Answer(Inputs(not_applicable=True))
    cards = [
        replace(one, answers={**one.answers, "A/2": away} if figures[n][3] else one.answers)
        for n, one in enumerate(cards)
    ]
    box = box_of(spec, *cards)
    told = {leaf.path: moved for leaf, moved in without_each(box)}
    before = ranks(list(box.base))
    for leaf in spec.leaves:
        bare = [replace(one, answers={p: a for p, a in one.answers.items() if p != leaf.path}) for one in cards]
        after = ranks(standings(spec, bare))
        expected = {agency: rank for agency, rank in after.items() if rank != before[agency]}
        assert {moved.agency: moved.after for moved in told.get(leaf.path, ())} == expected


def _with(one: Card, path: str, change: Decimal, box: Any) -> Card:
    standing = next(each for each in box.base if each.agency == one.agency)
    now = standing.rows.get(path)
    points = (now.points if now and now.points else Decimal(0)) + change
    answer = replace(one.answers.get(path, Answer()), appraised=points, reason="x")
    return replace(one, answers={**one.answers, path: answer})


def test_the_sandbox_has_the_places_of_the_table() -> None:
    spec = small_sheet()
    found = standings(spec, [card("X", "30"), card("Y", "20"), card("Z", "9", not_considered="Không đăng ký")])
    assert ranks(list(sandbox(spec, found, ()).base)) == ranks(found) == ranks(placed(spec, found, ()))
