"""Who is not considered this year, and for which reasons the bloc may say so."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, Public, db
from tenants.isolation import Assessed, BlocOwned
from tenants.isolation.kinds import Condition, Facts


class NotConsidered(Assessed, Public, Base):
    """The bloc does not consider an agency this year: its points are kept, it has no rank. The reason stays here."""

    held_by = "holding"
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


def not_considered_in(year_id: int) -> dict[int, NotConsidered]:
    """The agencies that are not considered, of those in sight."""
    rows = db.session.scalars(select(NotConsidered).where(NotConsidered.year_id == year_id))
    return {row.agency_id: row for row in rows}
