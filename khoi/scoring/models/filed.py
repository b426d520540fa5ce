"""What an agency has filed: sealed copies of its card, which chairs and appraisers see and nobody changes."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.scoring.models.evidence import EvidenceVersion
from khoi.sheets.models import Criterion
from tenants.database import Base, Public, db
from tenants.isolation import Filed, hangs_on


class FiledCard(Filed, Public, Base):
    """One filing of a card: when, late by how many days, and its seal."""

    written_once = True
    held_by = "holding"
    more = (hangs_on("scorecard", "scorecard_id"), UniqueConstraint("scorecard_id", "number"))

    scorecard_id: Mapped[int] = mapped_column(index=True)
    number: Mapped[int] = mapped_column()
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"))
    filed_at: Mapped[datetime] = mapped_column()
    filed_by: Mapped[int | None] = mapped_column()
    days_late: Mapped[int] = mapped_column(default=0)
    seal: Mapped[str] = mapped_column(String(64))


class FiledMark(Filed, Public, Base):
    """A row as it was filed: inputs, points, note, evidence, and the row's own seal."""

    written_once = True
    held_by = "holding"
    more = (hangs_on("filed_card", "filed_card_id"), UniqueConstraint("filed_card_id", "criterion_id"))

    filed_card_id: Mapped[int] = mapped_column(index=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"))
    inputs: Mapped[str] = mapped_column(Text)
    points: Mapped[Decimal | None] = mapped_column()
    note: Mapped[str] = mapped_column(String(2000), default="")
    #: JSON list: {"version": public id, "title", "number", "dated", "issuer", "name", "size", "sha256", "pages"}.
    evidence: Mapped[str] = mapped_column(Text, default="[]")
    seal: Mapped[str] = mapped_column(String(64))


def last_filed(scorecard_id: int) -> FiledCard | None:
    """The newest filing of a card: what others see of it."""
    newest = select(FiledCard).where(FiledCard.scorecard_id == scorecard_id).order_by(FiledCard.number.desc())
    return db.session.scalars(newest.limit(1)).first()


def last_filed_in(year_id: int) -> dict[int, FiledCard]:
    """The newest filing of each agency's card, of all that are in sight."""
    newest = (
        select(FiledCard.scorecard_id, func.max(FiledCard.number).label("number"))
        .where(FiledCard.year_id == year_id)
        .group_by(FiledCard.scorecard_id)
        .subquery()
    )
    rows = db.session.scalars(
        select(FiledCard).join(
            newest, (FiledCard.scorecard_id == newest.c.scorecard_id) & (FiledCard.number == newest.c.number)
        )
    )
    return {row.agency_id: row for row in rows}


def filed_marks_of(filed_card_id: int) -> list[FiledMark]:
    return list(db.session.scalars(select(FiledMark).where(FiledMark.filed_card_id == filed_card_id)))


def rows_filed(filed_card_id: int) -> list[tuple[FiledMark, Criterion]]:
    """The rows of one filing with their criteria, in the order of the printed page."""
    rows = db.session.execute(
        select(FiledMark, Criterion)
        .join(Criterion, Criterion.id == FiledMark.criterion_id)
        .where(FiledMark.filed_card_id == filed_card_id)
        .order_by(Criterion.place)
    )
    return [(row, criterion) for row, criterion in rows]


def filings_of_card(scorecard_id: int) -> list[FiledCard]:
    """Every filing of a card, the newest first."""
    asked = select(FiledCard).where(FiledCard.scorecard_id == scorecard_id).order_by(FiledCard.number.desc())
    return list(db.session.scalars(asked))


def stands_behind_filed_row(version: EvidenceVersion) -> bool:
    """Does a filed row that is in sight name this version? What was sent with an explanation alone is none of those."""
    named = FiledMark.evidence.contains(f'"{version.public_id}"', autoescape=True)
    asked = select(FiledMark.id).where(
        FiledMark.year_id == version.year_id, FiledMark.agency_id == version.agency_id, named
    )
    return db.session.scalars(asked.limit(1)).first() is not None
