"""What others find: appraised points row by row, with the reason, and every change of them."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.sheets.models import Criterion
from tenants.database import Base, Public, db
from tenants.isolation import Assessed, hangs_on


class Appraisal(Assessed, Public, Base):
    """The appraisers' finding on one row of a filed card: accepted as computed, points of their own, or an input
    corrected. It holds for the row as sealed: a row filed anew with another seal is appraised anew."""

    held_by = "holding"
    more = (hangs_on("scorecard", "scorecard_id"), UniqueConstraint("scorecard_id", "criterion_id"))

    scorecard_id: Mapped[int] = mapped_column(index=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"))
    #: The seal of the row that was looked at.
    seal: Mapped[str] = mapped_column(String(64))
    #: Accepted: points as the method computes them at each look; `points` is then empty.
    accepted: Mapped[bool] = mapped_column(default=False)
    points: Mapped[Decimal | None] = mapped_column()
    #: JSON of corrected inputs; the method then computes, of `relative` rows the others' points follow.
    inputs: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(2000), default="")
    #: Rows accepted in one bulk act share its id, so that it can be undone as one.
    bulk: Mapped[str | None] = mapped_column(String(12), index=True)
    version: Mapped[int] = mapped_column(default=1)
    at: Mapped[datetime] = mapped_column()
    by: Mapped[int | None] = mapped_column()
    by_agency: Mapped[int | None] = mapped_column()


class AppraisalLine(Assessed, Public, Base):
    """One change of a finding: its whole state, who, when, why."""

    more = (hangs_on("scorecard", "scorecard_id"),)

    scorecard_id: Mapped[int] = mapped_column(index=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"))
    act: Mapped[str] = mapped_column(String(30))
    state: Mapped[str] = mapped_column(Text)
    #: After an explanation: the newest word of the row's thread that this answers, 0 where nothing was said.
    settles: Mapped[int | None] = mapped_column()
    at: Mapped[datetime] = mapped_column()
    by: Mapped[int | None] = mapped_column()
    by_agency: Mapped[int | None] = mapped_column()
    #: When the agency was told of it: the last word on a row at each release.
    told_at: Mapped[datetime | None] = mapped_column()


def appraisals_of(scorecard_id: int) -> dict[int, Appraisal]:
    """The findings on a card by criterion; to the agency itself only when released."""
    rows = db.session.scalars(select(Appraisal).where(Appraisal.scorecard_id == scorecard_id))
    return {row.criterion_id: row for row in rows}


def findings_by_path(scorecard_id: int) -> dict[str, Appraisal]:
    """The same by the path of the criterion, which outlives the versions of the sheet; the newest of each path."""
    rows = db.session.execute(
        select(Appraisal, Criterion.path)
        .join(Criterion, Criterion.id == Appraisal.criterion_id)
        .where(Appraisal.scorecard_id == scorecard_id)
        .order_by(Appraisal.id)
    )
    return {path: finding for finding, path in rows}


def appraisals_in_bulk(scorecard_id: int, bulk: str) -> list[Appraisal]:
    """The findings of one bulk act that nobody has touched since."""
    rows = select(Appraisal).where(Appraisal.scorecard_id == scorecard_id, Appraisal.bulk == bulk)
    return list(db.session.scalars(rows))


def lines_on(scorecard_id: int, path: str) -> list[AppraisalLine]:
    """What was ever said on one row, under whichever version of the sheet, the newest first."""
    rows = (
        select(AppraisalLine)
        .join(Criterion, Criterion.id == AppraisalLine.criterion_id)
        .where(AppraisalLine.scorecard_id == scorecard_id, Criterion.path == path)
    )
    return list(db.session.scalars(rows.order_by(AppraisalLine.id.desc())))


def appraisal_of(scorecard_id: int, criterion_id: int) -> Appraisal | None:
    """The finding on one row; to the agency itself only when released."""
    asked = select(Appraisal).where(Appraisal.scorecard_id == scorecard_id, Appraisal.criterion_id == criterion_id)
    return db.session.scalar(asked)
