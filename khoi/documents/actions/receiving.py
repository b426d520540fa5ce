"""What recipients do with an issued document, and the lead's reminder to those who have not received it."""

from khoi.documents.actions.issuing import ISSUED
from khoi.documents.models import Delivery, Document, deliveries_of, held_delivery
from khoi.documents.rules import State, may_remind
from tenants import clock, journal
from tenants.notices import notify
from tenants.refusal import Refused
from tenants.scope import present_scope


def receive(delivery: Delivery) -> None:
    """The agency has received the document; the first word counts, a second press changes nothing."""
    row = held_delivery(delivery)
    if row.received_at is None:
        row.received_at, row.received_by = clock.now(), present_scope().user or None
        journal.wrote(row, "receive")


def read(delivery: Delivery) -> None:
    """The agency has read it (says so, or took a file): received then, too."""
    receive(delivery)
    row = held_delivery(delivery)
    if row.read_at is None:
        row.read_at, row.read_by = clock.now(), present_scope().user or None
        journal.wrote(row, "read")


def remind(document: Document) -> int:
    """Tell whoever has not received the document yet, each once a day; how many were told."""
    if document.state != State.ISSUED:
        raise Refused("Văn bản không còn hiệu lực nên không cần nhắc nhận.")
    waiting = [
        row for row in deliveries_of(document.id)
        if may_remind(row.received_at is not None, row.reminded_at, clock.today())
    ]  # fmt: skip
    for row in waiting:
        row.reminded_at = clock.now()
        notify(
            row.agency_id, ISSUED, f"Nhắc nhận văn bản: {document.kind} số {document.sign}, {document.subject[:300]}."
        )
        journal.wrote(row, "remind")
    return len(waiting)
