"""In-app notices: a short word to one agency's people about something that happened to what is theirs."""

from datetime import datetime

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Public, db
from tenants.isolation import Shared
from tenants.scope import present_scope


class Notice(Shared, Public, Base):
    """A notice to all people of one agency."""

    kind: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(String(500))
    made_at: Mapped[datetime] = mapped_column()
    read_at: Mapped[datetime | None] = mapped_column()


def notify(agency_id: int, kind: str, text: str, year_id: int | None = None) -> None:
    """Tell an agency, in the same transaction as what happened to it; the year is the scope's, unless named."""
    year = year_id or present_scope().year
    db.session.add(Notice(year_id=year, agency_id=agency_id, kind=kind, text=text, made_at=clock.now()))


def notices_to(agency_id: int, limit: int = 100) -> list[Notice]:
    """The newest notices first."""
    newest = select(Notice).where(Notice.agency_id == agency_id).order_by(Notice.made_at.desc(), Notice.id.desc())
    return list(db.session.scalars(newest.limit(limit)))
