"""Findings that come with an imported card: accepted rows, and points with their reasons, released at once."""

from collections.abc import Mapping

from khoi.scoring.models import Appraisal, AppraisalLine, FiledCard, FiledMark, Scorecard, appraisals_of
from khoi.scoring.models.filed import rows_filed
from khoi.scoring.rules import Answer
from tenants import clock, journal
from tenants.database import db


def record_findings(card: Scorecard, sealed: FiledCard, answers: Mapping[str, Answer]) -> None:
    """Settle every row of the filing as the file says; earlier findings go, for they were about other answers.

    Without answers nothing is settled: the card only waits for its appraisal."""
    former = appraisals_of(card.id)
    for finding in former.values():
        db.session.delete(finding)
    db.session.flush()
    if not answers:
        return
    for row, criterion in rows_filed(sealed.id):
        finding = _finding(card, row, answers.get(criterion.path, Answer()))
        db.session.add_all([finding, _line(finding)])


def _finding(card: Scorecard, row: FiledMark, answer: Answer) -> Appraisal:
    return Appraisal(
        year_id=card.year_id, agency_id=card.agency_id, scorecard_id=card.id, criterion_id=row.criterion_id,
        seal=row.seal, accepted=answer.appraised is None, points=answer.appraised, reason=answer.reason,
        released=True, at=clock.now(),
    )  # fmt: skip


def _line(finding: Appraisal) -> AppraisalLine:
    state = {
        "accepted": finding.accepted,
        "points": finding.points,
        "inputs": None,
        "reason": finding.reason,
        "seal": finding.seal,
    }
    return AppraisalLine(
        year_id=finding.year_id, agency_id=finding.agency_id, scorecard_id=finding.scorecard_id,
        criterion_id=finding.criterion_id, act="import", state=journal.canonical(state), at=finding.at, released=True,
        told_at=finding.at,
    )  # fmt: skip
