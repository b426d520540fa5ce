"""Results against the targets that were filed: entered by the agency, seen by the lead once its head filed them."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.pledges.rules import Result, read_results
from tenants.database import Base, Public, db
from tenants.isolation import AgencyOwned, Filed, hangs_on


class TargetResult(AgencyOwned, Public, Base):
    """What the agency has entered for one target and period; its own alone until it is filed."""

    more = (hangs_on("registration", "registration_id"), UniqueConstraint("registration_id", "period", "key"))

    registration_id: Mapped[int] = mapped_column(index=True)
    period: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(12))
    figure: Mapped[Decimal | None] = mapped_column()
    words: Mapped[str] = mapped_column(String(1000), default="")
    version: Mapped[int] = mapped_column(default=1)

    @property
    def result(self) -> Result:
        return Result(self.key, self.figure, self.words)


class FiledResults(Filed, Public, Base):
    """The results of a period as the head filed them; filed again, they are a new row."""

    written_once = True
    more = (hangs_on("registration", "registration_id"), UniqueConstraint("registration_id", "period", "number"))

    registration_id: Mapped[int] = mapped_column(index=True)
    period: Mapped[str] = mapped_column(String(20))
    number: Mapped[int] = mapped_column()
    filed_at: Mapped[datetime] = mapped_column()
    filed_by: Mapped[int | None] = mapped_column()
    #: JSON as `rules.write_results` writes it.
    results: Mapped[str] = mapped_column(Text)

    @property
    def by_key(self) -> dict[str, Result]:
        return read_results(self.results)


def results_of(registration_id: int, period: str) -> dict[str, TargetResult]:
    """By the target's key, as they stand now."""
    asked = select(TargetResult).where(TargetResult.registration_id == registration_id, TargetResult.period == period)
    return {row.key: row for row in db.session.scalars(asked.execution_options(populate_existing=True))}


def last_results(registration_id: int, period: str) -> FiledResults | None:
    asked = select(FiledResults).where(FiledResults.registration_id == registration_id, FiledResults.period == period)
    return db.session.scalars(asked.order_by(FiledResults.number.desc()).limit(1)).first()


def last_results_in(year_id: int, period: str) -> dict[int, FiledResults]:
    """The newest filing of each agency for a period, of all that are in sight."""
    newest = (
        select(func.max(FiledResults.id))
        .where(FiledResults.year_id == year_id, FiledResults.period == period)
        .group_by(FiledResults.registration_id)
    )
    rows = db.session.scalars(select(FiledResults).where(FiledResults.id.in_(newest)))
    return {row.agency_id: row for row in rows}
