"""What an agency was told of the findings on its card: the last word on each row that was released to it.

A finding changed in a round of explanations is out of the agency's sight until its chair tells it; what was told before
stands for the agency until then.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from json import dumps, loads
from typing import Any

from sqlalchemy import func, select

from khoi.scoring.models.appraisals import Appraisal, AppraisalLine
from khoi.sheets.models import Criterion
from tenants.database import db


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as it was told: what a line of the history says, in the words of a finding."""

    accepted: bool
    points: Decimal | None
    #: JSON of corrected inputs, as a finding keeps them.
    inputs: str | None
    reason: str
    seal: str
    at: datetime
    told_at: datetime | None
    by: int | None
    by_agency: int | None

    @property
    def stands_by_claim(self) -> bool:
        """The claim was taken as it is."""
        return self.accepted and self.points is None and self.inputs is None


def told_in(line: AppraisalLine) -> Told:
    """What a line of the history says."""
    state: Mapping[str, Any] = loads(line.state)
    points, inputs = state["points"], state["inputs"]
    return Told(
        accepted=bool(state["accepted"]),
        points=None if points is None else Decimal(points),
        inputs=None if inputs is None else dumps(inputs, ensure_ascii=False),
        reason=state["reason"], seal=state["seal"], at=line.at, told_at=line.told_at, by=line.by,
        by_agency=line.by_agency,
    )  # fmt: skip


def findings_told(scorecard_id: int) -> dict[str, Told]:
    """The last word on each row that its agency was told, by path."""
    rows = db.session.execute(
        select(AppraisalLine, Criterion.path)
        .join(Criterion, Criterion.id == AppraisalLine.criterion_id)
        .where(AppraisalLine.scorecard_id == scorecard_id, AppraisalLine.released)
        .order_by(AppraisalLine.id)
    )
    return {path: told_in(line) for line, path in rows}


def newest_lines(scorecard_id: int) -> list[AppraisalLine]:
    """The last word on each row that has a finding, told or not."""
    last = (
        select(func.max(AppraisalLine.id))
        .join(
            Appraisal,
            (Appraisal.scorecard_id == AppraisalLine.scorecard_id)
            & (Appraisal.criterion_id == AppraisalLine.criterion_id),
        )
        .where(AppraisalLine.scorecard_id == scorecard_id)
        .group_by(AppraisalLine.criterion_id)
    )
    return list(db.session.scalars(select(AppraisalLine).where(AppraisalLine.id.in_(last))))


def settling_lines(scorecards: Collection[int]) -> dict[tuple[int, str], list[AppraisalLine]]:
    """The re-appraisals after explanations that are in sight, by card and path, the oldest first."""
    rows = db.session.execute(
        select(AppraisalLine, Criterion.path)
        .join(Criterion, Criterion.id == AppraisalLine.criterion_id)
        .where(AppraisalLine.scorecard_id.in_(scorecards), AppraisalLine.settles.is_not(None))
        .order_by(AppraisalLine.id)
    )
    found: dict[tuple[int, str], list[AppraisalLine]] = {}
    for line, path in rows:
        found.setdefault((line.scorecard_id, path), []).append(line)
    return found
