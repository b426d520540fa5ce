"""What keeps a scorecard from leaving the agency, row by row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from khoi.scoring.rules.inputs import NOTHING, Inputs, is_answered, objections_to_inputs
from khoi.sheets.rules import EvidenceRule, Kind, Node, Relative, Timeliness
from tenants.refusal import Objection


@dataclass(frozen=True, slots=True)
class Line:
    """One row as its agency sees it; `points` None for what is unanswered or `relative`."""

    leaf: Node
    inputs: Inputs = NOTHING
    points: Decimal | None = None
    note: str = ""
    evidence_count: int = 0
    #: Whether the lead gave a target on a `relative` row; None where it is not asked (what was filed elsewhere).
    has_target: bool | None = None

    @property
    def answered(self) -> bool:
        return self.leaf.method is not None and is_answered(self.leaf.method, self.inputs)

    @property
    def is_zero(self) -> bool:
        """No points in the end; a `relative` row with nothing done is one although its points are not known."""
        if isinstance(self.leaf.method, Relative):
            return self.answered and self.inputs.actual == 0
        return self.points == 0

    @property
    def lacks_evidence(self) -> bool:
        """Required and missing. Zero points need a word of why, not a file."""
        wanted = self.leaf.evidence is EvidenceRule.REQUIRED and not self.leaf.uploads_off
        earns = self.answered and not self.is_zero and not self.inputs.not_applicable
        return wanted and earns and not self.evidence_count


def objections_to_submitting(lines: Iterable[Line]) -> list[Objection]:
    """Why a scorecard cannot leave the agency yet, row by row; empty when it can."""
    rows = list(lines)
    whole = [Objection(None, "mọi tiêu chí đều ghi không áp dụng; phiếu phải có ít nhất một tiêu chí được chấm")]
    return [
        *(whole if _nothing_applies(rows) else []),
        *(Objection(line.leaf.path, reason) for line in rows for reason in reasons_against(line)),
    ]


def _nothing_applies(rows: Sequence[Line]) -> bool:
    base = [line for line in rows if line.leaf.kind is Kind.BASE]
    return bool(base) and all(line.inputs.not_applicable for line in base)


def reasons_against(line: Line) -> Iterator[str]:
    """Why one row cannot be submitted as it is."""
    leaf, noted = line.leaf, bool(line.note.strip())
    if leaf.method is None:
        return
    yield from objections_to_inputs(leaf.method, leaf.ceiling, line.inputs, leaf.kind)
    if line.inputs.not_applicable:
        if not noted:
            yield "ghi không áp dụng thì phải nêu lý do ở ghi chú"
        return
    if not line.answered:
        # A bonus not claimed is simply none; a penalty must be declared, were it 0.
        if leaf.kind is not Kind.BONUS:
            yield "chưa chấm"
        return
    if line.has_target is not None and isinstance(leaf.method, Relative) and line.has_target is line.inputs.no_target:
        yield "Khối trưởng vừa đổi việc giao chỉ tiêu ở dòng này; nhập lại số liệu của dòng"
    if line.lacks_evidence:
        yield "thiếu minh chứng bắt buộc"
    if line.is_zero and not noted and _owes_a_word(leaf):
        yield "được 0 điểm thì phải nêu lý do ở ghi chú"


def _owes_a_word(leaf: Node) -> bool:
    """Zero bonus and zero penalty explain themselves, and lateness is the portal's own finding."""
    return leaf.kind is Kind.BASE and not isinstance(leaf.method, Timeliness)
