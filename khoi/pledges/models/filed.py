"""What an agency has filed: copies that the lead sees and nobody changes; and what came on paper."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.pledges.rules import Contents, read_contents
from tenants.database import Base, Public, db
from tenants.files import FileFacts
from tenants.isolation import Filed, Shared, hangs_on
from tenants.isolation.kinds import Condition, Facts


class FiledRegistration(Filed, Public, Base):
    """One filing of a registration: when, late by how many days, and all that was registered."""

    written_once = True
    more = (hangs_on("registration", "registration_id"), UniqueConstraint("registration_id", "number"))

    registration_id: Mapped[int] = mapped_column(index=True)
    number: Mapped[int] = mapped_column()
    filed_at: Mapped[datetime] = mapped_column()
    filed_by: Mapped[int | None] = mapped_column()
    days_late: Mapped[int] = mapped_column(default=0)
    #: JSON as `rules.write_contents` writes it; names of people may stand in it.
    contents: Mapped[str] = mapped_column(Text, info={"pii": True})
    seal: Mapped[str] = mapped_column(String(64), info={"pii": False})
    #: It came on paper, and the lead entered it.
    on_paper: Mapped[bool] = mapped_column(default=False)

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        """The agency files its own; of what came on paper the lead writes the copy."""
        leads = (row.year_id == who.year) & (who.open == 1) & (who.lead == 1)
        return Filed.changed(row, who) | (leads & (row.on_paper == True))  # noqa: E712

    @property
    def registered(self) -> Contents:
        return read_contents(self.contents)


class PaperScan(Shared, FileFacts, Public, Base):
    """The scan of a registration that came on paper: the lead files it, the agency sees it."""

    more = (hangs_on("filed_registration", "filed_id"),)

    filed_id: Mapped[int] = mapped_column(index=True)


def filings_of(registration_id: int) -> list[FiledRegistration]:
    """Every filing, the newest first."""
    asked = select(FiledRegistration).where(FiledRegistration.registration_id == registration_id)
    return list(db.session.scalars(asked.order_by(FiledRegistration.number.desc())))


def last_registered(year_id: int, agency_id: int) -> FiledRegistration | None:
    """What an agency has registered, as last filed."""
    asked = select(FiledRegistration).where(
        FiledRegistration.year_id == year_id, FiledRegistration.agency_id == agency_id
    )
    return db.session.scalars(asked.order_by(FiledRegistration.number.desc()).limit(1)).first()


def last_registered_in(year_id: int) -> dict[int, FiledRegistration]:
    """The newest filing of each agency, of all that are in sight."""
    newest = (
        select(FiledRegistration.registration_id, func.max(FiledRegistration.number).label("number"))
        .where(FiledRegistration.year_id == year_id)
        .group_by(FiledRegistration.registration_id)
        .subquery()
    )
    same = (FiledRegistration.registration_id == newest.c.registration_id) & (
        FiledRegistration.number == newest.c.number
    )
    return {row.agency_id: row for row in db.session.scalars(select(FiledRegistration).join(newest, same))}


def scan_of(filed_id: int) -> PaperScan | None:
    return db.session.scalars(select(PaperScan).where(PaperScan.filed_id == filed_id).order_by(PaperScan.id)).first()
