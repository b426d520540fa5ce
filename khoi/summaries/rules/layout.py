"""Where everything stands on an agency's page: the same rows for all agencies of one sheet, so that pages can point."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from khoi.sheets.rules import Kind, Node, NotApplicable, SheetSpec
from khoi.summaries.rules.formulas import cell, span_of, summed

#: Rows and columns of an agency's page, from 0.
FIRST_ROW = 5
CODE, TITLE, CEILING, CLAIMED, APPRAISED, DIFFERENCE, HOW, REASON, EVIDENCE = range(9)
AWAY = "không áp dụng"


class Closing(Enum):
    """The lines under the rows, that turn sections into the total."""

    BASE = "Cộng điểm các nhóm cơ bản"
    AWAY = "Điểm tối đa của các tiêu chí không áp dụng"
    SCALED = "Điểm cơ bản sau khi quy đổi"
    BONUS = "Điểm thưởng được tính"
    PENALTY = "Điểm trừ được tính"
    TOTAL = "TỔNG ĐIỂM"


@dataclass(frozen=True)
class AgencyLayout:
    """The rows of an agency's page: `row_at` of every node by its path, `closing` of the lines under them."""

    spec: SheetSpec
    row_at: Mapping[str, int]
    closing: Mapping[Closing, int]
    _sums: dict[tuple[str, int], str] = field(default_factory=dict)

    @property
    def last_row(self) -> int:
        return FIRST_ROW + len(self.row_at) - 1

    def sum_of(self, node: Node, column: int) -> str:
        """A node's formula: the sum of what stands directly under it; the same on every agency's page."""
        key = node.path, column
        if key not in self._sums:
            rows = (self.row_at[child.path] for child in node.children)
            self._sums[key] = summed(rows, column, self.spec.places)
        return self._sums[key]

    def closing_formula(self, line: Closing, column: int) -> str:
        """The formula of a line under the rows."""
        match line:
            case Closing.BASE:
                return summed(self._sections(Kind.BASE), column, self.spec.places)
            case Closing.AWAY:
                rows = (FIRST_ROW, self.last_row)
                return f'=SUMIF({span_of(*rows, column)},"{AWAY}",{span_of(*rows, CEILING, fixed=True)})'
            case Closing.SCALED:
                return self._scaled(column)
            case Closing.BONUS | Closing.PENALTY:
                return self._capped(Kind.BONUS if line is Closing.BONUS else Kind.PENALTY, column)
            case Closing.TOTAL:
                base = Closing.SCALED if Closing.SCALED in self.closing else Closing.BASE
                parts = (cell(self.closing[part], column) for part in (base, Closing.BONUS, Closing.PENALTY))
                return total_formula(self.spec, *parts)

    def _sections(self, kind: Kind) -> list[int]:
        return [self.row_at[section.path] for section in self.spec.sections if section.kind is kind]

    def _capped(self, kind: Kind, column: int) -> str:
        added = []
        for section in self.spec.sections:
            if section.kind is kind:
                own = cell(self.row_at[section.path], column)
                # A penalty section with ceiling 0 has no limit.
                unlimited = kind is Kind.PENALTY and not section.ceiling
                added.append(own if unlimited else f"MIN({own},{cell(self.row_at[section.path], CEILING)})")
        return f"=ROUND({'+'.join(added) or '0'},{self.spec.places})"

    def _scaled(self, column: int) -> str:
        base, away = cell(self.closing[Closing.BASE], column), cell(self.closing[Closing.AWAY], column)
        whole = f"{self.spec.total:f}"
        scaled = f"ROUND({base}*{whole}/({whole}-{away}),{self.spec.places})"
        return f"=IF(OR({away}=0,{away}>={whole}),{base},{scaled})"


def total_formula(spec: SheetSpec, base: str, bonus: str, penalty: str) -> str:
    """The total of cells: never under 0, and over the sheet's total only where the sheet allows it."""
    reached = f"{base}+{bonus}"
    if not spec.bonus_may_exceed_total:
        reached = f"MIN({reached},{spec.total:f})"
    return f"=MAX(0,ROUND({reached}-{penalty},{spec.places}))"


def agency_layout(spec: SheetSpec) -> AgencyLayout:
    """Every node on a row of its own in the printed order, then the closing lines."""
    row_at = {node.path: FIRST_ROW + place for place, node in enumerate(spec.nodes)}
    lines = [line for line in Closing if _needed(spec, line)]
    below = FIRST_ROW + len(row_at)
    return AgencyLayout(spec, row_at, {line: below + place for place, line in enumerate(lines)})


def _needed(spec: SheetSpec, line: Closing) -> bool:
    return line not in (Closing.AWAY, Closing.SCALED) or spec.not_applicable is NotApplicable.SCALE
