"""Figures of a report: read, summed, held against each other, added over the members."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.reports.rules import (
    CrossCheck,
    FigureType,
    Indicator,
    checked,
    computed,
    read_figure,
    shown,
    summed,
)
from tenants.refusal import Refused

D = Decimal

GROUPS, PEOPLE = Indicator("1", "Tập thể"), Indicator("2", "Cá nhân")
TOTAL = Indicator("3", "Tổng số", formula="1 + 2")
DONE = Indicator("4", "Nhiệm vụ hoàn thành")
SHARE = Indicator("5", "Tỷ lệ tập thể", "%", FigureType.PERCENT, formula="1 / 3")
SCORE = Indicator("6", "Chỉ số", type=FigureType.POINTS)
TYPED_SHARE = Indicator("7", "Tỷ lệ hài lòng", "%", FigureType.PERCENT)
ALL = (GROUPS, PEOPLE, TOTAL, DONE, SHARE, SCORE, TYPED_SHARE)


@pytest.mark.parametrize(
    ("indicator", "typed", "value"),
    [
        (GROUPS, "12", D(12)),
        (GROUPS, "1.234", D(1234)),
        (GROUPS, "  ", None),
        (GROUPS, "0", D(0)),
        (SCORE, "87,25", D("87.25")),
        (TYPED_SHARE, "99,5", D("99.5")),
        (TYPED_SHARE, "100", D(100)),
    ],
)
def test_a_figure_is_read_as_people_type_it(indicator, typed, value):
    assert read_figure(indicator, typed) == value


@pytest.mark.parametrize(
    ("indicator", "typed"),
    [
        (GROUPS, "mười hai"),
        (GROUPS, "1,5"),
        (GROUPS, "-3"),
        (GROUPS, "12 tập thể"),
        (TYPED_SHARE, "100,1"),
        (TYPED_SHARE, "-1"),
        (SCORE, "9999999999999"),
        (SCORE, "1e3"),
    ],
)
def test_what_is_no_such_figure_is_refused_in_words(indicator, typed):
    with pytest.raises(Refused) as refused:
        read_figure(indicator, typed)
    assert refused.value.message


def test_a_sum_is_computed_from_its_parts():
    assert computed(ALL, {"1": D(3), "2": D(14)})["3"] == 17


def test_a_sum_of_which_nothing_is_typed_is_not_zero():
    assert computed(ALL, {})["3"] is None


def test_a_sum_shows_what_is_typed_so_far():
    assert computed(ALL, {"2": D(14)})["3"] == 14


def test_a_share_rests_on_a_computed_sum_and_is_rounded_half_up():
    assert computed(ALL, {"1": D(1), "2": D(7)})["5"] == D("12.50")
    assert computed(ALL, {"1": D(2), "2": D(1)})["5"] == D("66.67")


def test_a_share_of_nothing_is_no_figure():
    assert computed(ALL, {"1": D(0), "2": D(0)})["5"] is None


def test_what_somebody_typed_for_a_computed_figure_does_not_count():
    assert computed(ALL, {"1": D(1), "2": D(1), "3": D(99)})["3"] == 2


CHECK = CrossCheck("1 + 2", "4")


@pytest.mark.parametrize(("done", "agrees"), [(D(17), True), (D(16), False), (None, False)])
def test_a_cross_check_says_whether_both_sides_agree(done, agrees):
    (found,) = checked(ALL, [CHECK], {"1": D(3), "2": D(14), "4": done})
    assert (found.agrees, found.left, found.right) == (agrees, 17, done)
    assert found.words == "Tập thể (1) + Cá nhân (2) = Nhiệm vụ hoàn thành (4)"


def test_a_cross_check_of_an_empty_report_says_nothing_yet():
    assert next(checked(ALL, [CHECK], {})).agrees is None


@pytest.mark.parametrize(("left", "agrees"), [(D(3), True), (D(4), True), (D(5), False)])
def test_the_left_may_be_no_larger_than_the_right(left, agrees):
    (found,) = checked(ALL, [CrossCheck("1", "2", "<=")], {"1": left, "2": D(4)})
    assert found.agrees is agrees
    assert "≤" in found.words


def test_the_blocs_sums_add_the_members_and_apply_the_formulas_to_the_sums():
    sums = summed(ALL, [{"1": D(1), "2": D(9), "5": D(10)}, {"1": D(4), "2": D(6), "5": D(40)}, {}])
    assert sums == {"1": 5, "2": 15, "3": 20, "4": None, "5": D("25.00"), "6": None, "7": None}


def test_typed_percents_are_not_added_over_the_members():
    assert summed(ALL, [{"7": D(90)}, {"7": D(80)}])["7"] is None


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=14))
def test_what_agrees_in_every_member_agrees_in_the_bloc(pairs):
    members = [computed(ALL, {"1": D(a), "2": D(b), "4": D(a + b)}) for a, b in pairs]
    sums = summed(ALL, members)
    assert sums["3"] == sum(member["3"] for member in members)
    assert next(checked(ALL, [CHECK], sums)).agrees


@pytest.mark.parametrize(
    ("indicator", "value", "words"), [(GROUPS, D(1234), "1.234"), (SHARE, D("12.50"), "12,5 %"), (SCORE, None, "")]
)
def test_figures_are_shown_as_they_are_printed(indicator, value, words):
    assert shown(indicator, value) == words
