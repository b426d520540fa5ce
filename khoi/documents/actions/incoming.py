"""What comes from above: registered, assigned, dealt with, and what the bloc issued because of it."""

from dataclasses import dataclass
from datetime import date

from khoi.documents.models import (
    Incoming,
    IncomingFile,
    files_of_incoming,
    hold_register,
    next_incoming_number,
)
from khoi.documents.rules import Handling
from tenants import clock, journal
from tenants.database import db
from tenants.files import Received, facts_of
from tenants.refusal import Refused
from tenants.scope import present_scope


@dataclass(frozen=True, slots=True)
class Came:
    """What the register says of a document that came in."""

    sender: str
    subject: str
    received_on: date
    sign: str = ""
    dated: date | None = None
    assigned: str = ""
    due: date | None = None
    state: Handling = Handling.WAITING
    result: str = ""
    document_id: int | None = None


def register(bloc_id: int, year_id: int, came: Came) -> Incoming:
    """A new line in the register of what came in, under the next number."""
    hold_register(bloc_id)
    row = Incoming(
        bloc_id=bloc_id, year_id=year_id, number=next_incoming_number(year_id), made_at=clock.now(),
        made_by=present_scope().user or None,
    )  # fmt: skip
    _write(row, came)
    db.session.add(row)
    db.session.flush()
    journal.wrote(row, "register", sender=row.sender, sign=row.sign, subject=row.subject)
    return row


def amend(row: Incoming, came: Came) -> None:
    """Correct a line, assign it, say how far it is dealt with."""
    before = row.state
    _write(row, came)
    journal.wrote(row, "amend", before=str(before), state=str(row.state), assigned=row.assigned)


def _write(row: Incoming, came: Came) -> None:
    today = clock.today()
    if came.received_on > today:
        raise Refused("Ngày đến không được sau hôm nay.", field="received_on")
    if came.dated and came.dated > came.received_on:
        raise Refused("Ngày văn bản không được sau ngày đến.", field="dated")
    row.sender, row.sign, row.dated, row.subject = came.sender, came.sign, came.dated, came.subject
    row.received_on, row.assigned, row.due = came.received_on, came.assigned, came.due
    if came.state == Handling.DONE and row.state != Handling.DONE:
        row.done_on = today
    row.done_on = row.done_on if came.state == Handling.DONE else None
    row.state, row.result, row.document_id = came.state, came.result, came.document_id
    row.folded = f"{row.sender} {row.sign} {row.subject} {row.assigned}"


def add_incoming_file(row: Incoming, received: Received) -> IncomingFile:
    """A file of what came in; the same bytes twice are one file."""
    known = next((file for file in files_of_incoming(row.id) if file.sha256 == received.kept.sha256), None)
    if known is not None:
        return known
    file = IncomingFile(bloc_id=row.bloc_id, year_id=row.year_id, incoming_id=row.id, **facts_of(received))
    db.session.add(file)
    db.session.flush()
    journal.wrote(row, "add_incoming_file", name=file.name, sha256=file.sha256)
    return file


def remove_incoming_file(row: Incoming, file: IncomingFile) -> None:
    """Take a file off a line of the register."""
    if file.incoming_id == row.id:
        journal.wrote(row, "remove_incoming_file", name=file.name, sha256=file.sha256)
        db.session.delete(file)
