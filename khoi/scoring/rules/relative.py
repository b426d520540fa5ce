"""Points that depend on all members: each against the best of the bloc, those without a target among themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from khoi.scoring.rules.inputs import Inputs
from khoi.scoring.rules.points import half_up


@dataclass(frozen=True, slots=True)
class Figure:
    """One member's figure on a relative row, and whether the member is considered this year."""

    inputs: Inputs
    considered: bool = True


def relative_points(ceiling: Decimal, figures: Mapping[str, Figure], places: int) -> dict[str, Decimal]:
    """Points of every member that entered a figure, by the key it came under; the others are absent.

    A member that is not considered counts in nobody's best but its own."""
    entered = {key: figure for key, figure in figures.items() if _entered(figure.inputs)}
    ratios = {key: _ratio(figure.inputs) for key, figure in entered.items()}
    best = {
        without: max(
            (ratios[key] for key, f in entered.items() if f.considered and f.inputs.no_target is without),
            default=Fraction(0),
        )
        for without in (False, True)
    }
    return {
        key: half_up(
            _points(Fraction(ceiling), ratios[key], best[figure.inputs.no_target], figure.inputs.no_target), places
        )
        for key, figure in entered.items()
    }


def _entered(inputs: Inputs) -> bool:
    return inputs.actual is not None and not inputs.not_applicable and (inputs.no_target or bool(inputs.target))


def _ratio(inputs: Inputs) -> Fraction:
    actual = Fraction(inputs.actual or 0)
    return actual if inputs.no_target else actual / Fraction(inputs.target or 1)


def _points(ceiling: Fraction, own: Fraction, best_of_others: Fraction, no_target: bool) -> Fraction:
    best = max(own, best_of_others)
    if no_target:
        return ceiling * own / best if best else Fraction(0)
    half = ceiling / 2
    if own <= 1:
        return half * own
    return half + half * (own - 1) / (best - 1)
