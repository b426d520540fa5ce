"""Questions about one row under appraisal, and about who was reminded to file."""

from datetime import datetime

from sqlalchemy import func, select

from khoi.scoring.models.cards import Scorecard
from khoi.scoring.models.filed import FiledCard, FiledMark
from khoi.sheets.models import Criterion
from tenants.database import db
from tenants.notices import Notice

REMINDER = "reminder"


def place_of(row: FiledMark) -> tuple[Scorecard, Criterion]:
    """The card and the criterion of a filed row."""
    found = db.session.execute(
        select(Scorecard, Criterion)
        .join(FiledCard, FiledCard.scorecard_id == Scorecard.id)
        .join(Criterion, Criterion.id == row.criterion_id)
        .where(FiledCard.id == row.filed_card_id)
    ).one()
    return found[0], found[1]


def reminders_in(year_id: int) -> dict[int, tuple[int, datetime]]:
    """How many times an agency was reminded to file its card, and when last."""
    asked = (
        select(Notice.agency_id, func.count(), func.max(Notice.made_at))
        .where(Notice.year_id == year_id, Notice.kind == REMINDER)
        .group_by(Notice.agency_id)
    )
    return {agency_id: (times, last) for agency_id, times, last in db.session.execute(asked)}
