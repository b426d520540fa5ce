"""From total to total row by row: whatever caps, scale and the floor do, the deltas add up to the difference."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.scoring.rules import Scored, totals
from khoi.scoring.rules.falling import falls
from khoi.sheets.rules import SheetSpec
from tests.khoi.scoring.test_rules_totals import sheet, sums

PATHS = ("A/1", "A/2", "B/1", "C/1", "C/2", "D/1")
POINTS = st.integers(0, 40_000).map(lambda whole: Scored(Decimal(whole) / 1000))
SCORED = st.one_of(POINTS, st.just(Scored()), st.just(Scored(not_applicable=True)))
#: Bonus and penalty rows always apply.
ROWS = st.dictionaries(st.sampled_from(PATHS[:3]), SCORED).flatmap(
    lambda base: st.dictionaries(st.sampled_from(PATHS[3:]), POINTS).map(lambda more: base | more)
)
SHEETS = st.sampled_from(
    [
        sheet(not_applicable=rule, bonus_may_exceed_total=free, rounding={"places": places, "mode": "half_up"})
        for rule in ("scale", "full")
        for free in (True, False)
        for places in (0, 2, 3)
    ]
)


@given(SHEETS, ROWS, ROWS)
def test_the_deltas_add_up_to_the_difference_of_the_totals(
    spec: SheetSpec, before: dict[str, Scored], after: dict[str, Scored]
) -> None:
    found = falls(spec, before, after)
    first, last = totals(spec, before).total, totals(spec, after).total
    assert sum((each.delta for each in found), first) == last
    assert (found[-1].total if found else first) == last
    assert [each.path for each in found] == [path for path in PATHS if before.get(path) != after.get(path)]


@given(SHEETS, ROWS)
def test_what_did_not_change_does_not_fall(spec: SheetSpec, rows: dict[str, Scored]) -> None:
    assert falls(spec, rows, rows) == []


def test_a_row_that_a_cap_swallows_falls_by_nothing_and_the_next_by_what_is_left() -> None:
    spec = sheet()  # the bonus section is capped at 10
    before = {"C/1": Scored(Decimal(8)), "C/2": Scored(Decimal(6))}
    after = {"C/1": Scored(Decimal(6)), "C/2": Scored(Decimal(2))}
    assert [str(each.delta) for each in falls(spec, before, after)] == ["0.00", "-2.00"]


def test_a_row_that_stops_to_apply_scales_what_is_there() -> None:
    spec = sheet(not_applicable="scale")
    before = {"A/1": Scored(Decimal(30)), "A/2": Scored(Decimal(20))}
    after = before | {"A/2": Scored(not_applicable=True)}
    (only,) = falls(spec, before, after)
    assert only.total == sums(spec, A1="30", A2="-").total == pytest.approx(Decimal("50.00"))
    assert only.delta == 0
