"""What an agency registers while it works on it: the stage the bloc may know of, and its own rows."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.pledges.models.catalogue import Title
from khoi.pledges.rules import Contents, RegisteredTitle, Target
from tenants.database import Base, Public, db
from tenants.isolation import AgencyOwned, Shared, hangs_on
from tenants.notices import Notice

REMINDER = "registration_reminder"


class Registration(Shared, Public, Base):
    """An agency's registration of the year: at which stage it is. Nothing that is registered stands here.

    The lead sees this row also of one that is not filed, and says no more of it than "đang soạn".
    """

    more = (UniqueConstraint("year_id", "agency_id"),)

    stage: Mapped[str] = mapped_column(String(20))
    #: How many times it was filed; the last filing is what the lead sees.
    filings: Mapped[int] = mapped_column(default=0)
    returned_reason: Mapped[str] = mapped_column(String(1000), default="")
    returned_until: Mapped[datetime | None] = mapped_column()


class RegisteredTitleRow(AgencyOwned, Public, Base):
    """How many of one title the agency means to reach, and perhaps who; the agency's alone until it is filed."""

    more = (hangs_on("registration", "registration_id"), UniqueConstraint("registration_id", "title_id"))

    registration_id: Mapped[int] = mapped_column(index=True)
    title_id: Mapped[int] = mapped_column(ForeignKey("title.id"))
    count: Mapped[int | None] = mapped_column()
    names: Mapped[str] = mapped_column(String(2000), default="", info={"pii": True})
    #: Carried by the form: a stale row is shown both values, never overwritten.
    version: Mapped[int] = mapped_column(default=1)


class TargetRow(AgencyOwned, Public, Base):
    """A target the agency sets itself; the agency's alone until it is filed."""

    more = (hangs_on("registration", "registration_id"),)

    registration_id: Mapped[int] = mapped_column(index=True)
    #: The name of this target through all filings and results.
    key: Mapped[str] = mapped_column(String(12))
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(String(500))
    unit: Mapped[str] = mapped_column(String(60), default="")
    figure: Mapped[Decimal | None] = mapped_column()
    version: Mapped[int] = mapped_column(default=1)


def registration_of(year_id: int, agency_id: int) -> Registration | None:
    return db.session.scalar(
        select(Registration).where(Registration.year_id == year_id, Registration.agency_id == agency_id)
    )


def registrations_in(year_id: int) -> dict[int, Registration]:
    """By agency, of all that are in sight."""
    rows = db.session.scalars(select(Registration).where(Registration.year_id == year_id))
    return {row.agency_id: row for row in rows}


def hold_registration(registration_id: int) -> Registration:
    """The registration, read again and locked until the commit: two people's changes come one after the other."""
    asked = select(Registration).where(Registration.id == registration_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def title_rows_of(registration_id: int) -> dict[int, RegisteredTitleRow]:
    """By title, as they stand now."""
    asked = select(RegisteredTitleRow).where(RegisteredTitleRow.registration_id == registration_id)
    rows = db.session.scalars(asked.execution_options(populate_existing=True))
    return {row.title_id: row for row in rows}


def targets_of(registration_id: int) -> list[TargetRow]:
    """In the agency's own order, as they stand now."""
    asked = select(TargetRow).where(TargetRow.registration_id == registration_id)
    ordered = asked.order_by(TargetRow.position, TargetRow.id)
    return list(db.session.scalars(ordered.execution_options(populate_existing=True)))


def contents_of(registration_id: int) -> Contents:
    """All that the agency has entered, as values: titles with a number, in the order of the catalogue."""
    asked = (
        select(RegisteredTitleRow, Title)
        .join(Title, Title.id == RegisteredTitleRow.title_id)
        .where(RegisteredTitleRow.registration_id == registration_id, RegisteredTitleRow.count > 0)
        .order_by(Title.position, Title.id)
    )
    titles = (
        RegisteredTitle(title.code, title.name, title.kind, title.for_whom, row.count or 0, row.names)
        for row, title in db.session.execute(asked)
    )
    targets = (Target(row.key, row.text, row.unit, row.figure) for row in targets_of(registration_id))
    return Contents(tuple(titles), tuple(targets))


def reminders_of_registration(year_id: int) -> dict[int, tuple[int, datetime]]:
    """How many times an agency was reminded to register, and when last."""
    asked = (
        select(Notice.agency_id, func.count(), func.max(Notice.made_at))
        .where(Notice.year_id == year_id, Notice.kind == REMINDER)
        .group_by(Notice.agency_id)
    )
    return {agency_id: (times, last) for agency_id, times, last in db.session.execute(asked)}
