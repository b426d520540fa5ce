"""Points that depend on the whole bloc, against the rule worked out by hand and by fractions."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from khoi.scoring.rules import Figure, Inputs, relative_points

SIXTY = Decimal(60)


def with_target(actual: str, target: str, considered: bool = True) -> Figure:
    return Figure(Inputs(actual=Decimal(actual), target=Decimal(target)), considered)


def without_target(actual: str, considered: bool = True) -> Figure:
    return Figure(Inputs(actual=Decimal(actual), no_target=True), considered)


def test_the_best_gets_all_who_meets_the_target_half_and_the_rest_in_between() -> None:
    figures = {
        "A": with_target("12", "10"),
        "B": with_target("13", "12"),
        "C": with_target("8", "8"),
        "D": with_target("4", "8"),
    }
    assert {key: str(value) for key, value in relative_points(SIXTY, figures, 2).items()} == {
        "A": "60.00",
        "B": "42.50",
        "C": "30.00",
        "D": "15.00",
    }


def test_nobody_passes_half_where_nobody_passes_the_target() -> None:
    assert relative_points(SIXTY, {"A": with_target("5", "5"), "B": with_target("4", "5")}, 2) == {"A": 30, "B": 24}


def test_those_without_a_target_are_compared_among_themselves() -> None:
    figures = {"A": without_target("5"), "B": without_target("2"), "C": with_target("100", "1")}
    assert relative_points(SIXTY, figures, 2) == {"A": 60, "B": 24, "C": 60}


def test_nothing_done_by_all_without_a_target_gives_nothing() -> None:
    assert relative_points(SIXTY, {"A": without_target("0"), "B": without_target("0")}, 2) == {"A": 0, "B": 0}


def test_who_is_not_considered_sets_no_best_but_its_own_and_keeps_at_most_the_ceiling() -> None:
    figures = {
        "A": with_target("12", "10"),
        "B": with_target("11", "10"),
        "X": with_target("30", "10", considered=False),
    }
    assert relative_points(SIXTY, figures, 2) == {"A": 60, "B": 45, "X": 60}
    alone = {"A": without_target("4"), "X": without_target("9", considered=False), "Y": without_target("2", False)}
    assert relative_points(SIXTY, alone, 2) == {"A": 60, "X": 60, "Y": 30}


def test_who_entered_no_figure_or_does_not_take_part_is_left_out() -> None:
    figures = {
        "A": Figure(Inputs(target=Decimal(5))),
        "B": Figure(Inputs(actual=Decimal(5))),
        "C": Figure(Inputs(actual=Decimal(50), target=Decimal(5), not_applicable=True)),
        "D": with_target("6", "5"),
    }
    assert relative_points(SIXTY, figures, 2) == {"D": 60}


numbers = st.integers(0, 500).map(lambda n: Decimal(n) / 10)
members = st.lists(st.tuples(numbers, numbers.filter(bool), st.booleans()), min_size=1, max_size=10)


@given(members, st.integers(1, 1000))
def test_relative_points_agree_with_fractions_for_any_bloc(
    rows: list[tuple[Decimal, Decimal, bool]], ceiling: int
) -> None:
    figures = {str(n): Figure(Inputs(actual=a, target=t), seen) for n, (a, t, seen) in enumerate(rows)}
    ratios = [Fraction(a) / Fraction(t) for a, t, _ in rows]
    found = relative_points(Decimal(ceiling), figures, 2)
    for n, (_, _, _) in enumerate(rows):
        rivals = [ratio for ratio, (_, _, seen) in zip(ratios, rows, strict=True) if seen]
        best = max([*rivals, ratios[n]])
        half = Fraction(ceiling, 2)
        exact = half * ratios[n] if ratios[n] <= 1 else half + half * (ratios[n] - 1) / (best - 1)
        assert found[str(n)] == Decimal(int(exact * 100 + Fraction(1, 2))) / 100
        assert 0 <= found[str(n)] <= ceiling
