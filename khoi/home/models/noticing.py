"""The agency's notices of a year."""

from sqlalchemy import select

from tenants.database import db
from tenants.notices import Notice

MOST = 200


def notices_in(year_id: int, agency_id: int) -> list[Notice]:
    """The newest first, at most two hundred."""
    asked = select(Notice).where(Notice.year_id == year_id, Notice.agency_id == agency_id)
    return list(db.session.scalars(asked.order_by(Notice.made_at.desc(), Notice.id.desc()).limit(MOST)))


def unread_in(year_id: int, agency_id: int) -> list[Notice]:
    asked = select(Notice).where(Notice.year_id == year_id, Notice.agency_id == agency_id, Notice.read_at.is_(None))
    return list(db.session.scalars(asked))
