"""From places to proposals, in order or with a reason."""

from hypothesis import given
from hypothesis import strategies as st

from khoi.awards.rules import Place, RuleKind, RuleSpec, limit_of, passed_over, suggested

TITLES = ("CTĐCP", "CTĐT", "BKT")
FIVE = [Place(1, 1), Place(2, 2), Place(3, 2), Place(4, 4), Place(5, 5)]
PLACES = st.lists(st.integers(0, 1), max_size=10).map(
    lambda steps: [Place(n + 1, 1 + sum(steps[: n + 1])) for n in range(len(steps))]
)


def test_the_order_is_left_by_whoever_comes_before_one_that_is_neither_proposed_nor_withdrawn():
    assert passed_over(FIVE, 1, "CTĐT", TITLES, {}, {}) == []
    assert passed_over(FIVE, 4, "CTĐT", TITLES, {1: ["CTĐCP"], 2: ["BKT"]}, {3: ["CTĐT"]}) == [2]
    assert passed_over(FIVE, 3, "CTĐT", TITLES, {1: ["CTĐT"]}, {}) == []


def test_who_has_no_place_passes_over_everybody():
    assert passed_over(FIVE, 9, "BKT", TITLES, {1: ["CTĐT"]}, {}) == [2, 3, 4, 5]


@given(PLACES)
def test_in_the_order_of_the_places_nobody_is_ever_passed_over(places):
    proposed = {}
    for place in places:
        assert passed_over(places, place.agency, "CTĐT", TITLES, proposed, {}) == []
        proposed[place.agency] = ["CTĐT"]


@given(PLACES, st.lists(st.integers(0, 4), min_size=3, max_size=3))
def test_what_is_suggested_keeps_the_order_and_the_limits(places, numbers):
    limits = list(zip(TITLES, numbers, strict=True))
    found = suggested(places, limits, {}, {})
    proposed = {}
    for agency, title in found:
        proposed.setdefault(agency, []).append(title)
    assert all(len(codes) == 1 for codes in proposed.values())
    for title, limit in limits:
        assert sum(each == title for _, each in found) <= limit
    ranks = {place.agency: place.rank for place in places}
    done = {}
    for agency, title in found:
        assert [
            each for each in passed_over(places, agency, title, TITLES, done, {}) if ranks[each] < ranks[agency]
        ] == []
        done.setdefault(agency, []).append(title)


def test_equals_are_taken_together_or_not_at_all():
    assert suggested(FIVE, [("CTĐT", 2), ("BKT", 2)], {}, {}) == [(1, "CTĐT"), (2, "BKT"), (3, "BKT")]


def test_what_is_proposed_or_withdrawn_already_stays_as_it_is():
    assert suggested(FIVE, [("CTĐT", 1), ("BKT", 1)], {1: ["CTĐT"]}, {2: ["BKT"], 3: ["BKT"]}) == [(4, "BKT")]


def test_the_limit_is_the_smallest_that_any_rule_gives():
    quota, count = RuleSpec(RuleKind.QUOTA, number=20), RuleSpec(RuleKind.COUNT, number=3)
    assert limit_of([quota, count], 8) == 1
    assert limit_of([count], 8) == 3
    assert limit_of([RuleSpec(RuleKind.CLEAN)], 8) is None
