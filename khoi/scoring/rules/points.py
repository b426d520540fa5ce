"""From a row's figures to its points: exact until the leaf, rounded half up there and nowhere else."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from khoi.scoring.rules.inputs import Inputs, is_answered, limit_of
from khoi.sheets.rules import (
    Bonus,
    Deduct,
    Direct,
    Ladder,
    Method,
    PassFail,
    Penalty,
    Percent,
    PerItem,
    Relative,
    Timeliness,
)

QUANTA = (Decimal("1"), Decimal("0.1"), Decimal("0.01"), Decimal("0.001"))


def points(
    method: Method, ceiling: Decimal, inputs: Inputs, places: int, days_late: int | None = None
) -> Decimal | None:
    """The points of one row, 0…its limit, rounded half up to `places`.

    None while unanswered, not applicable, or `relative` (which needs the whole bloc: `relative_points`).
    `days_late` is the lateness the year knows; figures of the row itself (an import) go before it; unknown is 0."""
    if inputs.not_applicable or isinstance(method, Relative) or not is_answered(method, inputs):
        return None
    exact = _exact(method, ceiling, inputs, days_late)
    if (limit := limit_of(method, ceiling)) is not None:
        exact = min(exact, limit)
    return half_up(max(exact, Decimal(0)), places)


def half_up(number: Decimal | Fraction, places: int) -> Decimal:
    """A number ≥ 0 rounded half up, shown with exactly `places` decimals; a fraction is never cut before."""
    if isinstance(number, Decimal):
        return number.quantize(QUANTA[places], rounding=ROUND_HALF_UP)
    scaled = number * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole).scaleb(-places)


def percent_reached(inputs: Inputs) -> Fraction | None:
    """100 · actual / target, exactly; None without both."""
    if inputs.actual is None or not inputs.target:
        return None
    return Fraction(inputs.actual) * 100 / Fraction(inputs.target)


def lateness(inputs: Inputs, days_late: int | None) -> int:
    """The days that count: the row's own, else what the year knows, else none."""
    return next((days for days in (inputs.days_late, days_late) if days is not None), 0)


def _exact(method: Method, ceiling: Decimal, inputs: Inputs, days_late: int | None) -> Decimal | Fraction:
    count = inputs.count or 0
    match method:
        case Direct():
            return inputs.points or Decimal(0)
        case PassFail():
            return ceiling if inputs.met else Decimal(0)
        case PerItem(each) | Bonus(each) | Penalty(each):
            return count * each
        case Ladder(steps):
            return dict(steps).get(inputs.step or "", Decimal(0))
        case Percent():
            return _percent(method, ceiling, percent_reached(inputs) or Fraction(0))
        case Deduct(each):
            return ceiling - count * each
        case Timeliness(each):
            return ceiling - lateness(inputs, days_late) * each
        case Relative():
            raise AssertionError("relative needs the whole bloc")


def _percent(method: Percent, ceiling: Decimal, reached: Fraction) -> Fraction:
    if reached >= 100:
        return Fraction(ceiling)
    if reached < Fraction(method.floor_percent):
        return Fraction(0)
    short = 100 - reached
    if method.whole_percent:
        short = Fraction(short.numerator // short.denominator)
    return Fraction(ceiling) - Fraction(method.minus_per_percent) * short
