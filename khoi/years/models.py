"""The year's dates, who was late by how many days, and who is not considered."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.years.rules import Dates
from tenants.database import Base, Public, db
from tenants.isolation import Assessed, BlocOwned, Shared
from tenants.isolation.kinds import Condition, Facts

SCORECARD = "scorecard"


class Filing(BlocOwned, Public, Base):
    """Something every member files in the year, with its hạn nộp and its khóa sổ."""

    more = (UniqueConstraint("year_id", "key"),)

    key: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(200))
    due: Mapped[datetime] = mapped_column()
    closing: Mapped[datetime] = mapped_column()


class Lateness(Shared, Public, Base):
    """By how many days an agency was late with a filing: a fact of the bloc, which `timeliness` reads."""

    more = (UniqueConstraint("year_id", "agency_id", "filing"),)

    filing: Mapped[str] = mapped_column(String(60))
    days: Mapped[int] = mapped_column()
    noted_at: Mapped[datetime] = mapped_column()
    noted_by: Mapped[int | None] = mapped_column()


class NotConsidered(Assessed, Public, Base):
    """The bloc does not consider an agency this year: its points are kept, it has no rank. The reason stays here."""

    more = (UniqueConstraint("year_id", "agency_id"),)

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        """Both chairs see it also of themselves: the table that one asks to publish is the one the other confirms."""
        return Assessed.seen(row, who) | ((row.year_id == who.year) & (row.agency_id == who.agency) & (who.deputy == 1))

    reason: Mapped[str] = mapped_column(String(500))
    decided_at: Mapped[datetime] = mapped_column()
    decided_by: Mapped[int | None] = mapped_column()


class Ground(BlocOwned, Public, Base):
    """A reason for which the bloc may not consider an agency this year; the year's sheet names them."""

    place: Mapped[int] = mapped_column()
    text: Mapped[str] = mapped_column(String(500))


def grounds_of(year_id: int) -> list[Ground]:
    """The year's reasons in the sheet's order."""
    return list(db.session.scalars(select(Ground).where(Ground.year_id == year_id).order_by(Ground.place)))


def filings_of(year_id: int) -> list[Filing]:
    """The year's filings by due date."""
    return list(db.session.scalars(select(Filing).where(Filing.year_id == year_id).order_by(Filing.due, Filing.id)))


def filing_keyed(year_id: int, key: str) -> Filing | None:
    return db.session.scalar(select(Filing).where(Filing.year_id == year_id, Filing.key == key))


def dates_for(year_id: int, agency_id: int, key: str) -> Dates | None:
    """Hạn nộp and khóa sổ of a filing as they hold for one agency; none where the year has no such filing."""
    filing = filing_keyed(year_id, key)
    return Dates(filing.due, filing.closing) if filing else None


def lateness_in(year_id: int, agency_id: int) -> dict[str, int]:
    """Days late by filing, of one agency; a filing nobody noted is absent and counts as 0."""
    rows = db.session.execute(
        select(Lateness.filing, Lateness.days).where(Lateness.year_id == year_id, Lateness.agency_id == agency_id)
    )
    return {row.filing: row.days for row in rows}


def all_lateness(year_id: int) -> dict[int, dict[str, int]]:
    """Days late by agency and filing, of all that are in sight."""
    late: dict[int, dict[str, int]] = {}
    for row in db.session.scalars(select(Lateness).where(Lateness.year_id == year_id)):
        late.setdefault(row.agency_id, {})[row.filing] = row.days
    return late


def lateness_row(year_id: int, agency_id: int, filing: str) -> Lateness | None:
    return db.session.scalar(
        select(Lateness).where(Lateness.year_id == year_id, Lateness.agency_id == agency_id, Lateness.filing == filing)
    )


def not_considered_in(year_id: int) -> dict[int, NotConsidered]:
    """The agencies that are not considered, of those in sight."""
    rows = db.session.scalars(select(NotConsidered).where(NotConsidered.year_id == year_id))
    return {row.agency_id: row for row in rows}
