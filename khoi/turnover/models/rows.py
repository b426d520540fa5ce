"""What two people say at the turn of a year: the closing, asked and confirmed; the handover and its receipt."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, Public, db
from tenants.isolation import Addressed, BlocOwned, ChairOwned, Shared
from tenants.second_person import Asked


class ClosingRequest(ChairOwned, Asked, Public, Base):
    """The lead's head asks to close the year with what is unfinished; the deputy's head confirms just that."""

    #: JSON: what was unfinished when it was asked, line by line.
    unfinished: Mapped[str] = mapped_column(Text)


class Handover(Addressed, Public, Base):
    """What the lead of this year hands over to the next: his own lines first, the whole list once he has signed.

    Until then it is the lead's alone; then the receiver reads it too, from the year that it leads."""

    addressees = "handover_reader"
    addressed_by = "handover_id"
    more = (UniqueConstraint("year_id"),)

    lines: Mapped[str] = mapped_column(Text, default="")
    #: The agency that leads the next year.
    receiver_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    #: JSON as `write_items` writes it, from the signing on, and its hash.
    items: Mapped[str] = mapped_column(Text, default="")
    digest: Mapped[str] = mapped_column(String(64), default="")
    given_at: Mapped[datetime | None] = mapped_column()
    given_by: Mapped[int | None] = mapped_column()


class HandoverReader(Shared, Public, Base):
    """Who reads a handover beside the lead: the agency that receives it."""

    more = (UniqueConstraint("handover_id", "agency_id"),)

    handover_id: Mapped[int] = mapped_column(ForeignKey("handover.id"))


class Reception(BlocOwned, Public, Base):
    """The lead of this year has received what the lead of the last one handed over: the very list of that hash."""

    more = (UniqueConstraint("year_id"),)

    handover_id: Mapped[int] = mapped_column(ForeignKey("handover.id"))
    digest: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(String(1000), default="")
    received_at: Mapped[datetime] = mapped_column()
    received_by: Mapped[int | None] = mapped_column()


def closing_request(year_id: int) -> ClosingRequest | None:
    """The request to close that waits for the deputy's head."""
    asked = select(ClosingRequest).where(ClosingRequest.year_id == year_id, ClosingRequest.answered_at.is_(None))
    return db.session.scalars(asked.order_by(ClosingRequest.id.desc())).first()


def handover_of(year_id: int) -> Handover | None:
    """The handover of a year, if there is one in sight."""
    return db.session.scalar(select(Handover).where(Handover.year_id == year_id))


def reception_of(year_id: int) -> Reception | None:
    """That the lead of this year received what the last one handed over."""
    return db.session.scalar(select(Reception).where(Reception.year_id == year_id))


def waiting_handover(year_id: int, agency_id: int) -> Handover | None:
    """What the lead of that year has signed for this agency, and it has not received yet."""
    received = exists().where(Reception.handover_id == Handover.id)
    asked = select(Handover).where(
        Handover.year_id == year_id, Handover.receiver_id == agency_id, Handover.given_at.is_not(None), ~received
    )
    return db.session.scalar(asked)
