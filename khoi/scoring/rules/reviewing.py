"""A filed row on the appraiser's desk: what was claimed, what was said on it, what that does, what typed words mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from khoi.scoring.rules.appraisal import UNTOUCHED, Verdict, row_settled
from khoi.scoring.rules.cards import Answer
from khoi.scoring.rules.inputs import Inputs, is_answered
from khoi.scoring.rules.points import points
from khoi.scoring.rules.submitting import Line
from khoi.scoring.rules.totals import Scored
from khoi.scoring.rules.typed import inputs_from_typed
from khoi.sheets.rules import Kind, Node, Timeliness
from tenants.refusal import Refused

#: Shares of the ceiling from which a difference is felt, and from which it weighs heavily.
FELT, HEAVY = Decimal("0.05"), Decimal("0.2")
UNSCORED = Scored()


class Finding(StrEnum):
    """How a row stands before its appraisers."""

    WAITING = "waiting"
    CHANGED = "changed"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    ADJUSTED = "adjusted"


@dataclass(frozen=True, slots=True)
class Behind:
    """A document as it was pinned when the card was filed."""

    version: str
    title: str
    name: str
    size: int = 0
    pages: int | None = None


@dataclass(frozen=True)
class Reviewed:
    """One filed row with what was said on it; both points as they are at this look.

    `verdict` counts; `former` is what was said before a return brought the row back with other content."""

    id: str
    leaf: Node
    answer: Answer
    claimed: Scored = UNSCORED
    appraised: Scored = UNSCORED
    verdict: Verdict = UNTOUCHED
    former: Verdict | None = None
    version: int = 0
    note: str = ""
    documents: tuple[Behind, ...] = ()
    places: int = 2
    seal: str = ""

    @property
    def settled(self) -> bool:
        return row_settled(self.verdict)

    @property
    def finding(self) -> Finding:
        if not self.settled:
            return Finding.CHANGED if self.former else Finding.WAITING
        if self.verdict.points is not None:
            return Finding.ADJUSTED
        return Finding.CORRECTED if self.verdict.corrected is not None else Finding.ACCEPTED

    @property
    def given(self) -> Decimal | None:
        """The appraised points, once something was said."""
        return self.appraised.points if self.settled else None

    @property
    def delta(self) -> Decimal | None:
        """What the appraisal does to the total: less is negative, also where a penalty grew. None while open."""
        if not self.settled or self.claimed.not_applicable or self.appraised.not_applicable:
            return None
        change = (self.appraised.points or Decimal(0)) - (self.claimed.points or Decimal(0))
        return -change if self.leaf.kind is Kind.PENALTY else change

    @property
    def differs(self) -> bool:
        """The appraisal departs from the claim (a row that was said not to apply departs without a number)."""
        return self.settled and (bool(self.delta) or self.finding is not Finding.ACCEPTED)

    @cached_property
    def figures(self) -> Inputs:
        """The claimed figures; of a timeliness row the days that the year knows."""
        inputs = self.answer.inputs
        if isinstance(self.leaf.method, Timeliness) and inputs.days_late is None:
            return replace(inputs, days_late=self.answer.days_late)
        return inputs

    @property
    def lacks_evidence(self) -> bool:
        """Required and missing; a card that was imported may come so."""
        return Line(self.leaf, self.answer.inputs, self.claimed.points, self.note, len(self.documents)).lacks_evidence


def heat(row: Reviewed) -> int:
    """How strongly a difference is shown: −3…3, by its share of the ceiling; 0 for none."""
    delta = row.delta or Decimal(0)
    if not delta:
        return 0
    whole = row.leaf.ceiling or max(row.claimed.points or 0, row.appraised.points or 0, Decimal(1))
    share = abs(delta) / whole
    level = 1 if share < FELT else 2 if share < HEAVY else 3
    return level if delta > 0 else -level


def verdict_typed(row: Reviewed, typed: Decimal | None, figures: Mapping[str, str], reason: str) -> Verdict | None:
    """What an appraiser means who leaves a row like this; None: nothing (any more).

    Points that the figures give anyway are no points of his own, and a number that was merely left standing while
    figures were put right gives way to them. Refused where figures are wrong or incomplete."""
    corrected = _corrected(row, figures)
    own = _own_points(row, typed, corrected)
    if own is None and corrected is None:
        return Verdict(accepted=True, reason=reason) if typed is not None else None
    return Verdict(points=own, corrected=corrected, reason=reason)


def _corrected(row: Reviewed, figures: Mapping[str, str]) -> Inputs | None:
    """The figures, where they are others than the agency's."""
    if not any(text.strip() for text in figures.values()):
        return None
    leaf = row.leaf
    assert leaf.method is not None
    typed = inputs_from_typed(leaf.method, leaf.ceiling, figures, leaf.kind, row.figures.no_target)
    if typed == row.figures:
        return None
    if not is_answered(leaf.method, typed):
        empty = next((name for name, text in figures.items() if not text.strip()), None)
        raise Refused("Sửa số liệu thì nhập đủ các ô.", field=empty)
    return typed


def _own_points(row: Reviewed, typed: Decimal | None, corrected: Inputs | None) -> Decimal | None:
    """The typed number, unless it is what the figures give, or the one that stood there before they changed."""
    if typed is None or (corrected != row.verdict.corrected and typed == row.given):
        return None
    return None if typed in _given_anyway(row, corrected) else typed


def _given_anyway(row: Reviewed, corrected: Inputs | None) -> set[Decimal]:
    leaf = row.leaf
    assert leaf.method is not None
    inputs = corrected or row.answer.inputs
    worth = points(leaf.method, leaf.ceiling, inputs, row.places, row.answer.days_late)
    known = [worth, row.given if row.verdict.points is None else None]
    if corrected is None and not row.claimed.not_applicable:
        known.append(row.claimed.points or Decimal(0))
    return {value for value in known if value is not None}


def settled_in(rows: Iterable[Reviewed]) -> int:
    """How many rows have something final on them."""
    return sum(row.settled for row in rows)
