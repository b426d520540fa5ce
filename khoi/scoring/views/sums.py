"""What a card comes to, for its own agency: sums that leave out what only the whole bloc can compute, and what is
still to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from khoi.scoring.rules import Totals, totals
from khoi.scoring.views.rows import Shown
from khoi.sheets.rules import Kind, Node, Relative, SheetSpec
from tenants import vi


@dataclass(frozen=True, slots=True)
class SectionSum:
    """One section: points so far, how much of it is answered."""

    section: Node
    points: Decimal
    answered: int
    leaves: int

    @property
    def share(self) -> int:
        return 100 * self.answered // self.leaves if self.leaves else 0

    @property
    def text(self) -> str:
        if self.section.kind is Kind.PENALTY:
            return f"−{vi.number(self.points)}" if self.points else "0"
        return f"{vi.number(self.points)}/{vi.number(self.section.ceiling)}"


@dataclass(frozen=True, slots=True)
class Sums:
    """The whole card."""

    totals: Totals
    sections: tuple[SectionSum, ...]
    answered: int
    leaves: int
    empty: int
    lacking: int
    returned: int
    reasons: int
    #: How many answered rows are computed at publication only and are not in the total.
    awaiting: int

    @property
    def share(self) -> int:
        return 100 * self.answered // self.leaves if self.leaves else 0


def sums_of(spec: SheetSpec, rows: Sequence[Shown]) -> Sums:
    """Everything recomputed from the rows, each time."""
    by_path = {row.leaf.path: row for row in rows}
    computed = totals(spec, {path: row.scored for path, row in by_path.items()})
    sections = tuple(_section(section, by_path, computed) for section in spec.sections)
    return Sums(
        totals=computed,
        sections=sections,
        answered=sum(section.answered for section in sections),
        leaves=len(rows),
        empty=sum(row.awaits_figures for row in rows),
        lacking=sum(row.lacks_evidence for row in rows),
        returned=sum(row.returned for row in rows),
        reasons=sum(len(row.reasons) for row in rows),
        awaiting=sum(_awaits(row) for row in rows),
    )


def _section(section: Node, rows: dict[str, Shown], computed: Totals) -> SectionSum:
    mine = [rows[leaf.path] for leaf in section.leaves if leaf.path in rows]
    return SectionSum(section, computed.sections[section.path], sum(row.answered for row in mine), len(mine))


def _awaits(row: Shown) -> bool:
    return isinstance(row.leaf.method, Relative) and row.answered and not row.scored.not_applicable
