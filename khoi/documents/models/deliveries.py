"""Who has received, read and answered what: the questions about deliveries."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from khoi.documents.models.documents import Delivery, Document
from khoi.documents.rules import State
from tenants.database import db


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a document has come among its recipients."""

    sent: int = 0
    received: int = 0
    read: int = 0
    replied: int = 0


def counts_in(year_id: int) -> dict[int, Counts]:
    """By document: how many recipients there are, have received it, read it, answered it; of deliveries in sight."""
    asked = (
        select(
            Delivery.document_id, func.count(Delivery.id), func.count(Delivery.received_at),
            func.count(Delivery.read_at), func.count(Delivery.replied_at),
        )
        .where(Delivery.year_id == year_id)
        .group_by(Delivery.document_id)
    )  # fmt: skip
    return {row[0]: Counts(*row[1:]) for row in db.session.execute(asked)}


def deliveries_of(document_id: int) -> list[Delivery]:
    """The recipients of a document in the bloc's own order, of those in sight."""
    asked = select(Delivery).where(Delivery.document_id == document_id)
    return list(db.session.scalars(asked.order_by(Delivery.position, Delivery.id)))


def deliveries_to(year_id: int, agency_id: int) -> dict[int, Delivery]:
    """What came to one agency in a year, by document."""
    asked = select(Delivery).where(Delivery.year_id == year_id, Delivery.agency_id == agency_id)
    return {row.document_id: row for row in db.session.scalars(asked)}


def delivery_to(document_id: int, agency_id: int) -> Delivery | None:
    """How the document came to this agency; none where it is no recipient."""
    asked = select(Delivery).where(Delivery.document_id == document_id, Delivery.agency_id == agency_id)
    return db.session.scalar(asked)


def held_delivery(delivery: Delivery) -> Delivery:
    """The delivery behind a lock, as the last one left it."""
    asked = select(Delivery).where(Delivery.id == delivery.id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def awaiting_receipt(year_id: int, agency_id: int) -> list[tuple[Document, Delivery]]:
    """Documents in force that this agency has not received yet, the oldest first: due on its home page."""
    asked = (
        select(Document, Delivery)
        .join(Delivery, Delivery.document_id == Document.id)
        .where(
            Delivery.year_id == year_id, Delivery.agency_id == agency_id,
            Delivery.received_at.is_(None), Document.state == State.ISSUED,
        )
        .order_by(Delivery.sent_at, Delivery.id)
    )  # fmt: skip
    return [(document, delivery) for document, delivery in db.session.execute(asked)]


def replies_due(year_id: int, agency_id: int) -> list[tuple[Document, datetime]]:
    """Documents in force to which this agency owes an answer, with the day until which, the nearest first."""
    asked = (
        select(Document, Delivery.reply_due)
        .join(Delivery, Delivery.document_id == Document.id)
        .where(
            Delivery.year_id == year_id, Delivery.agency_id == agency_id, Delivery.reply_due.is_not(None),
            Delivery.replied_at.is_(None), Document.state == State.ISSUED,
        )
        .order_by(Delivery.reply_due, Delivery.id)
    )  # fmt: skip
    return [(document, due) for document, due in db.session.execute(asked) if due is not None]


def open_deliveries_to(year_id: int, agency_id: int) -> list[tuple[Document, Delivery]]:
    """Both at once: documents in force that this agency has not received, or not answered though it was asked to."""
    unanswered = Delivery.reply_due.is_not(None) & Delivery.replied_at.is_(None)
    asked = (
        select(Document, Delivery)
        .join(Delivery, Delivery.document_id == Document.id)
        .where(
            Delivery.year_id == year_id, Delivery.agency_id == agency_id, Document.state == State.ISSUED,
            Delivery.received_at.is_(None) | unanswered,
        )
        .order_by(Delivery.sent_at, Delivery.id)
    )  # fmt: skip
    return [(document, delivery) for document, delivery in db.session.execute(asked)]


def unreceived_in(year_id: int) -> int:
    """How many deliveries of documents in force nobody has received yet: for the lead's home page."""
    asked = (
        select(func.count(Delivery.id))
        .join(Document, Document.id == Delivery.document_id)
        .where(Delivery.year_id == year_id, Delivery.received_at.is_(None), Document.state == State.ISSUED)
    )
    return db.session.scalar(asked) or 0


def waiting_for_head(year_id: int) -> list[Document]:
    """Drafts that the lead's clerk has sent to the head."""
    asked = select(Document).where(Document.year_id == year_id, Document.state == State.AT_HEAD)
    return list(db.session.scalars(asked.order_by(Document.id)))
