"""While the bloc has adopted its points, what they are made of is held: nothing of it changes."""

from datetime import datetime

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, Public, db
from tenants.isolation import ChairOwned


class Holding(ChairOwned, Public, Base):
    """From when until when the points of the year are adopted. Every member sees that they are; while one stands, the
    database refuses each change of the rows that points are made of (`held_by` of their classes)."""

    more = (Index(None, "year_id", "ended_at"),)

    since: Mapped[datetime] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column()


def holding_of(year_id: int) -> Holding | None:
    """The holding that stands, if there is one."""
    asked = select(Holding).where(Holding.year_id == year_id, Holding.ended_at.is_(None))
    return db.session.scalars(asked.order_by(Holding.id)).first()


def is_held(year_id: int) -> bool:
    """Are the year's points adopted?"""
    asked = select(Holding.id).where(Holding.year_id == year_id, Holding.ended_at.is_(None))
    return db.session.scalars(asked.limit(1)).first() is not None
