"""From points to the total of a card: sections, base, bonus, penalty. Recomputed from all rows each time; no deltas."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from khoi.scoring.rules.points import QUANTA, half_up
from khoi.sheets.rules import Kind, Node, NotApplicable, SheetSpec


@dataclass(frozen=True, slots=True)
class Scored:
    """What a row brings to the sums: rounded points, or that it does not apply; None while unanswered."""

    points: Decimal | None = None
    not_applicable: bool = False


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of one card. Sections are unscaled and uncapped, as their rows add up; penalty is positive."""

    sections: dict[str, Decimal]
    base: Decimal
    bonus: Decimal
    penalty: Decimal
    total: Decimal


def totals(spec: SheetSpec, scored: Mapping[str, Scored]) -> Totals:
    """Sums by section, then `scale` or `full`, the caps, and the total, never under 0."""
    return totals_of(spec, parts_of(spec, scored))


#: By section: the sum of its rows, and the ceilings that leave the denominator.
Parts = Mapping[str, tuple[Decimal, Decimal]]


def parts_of(spec: SheetSpec, scored: Mapping[str, Scored]) -> dict[str, tuple[Decimal, Decimal]]:
    """What each section of a card adds up to."""
    zero = QUANTA[spec.places] * 0
    return {section.path: _section(section, scored, spec.not_applicable, zero) for section in spec.sections}


def part_of_row(spec: SheetSpec, leaf: Node, row: Scored) -> tuple[Decimal, Decimal]:
    """What one row brings to its section."""
    return _section(leaf, {leaf.path: row}, spec.not_applicable, QUANTA[spec.places] * 0)


def totals_of(spec: SheetSpec, parts: Parts) -> Totals:
    """The sums of a card whose sections add up to this."""
    zero = QUANTA[spec.places] * 0
    sections: dict[str, Decimal] = {}
    sums = {Kind.BASE: zero, Kind.BONUS: zero, Kind.PENALTY: zero}
    away = Decimal(0)
    for section in spec.sections:
        added, off = parts[section.path]
        sections[section.path] = added
        sums[section.kind] += _capped(section, added)
        away += off
    base = _scaled(sums[Kind.BASE], spec, away) if away else sums[Kind.BASE]
    return _closed(spec, sections, base, sums[Kind.BONUS], sums[Kind.PENALTY])


def _section(
    section: Node, scored: Mapping[str, Scored], rule: NotApplicable, zero: Decimal
) -> tuple[Decimal, Decimal]:
    """The sum of a section's rows, and the ceilings that leave the denominator."""
    added, away = zero, Decimal(0)
    for leaf in section.leaves:
        row = scored.get(leaf.path)
        if row is None:
            continue
        if row.not_applicable and rule is NotApplicable.SCALE:
            away += leaf.ceiling
        elif row.not_applicable:
            added += leaf.ceiling
        elif row.points is not None:
            added += row.points
    return added, away


def _capped(section: Node, added: Decimal) -> Decimal:
    """A base section is bound by its rows; a penalty section with ceiling 0 has no limit."""
    if section.kind is Kind.BASE or (section.kind is Kind.PENALTY and not section.ceiling):
        return added
    return min(added, section.ceiling)


def _scaled(added: Decimal, spec: SheetSpec, away: Decimal) -> Decimal:
    left = spec.total - away
    if left <= 0:
        return added
    return half_up(Fraction(added) * Fraction(spec.total) / Fraction(left), spec.places)


def _closed(spec: SheetSpec, sections: dict[str, Decimal], base: Decimal, bonus: Decimal, penalty: Decimal) -> Totals:
    reached = base + bonus
    if not spec.bonus_may_exceed_total:
        reached = min(reached, spec.total)
    return Totals(sections, base, bonus, penalty, max(reached - penalty, QUANTA[spec.places] * 0))
