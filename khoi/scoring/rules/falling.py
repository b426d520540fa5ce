"""From one total to another, row by row. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from khoi.scoring.rules.totals import Scored, totals
from khoi.sheets.rules import SheetSpec


@dataclass(frozen=True, slots=True)
class Fall:
    """What one row does to the total when it changes after all rows before it: its delta, and the total then."""

    path: str
    delta: Decimal
    total: Decimal


def falls(spec: SheetSpec, before: Mapping[str, Scored], after: Mapping[str, Scored]) -> list[Fall]:
    """Every row that changed, in the printed order, each with the total computed anew after it.

    Caps, `scale` and the floor at 0 make totals other than the sum of their rows; computed one after the other the
    deltas always add up to the difference of the two totals. A row that a cap swallows falls by 0."""
    rows = dict(before)
    total, found = totals(spec, rows).total, []
    for leaf in spec.leaves:
        if rows.get(leaf.path) == after.get(leaf.path):
            continue
        if leaf.path in after:
            rows[leaf.path] = after[leaf.path]
        else:
            del rows[leaf.path]
        now = totals(spec, rows).total
        found.append(Fall(leaf.path, now - total, now))
        total = now
    return found
