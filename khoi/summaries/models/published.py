"""The bloc's reports as they were published: kept word for word, read by members and observers."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.reports.models import LONGEST_KEY, LONGEST_TITLE
from tenants.database import Base, Public, db
from tenants.isolation import BlocOwned, hangs_in


class PublishedReport(BlocOwned, Public, Base):
    """The bloc's report on one request as the lead's head published it; published anew it gets the next number, and
    the older ones stay on record. Written once."""

    written_once = True
    more = (hangs_in("consolidated", "consolidated_id"), UniqueConstraint("consolidated_id", "number"))

    consolidated_id: Mapped[int] = mapped_column(index=True)
    number: Mapped[int] = mapped_column()
    #: The request's key and title: who reads the report need not see the bloc's own rows.
    key: Mapped[str] = mapped_column(String(LONGEST_KEY))
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    published_at: Mapped[datetime] = mapped_column()
    published_by: Mapped[int | None] = mapped_column()
    #: The whole document as `keep_document` writes it.
    document: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True, slots=True)
class PublishedLine:
    """A published report in a list: everything but its words."""

    public_id: str
    consolidated_id: int
    number: int
    title: str
    published_at: datetime
    digest: str


def published_in(year_id: int) -> list[PublishedLine]:
    """The year's published reports in sight, the newest first, the replaced ones among them."""
    row = PublishedReport
    asked = select(row.public_id, row.consolidated_id, row.number, row.title, row.published_at, row.digest)
    newest = asked.where(row.year_id == year_id).order_by(row.published_at.desc(), row.id.desc())
    return [PublishedLine(*each) for each in db.session.execute(newest)]


def last_published(consolidated_id: int) -> PublishedReport | None:
    asked = select(PublishedReport).where(PublishedReport.consolidated_id == consolidated_id)
    return db.session.scalars(asked.order_by(PublishedReport.number.desc()).limit(1)).first()


def latest_published(year_id: int) -> list[PublishedReport]:
    """The newest publication of each of the year's reports, in the order of the first."""
    asked = select(PublishedReport).where(PublishedReport.year_id == year_id).order_by(PublishedReport.number)
    newest = {row.consolidated_id: row for row in db.session.scalars(asked)}
    return sorted(newest.values(), key=lambda row: row.consolidated_id)


def last_number(consolidated_id: int) -> int:
    asked = select(func.max(PublishedReport.number)).where(PublishedReport.consolidated_id == consolidated_id)
    return db.session.scalar(asked) or 0


def is_replaced(row: PublishedReport) -> bool:
    """Has the same report been published anew since?"""
    return last_number(row.consolidated_id) > row.number
