"""The year's dates, for whom one of them was moved by name, and who was late by how many days."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.years.rules import Dates
from tenants.database import Base, Public, db
from tenants.isolation import Assessed, BlocOwned, Shared
from tenants.isolation.kinds import Condition, Facts

SCORECARD, REGISTRATION = "scorecard", "registration"


class Filing(BlocOwned, Public, Base):
    """Something every member files in the year, with its hạn nộp and its khóa sổ."""

    more = (UniqueConstraint("year_id", "key"),)

    key: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(200))
    due: Mapped[datetime] = mapped_column()
    closing: Mapped[datetime] = mapped_column()


class Reopening(Shared, Public, Base):
    """A named exception: one filing of one agency is open again, or longer, until a time; the reason is for all who
    are concerned. Hạn nộp stays what it is: what comes after it is late."""

    more = (Index(None, "year_id", "agency_id", "filing"),)

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        """Nobody reopens for himself: the lead does it for the others, the deputy for the lead."""
        return Assessed.changed(row, who)

    filing: Mapped[str] = mapped_column(String(60))
    until: Mapped[datetime] = mapped_column()
    reason: Mapped[str] = mapped_column(String(500))
    made_at: Mapped[datetime] = mapped_column()
    made_by: Mapped[int | None] = mapped_column()
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    withdrawn_by: Mapped[int | None] = mapped_column()


class Lateness(Shared, Public, Base):
    """By how many days an agency was late with a filing: a fact of the bloc, which `timeliness` reads."""

    held_by = "holding"
    more = (UniqueConstraint("year_id", "agency_id", "filing"),)

    filing: Mapped[str] = mapped_column(String(60))
    days: Mapped[int] = mapped_column()
    noted_at: Mapped[datetime] = mapped_column()
    noted_by: Mapped[int | None] = mapped_column()


def filings_of(year_id: int) -> list[Filing]:
    """The year's filings by due date."""
    return list(db.session.scalars(select(Filing).where(Filing.year_id == year_id).order_by(Filing.due, Filing.id)))


def filing_keyed(year_id: int, key: str) -> Filing | None:
    return db.session.scalar(select(Filing).where(Filing.year_id == year_id, Filing.key == key))


def dates_for(year_id: int, agency_id: int, key: str) -> Dates | None:
    """Hạn nộp and khóa sổ of a filing as they hold for one agency, named exceptions in; none where the year has no
    such filing."""
    filing = filing_keyed(year_id, key)
    return held(filing, reopened_until(year_id, agency_id).get(key)) if filing else None


def all_dates_for(year_id: int, agency_id: int) -> dict[str, Dates]:
    """The same of every filing of the year, by key, in the order of hạn nộp."""
    return {filing.key: dates for filing, dates in filings_held(year_id, agency_id)}


def filings_held(year_id: int, agency_id: int) -> list[tuple[Filing, Dates]]:
    """The year's filings by due date, each with its dates as they hold for one agency; in one statement."""
    until = select(func.max(Reopening.until)).where(
        Reopening.year_id == year_id, Reopening.agency_id == agency_id, Reopening.filing == Filing.key,
        Reopening.withdrawn_at.is_(None),
    )  # fmt: skip
    asked = select(Filing, until.correlate(Filing).scalar_subquery()).where(Filing.year_id == year_id)
    rows = db.session.execute(asked.order_by(Filing.due, Filing.id))
    return [(filing, held(filing, reopened)) for filing, reopened in rows]


def held(filing: Filing, until: datetime | None) -> Dates:
    """A filing's dates for an agency for which it was reopened until then, if it was."""
    return Dates(filing.due, max(filing.closing, until) if until else filing.closing)


def reopened_until(year_id: int, agency_id: int) -> dict[str, datetime]:
    """Until when each filing was reopened for an agency; those never reopened are absent."""
    rows = db.session.execute(
        select(Reopening.filing, func.max(Reopening.until).label("until"))
        .where(Reopening.year_id == year_id, Reopening.agency_id == agency_id, Reopening.withdrawn_at.is_(None))
        .group_by(Reopening.filing)
    )
    return {row.filing: row.until for row in rows}


def reopenings_in(year_id: int) -> list[Reopening]:
    """Every named exception of the year that is in sight, withdrawn ones too, the newest first."""
    asked = select(Reopening).where(Reopening.year_id == year_id)
    return list(db.session.scalars(asked.order_by(Reopening.made_at.desc(), Reopening.id.desc())))


def standing_reopenings(year_id: int, agency_id: int, key: str) -> list[Reopening]:
    """The exceptions of one filing of one agency that nobody withdrew."""
    asked = select(Reopening).where(
        Reopening.year_id == year_id,
        Reopening.agency_id == agency_id,
        Reopening.filing == key,
        Reopening.withdrawn_at.is_(None),
    )
    return list(db.session.scalars(asked.order_by(Reopening.id)))


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
