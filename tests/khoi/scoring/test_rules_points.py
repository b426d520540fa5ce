"""The points of one row: all methods, exact until the leaf, and the sentence that explains them."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khoi.scoring.rules import NOTHING, Inputs, formula, half_up, points, read_inputs
from khoi.sheets.rules import Percent, parse_method

HUNDREDTHS = st.decimals(min_value=0, max_value=1000, places=2)


def method_of(kind: str, **parameters: Any) -> Any:
    return parse_method({"type": kind, **parameters})


PERCENT = method_of("percent", minus_per_percent="2", floor_percent="50")
WHOLE = method_of("percent", minus_per_percent="1", floor_percent="50", whole_percent=True)
LADDER = method_of("ladder", steps=[["Tốt", "40"], ["Khá", "30"], ["Kém", "0"]])
TIMELY = method_of("timeliness", points_per_day="2", filing="registration")


@pytest.mark.parametrize(
    ("method", "ceiling", "data", "earned", "said"),
    [
        (method_of("direct"), "20", {"points": "19.125"}, "19.13", "Tự nhập 19,13/20 điểm"),
        (method_of("pass_fail"), "20", {"met": True}, "20.00", "Đạt → 20 điểm"),
        (method_of("pass_fail"), "20", {"met": False}, "0.00", "Không đạt → 0 điểm"),
        (method_of("per_item", points="2", unit="văn bản"), "20", {"count": "3"}, "6.00", "3 văn bản × 2 = 6 điểm"),
        (method_of("per_item", points="2"), "20", {"count": "11"}, "20.00", "11 × 2 = 22 → 20 điểm"),
        (LADDER, "40", {"step": "Khá"}, "30.00", "Bậc “Khá” → 30 điểm"),
        (PERCENT, "100", {"actual": "47", "target": "48"}, "95.83", "47/48 = 97,92 % → 95,83 điểm"),
        (PERCENT, "100", {"actual": "50", "target": "48"}, "100.00", "50/48 = 104,17 % → 100 điểm"),
        (PERCENT, "100", {"actual": "24", "target": "48"}, "0.00", "24/48 = 50 % → 0 điểm"),
        (WHOLE, "60", {"actual": "24", "target": "48"}, "10.00", "24/48 = 50 % → 10 điểm"),
        (PERCENT, "100", {"actual": "23", "target": "48"}, "0.00", "23/48 = 47,92 % → 0 điểm"),
        (WHOLE, "30", {"actual": "47", "target": "48"}, "28.00", "47/48 = 97,92 % → 28 điểm"),
        (WHOLE, "30", {"actual": "99.5", "target": "100"}, "30.00", "99,5/100 = 99,5 % → 30 điểm"),
        (WHOLE, "30", {"actual": "49", "target": "100"}, "0.00", "49/100 = 49 % → 0 điểm"),
        (method_of("deduct", points="4", unit="vụ"), "10", {"count": "1"}, "6.00", "10 − 1 vụ × 4 = 6 điểm"),
        (method_of("deduct", points="4"), "10", {"count": "3"}, "0.00", "10 − 3 × 4 = −2 → 0 điểm"),
        (TIMELY, "20", {"days_late": "0"}, "20.00", "Đúng hạn → 20 điểm"),
        (TIMELY, "20", {"days_late": "1"}, "18.00", "20 − 1 ngày × 2 = 18 điểm"),
        (TIMELY, "20", {"days_late": "12"}, "0.00", "20 − 12 ngày × 2 = −4 → 0 điểm"),
        (method_of("bonus", points="2.5"), "8", {"count": "5"}, "8.00", "5 × 2,5 = 12,5 → 8 điểm"),
        (method_of("penalty", points="5", unit="lần"), "0", {"count": "30"}, "150.00", "30 lần × 5 = 150 điểm"),
        (method_of("penalty", points="5", max_points="120"), "0", {"count": "30"}, "120.00", "30 × 5 = 150 → 120 điểm"),
        (method_of("penalty", points="5"), "10", {"count": "3"}, "10.00", "3 × 5 = 15 → 10 điểm"),
    ],
)
def test_each_method_gives_its_points_and_says_why(
    method: Any, ceiling: str, data: Any, earned: str, said: str
) -> None:
    inputs = read_inputs(method, Decimal(ceiling), data)
    found = points(method, Decimal(ceiling), inputs, 2)
    assert str(found) == earned
    assert formula(method, Decimal(ceiling), inputs, found) == said


def test_lateness_comes_from_the_year_and_unknown_lateness_counts_as_none() -> None:
    ceiling = Decimal(20)
    assert points(TIMELY, ceiling, NOTHING, 2, days_late=3) == 14
    assert points(TIMELY, ceiling, NOTHING, 2) == 20
    assert "Chờ Khối trưởng" in formula(TIMELY, ceiling, NOTHING, Decimal(20))
    assert formula(TIMELY, ceiling, NOTHING, Decimal(14), days_late=3) == "20 − 3 ngày × 2 = 14 điểm"


def test_a_relative_row_has_no_points_of_its_own_and_says_when_it_will() -> None:
    relative = method_of("relative")
    inputs = Inputs(actual=Decimal(13), target=Decimal(12))
    assert points(relative, Decimal(60), inputs, 2) is None
    assert formula(relative, Decimal(60), inputs, None) == "13/12 = 108,33 % chỉ tiêu → tính khi công bố"
    assert formula(relative, Decimal(60), Inputs(actual=Decimal(5), no_target=True), Decimal("42.5")) == (
        "Thực hiện 5, không giao chỉ tiêu → 42,5 điểm"
    )


def test_what_is_unanswered_or_does_not_apply_has_no_points() -> None:
    for inputs, said in ((NOTHING, "Chưa chấm"), (Inputs(not_applicable=True), "Không áp dụng")):
        assert points(PERCENT, Decimal(100), inputs, 2) is None
        assert formula(PERCENT, Decimal(100), inputs, None) == said


@given(st.fractions(min_value=0, max_value=10**6), st.integers(0, 3))
@example(Fraction(1, 200), 2)
@example(Fraction(10125, 1000), 2)
def test_rounding_goes_half_up_from_the_exact_value(exact: Fraction, places: int) -> None:
    step = Fraction(1, 10**places)
    rounded = half_up(exact, places)
    assert -step / 2 < exact - Fraction(rounded) < step / 2 or exact - Fraction(rounded) == -step / 2
    assert rounded.as_tuple().exponent == -places


@given(st.decimals(min_value=0, max_value=10**6, places=3), st.integers(0, 3))
def test_a_decimal_and_the_same_fraction_round_alike(number: Decimal, places: int) -> None:
    assert str(half_up(number, places)) == str(half_up(Fraction(number), places))


@given(
    HUNDREDTHS, st.decimals("0.01", 1000, places=2), HUNDREDTHS, st.decimals("0.01", 10, places=2),
    st.decimals(0, 100, places=1), st.booleans(),
)  # fmt: skip
def test_percent_agrees_with_the_rule_worked_in_whole_numbers(
    actual: Decimal, target: Decimal, ceiling: Decimal, minus: Decimal, floor: Decimal, whole: bool
) -> None:
    found = points(Percent(minus, floor, whole), ceiling, Inputs(actual=actual, target=target), 2)
    a, t, m, x, f = (int(number * 1000) for number in (actual, target, ceiling, minus, floor))
    # Everything times 1000·t: no division before the last one.
    if a >= t:
        exact = Fraction(m, 1000)
    elif 100_000 * a < f * t:
        exact = Fraction(0)
    else:
        short = 100 * (t - a) // t * t if whole else 100 * (t - a)
        exact = max(Fraction(m * t - x * short, 1000 * t), Fraction(0))
    assert found == Decimal(int(exact * 100 + Fraction(1, 2))) / 100


@given(st.sampled_from(["per_item", "deduct", "bonus", "penalty"]), HUNDREDTHS, st.integers(0, 10**6))
def test_points_stay_between_nothing_and_the_limit(kind: str, ceiling: Decimal, count: int) -> None:
    method = method_of(kind, points="0.25")
    found = points(method, ceiling, Inputs(count=count), 2)
    assert found is not None
    assert found >= 0
    assert found <= ceiling or (kind == "penalty" and not ceiling)


def test_the_smaller_of_two_caps_binds_a_penalty() -> None:
    for ceiling, cap in (("10", "20"), ("20", "10")):
        method = method_of("penalty", points="5", max_points=cap)
        assert points(method, Decimal(ceiling), Inputs(count=9), 2) == 10
