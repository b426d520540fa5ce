"""The figures of a report: read as people type them, summed by formula, held against each other, added over members."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from khoi.reports.rules.outline import CrossCheck, FigureType, Indicator, codes_in, is_share, said
from tenants import vi
from tenants.refusal import Refused

Values = Mapping[str, Decimal | None]
MOST = Decimal(999_999_999_999)
LONGEST_WORDS = 500
HUNDRED, CENT = Decimal(100), Decimal("0.01")


def read_figure(indicator: Indicator, text: str) -> Decimal | None:
    """A typed number, none when nothing is typed; Refused, in words, when it is no such figure."""
    if not (text := text.strip()):
        return None
    is_count = indicator.type is FigureType.COUNT
    value = Decimal(vi.read_whole(text)) if is_count else vi.read_decimal(text)
    if indicator.type is FigureType.PERCENT and not 0 <= value <= HUNDRED:
        raise Refused("Tỷ lệ phải từ 0 đến 100.")
    if not 0 <= value <= MOST:
        raise Refused(f"Nhập từ 0 đến {vi.number(MOST)}.")
    return value


def computed(indicators: Iterable[Indicator], typed: Values) -> dict[str, Decimal | None]:
    """All figures of one report by code: the typed ones as they are, those with a formula computed from them.

    A sum leaves out what is not typed yet, and is none while nothing is; a share needs both and a part above zero.
    The outline has been looked through before: formulas run in no circle."""
    by_code = {indicator.code: indicator for indicator in indicators}
    known: dict[str, Decimal | None] = {}
    return {code: _value(code, by_code, typed, known) for code in by_code}


def _value(
    code: str, by_code: Mapping[str, Indicator], typed: Values, known: dict[str, Decimal | None]
) -> Decimal | None:
    if code not in known:
        formula = by_code[code].formula if code in by_code else ""
        parts = [_value(one, by_code, typed, known) for one in codes_in(formula)]
        known[code] = _by(formula, parts) if formula else typed.get(code)
    return known[code]


def _by(formula: str, parts: Sequence[Decimal | None]) -> Decimal | None:
    if not is_share(formula):
        return _sum(parts)
    part, whole = parts
    if part is None or not whole:
        return None
    return (HUNDRED * part / whole).quantize(CENT, ROUND_HALF_UP)


def _sum(parts: Iterable[Decimal | None]) -> Decimal | None:
    given = [part for part in parts if part is not None]
    return sum(given, Decimal(0)) if given else None


def summed(indicators: Sequence[Indicator], reports: Iterable[Values]) -> dict[str, Decimal | None]:
    """The whole bloc's figures by code: counts and numbers are added over the members, formulas are applied to the
    sums. Typed percents and words are not added: none."""
    added = frozenset({FigureType.COUNT, FigureType.POINTS})
    all_of_them = list(reports)
    totals = {
        indicator.code: _sum(values.get(indicator.code) for values in all_of_them)
        for indicator in indicators
        if indicator.type in added and not indicator.formula
    }
    return computed(indicators, totals)


@dataclass(frozen=True, slots=True)
class Checked:
    """A cross-check with the numbers of a report; `agrees` is none while none of them is known."""

    check: CrossCheck
    words: str
    left: Decimal | None
    right: Decimal | None
    agrees: bool | None


def checked(indicators: Sequence[Indicator], checks: Iterable[CrossCheck], values: Values) -> Iterator[Checked]:
    """Every cross-check of the outline, held against the computed figures of one report (or of the bloc)."""
    names = {indicator.code: indicator.name for indicator in indicators}
    for check in checks:
        left, right = (_sum(values.get(code) for code in codes_in(side)) for side in (check.left, check.right))
        yield Checked(check, said(check, names), left, right, _agrees(check, left, right))


def _agrees(check: CrossCheck, left: Decimal | None, right: Decimal | None) -> bool | None:
    if left is None and right is None:
        return None
    one, other = left or Decimal(0), right or Decimal(0)
    return one == other if check.relation == "=" else one <= other


def shown(indicator: Indicator, value: Decimal | None) -> str:
    """A figure as it is printed; empty where there is none."""
    if value is None:
        return ""
    return f"{vi.number(value)} %" if indicator.type is FigureType.PERCENT else vi.number(value)
