"""What an agency writes: its card of the year, a mark a criterion, the evidence behind each, every change."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.sheets.models import Criterion
from tenants.database import Base, Public, db
from tenants.isolation import AgencyOwned, Shared, hangs_on


class Scorecard(Shared, Public, Base):
    """An agency's card of the year: at which stage it is, by which version of the sheet. No figure stands here.

    The chairs see this row also of a card that is not filed, and say no more of it than "đang soạn".
    """

    more = (UniqueConstraint("year_id", "agency_id"),)

    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"))
    stage: Mapped[str] = mapped_column(String(20))
    #: How many times it was filed; the last filing is what others see.
    filings: Mapped[int] = mapped_column(default=0)
    #: Entered from a file of what was filed elsewhere: evidence is not asked for.
    imported: Mapped[bool] = mapped_column(default=False)
    returned_reason: Mapped[str] = mapped_column(String(1000), default="")
    returned_until: Mapped[datetime | None] = mapped_column()
    released_at: Mapped[datetime | None] = mapped_column()
    version: Mapped[int] = mapped_column(default=1)


class Mark(AgencyOwned, Public, Base):
    """A row of the card: what the agency enters for one criterion. Made for every leaf when the card is begun."""

    more = (hangs_on("scorecard", "scorecard_id"), UniqueConstraint("scorecard_id", "criterion_id"))

    scorecard_id: Mapped[int] = mapped_column(index=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"))
    #: JSON as the scores file writes it; "{}" while unanswered.
    inputs: Mapped[str] = mapped_column(Text, default="{}")
    #: What the method gives; none while unanswered, and always for `relative` and `timeliness`.
    points: Mapped[Decimal | None] = mapped_column()
    note: Mapped[str] = mapped_column(String(2000), default="")
    #: Carried by the form: a stale cell is shown both values, never overwritten.
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime | None] = mapped_column()
    changed_by: Mapped[int | None] = mapped_column()


class MarkEvidence(AgencyOwned, Public, Base):
    """One document serves one row; the same document may serve many."""

    more = (
        hangs_on("mark", "mark_id"),
        hangs_on("evidence", "evidence_id"),
        UniqueConstraint("mark_id", "evidence_id"),
    )

    mark_id: Mapped[int] = mapped_column(index=True)
    evidence_id: Mapped[int] = mapped_column(index=True)
    position: Mapped[int] = mapped_column(default=0)


class MarkLine(AgencyOwned, Public, Base):
    """One change of a mark: the row's whole state after it, who, when, why. Written once; the agency's alone."""

    written_once = True
    more = (hangs_on("mark", "mark_id"),)

    mark_id: Mapped[int] = mapped_column(index=True)
    act: Mapped[str] = mapped_column(String(30))
    #: JSON: inputs, points, note, evidence hashes.
    state: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(1000), default="")
    at: Mapped[datetime] = mapped_column()
    by: Mapped[int | None] = mapped_column()


def card_of(year_id: int, agency_id: int) -> Scorecard | None:
    return db.session.scalar(select(Scorecard).where(Scorecard.year_id == year_id, Scorecard.agency_id == agency_id))


def cards_in(year_id: int) -> dict[int, Scorecard]:
    """The cards of the year by agency, of all that are in sight."""
    return {row.agency_id: row for row in db.session.scalars(select(Scorecard).where(Scorecard.year_id == year_id))}


def hold_card(scorecard_id: int) -> Scorecard:
    """The card, read again and locked until the commit: two people's changes of one card come one after the other."""
    asked = select(Scorecard).where(Scorecard.id == scorecard_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def hold_card_of(mark: Mark) -> Scorecard:
    """The same for the card of a mark; the mark too is read again behind the lock."""
    card = hold_card(mark.scorecard_id)
    db.session.scalars(select(Mark).where(Mark.id == mark.id).execution_options(populate_existing=True)).one()
    return card


def criterion_of(mark: Mark) -> Criterion:
    """What the row is about."""
    return db.session.scalars(select(Criterion).where(Criterion.id == mark.criterion_id)).one()


def marks_of(scorecard_id: int) -> list[tuple[Mark, Criterion]]:
    """The rows of a card with their criteria, in the order of the printed page."""
    rows = db.session.execute(
        select(Mark, Criterion)
        .join(Criterion, Criterion.id == Mark.criterion_id)
        .where(Mark.scorecard_id == scorecard_id)
        .order_by(Criterion.place)
    )
    return [(mark, criterion) for mark, criterion in rows]
