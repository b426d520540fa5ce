"""A draft of the lead: written, given files, sent to the head or handed back, dropped."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from khoi.documents.models import (
    Addressee,
    Document,
    DocumentFile,
    chosen_rows,
    files_of,
    held,
    kinds_in,
    same_file,
)
from khoi.documents.rules import UNISSUED, State
from tenants import clock, journal
from tenants.database import db
from tenants.files import Received, facts_of
from tenants.refusal import Refused
from tenants.scope import present_scope

ISSUED_ALREADY = "Văn bản đã ban hành, không sửa được nữa. Muốn thay đổi: soạn văn bản thay thế hoặc thu hồi."


@dataclass(frozen=True, slots=True)
class Draft:
    """What the lead writes of a document before it is issued. `chosen` are agencies, empty where it goes to all."""

    kind: str
    subject: str
    signer: str = ""
    note: str = ""
    to_all: bool = True
    chosen: Collection[int] = ()
    for_observer: bool = False
    reply_asked: str = ""
    reply_due: datetime | None = None
    replaces_id: int | None = None
    replaces_reason: str = ""


def draft(bloc_id: int, year_id: int, written: Draft) -> Document:
    """Begin a document; only the lead sees it."""
    row = Document(bloc_id=bloc_id, year_id=year_id, made_at=clock.now(), made_by=present_scope().user or None)
    _write(row, written)
    db.session.add(row)
    db.session.flush()
    _choose(row, written)
    journal.wrote(row, "draft", kind=row.kind, subject=row.subject)
    return row


def redraft(document: Document, written: Draft) -> None:
    """Write a draft anew; refused once it is issued."""
    row = _unissued(document)
    _write(row, written)
    _choose(row, written)
    journal.wrote(row, "redraft", kind=row.kind, subject=row.subject)


def _write(row: Document, written: Draft) -> None:
    kind = next((kind for kind in kinds_in(row.year_id) if kind.name == written.kind), None)
    if kind is None:
        raise Refused("Loại văn bản này không còn trong danh mục của năm.", field="kind")
    row.kind, row.sign_part, row.series = kind.name, kind.sign, kind.series
    row.subject, row.signer, row.note = written.subject, written.signer, written.note
    row.to_all, row.for_observer = written.to_all, written.for_observer and written.to_all
    row.reply_asked, row.reply_due = written.reply_asked, written.reply_due
    row.replaces_id, row.replaces_reason = written.replaces_id, written.replaces_reason
    row.folded = f"{row.kind} {row.sign_part} {row.subject} {row.signer}"


def _choose(row: Document, written: Draft) -> None:
    """Keep the chosen members; a draft to all has none."""
    wanted = set() if written.to_all else set(written.chosen)
    for old in chosen_rows(row.id):
        if old.agency_id in wanted:
            wanted.discard(old.agency_id)
        else:
            db.session.delete(old)
    owner = {"bloc_id": row.bloc_id, "year_id": row.year_id, "document_id": row.id}
    db.session.add_all(Addressee(**owner, agency_id=agency_id) for agency_id in sorted(wanted))
    db.session.flush()


def add_file(document: Document, received: Received) -> DocumentFile:
    """A file for a draft; the same bytes twice are one file. Refused once it is issued."""
    row = _unissued(document)
    known = same_file(row.id, received.kept.sha256)
    if known is not None:
        return known
    file = DocumentFile(bloc_id=row.bloc_id, year_id=row.year_id, document_id=row.id, **facts_of(received))
    db.session.add(file)
    db.session.flush()
    journal.wrote(row, "add_file", name=file.name, sha256=file.sha256)
    return file


def remove_file(document: Document, file: DocumentFile) -> None:
    """Take a file off a draft."""
    row = _unissued(document)
    if file.document_id == row.id:
        journal.wrote(row, "remove_file", name=file.name, sha256=file.sha256)
        db.session.delete(file)


def send_to_head(document: Document) -> None:
    """The clerk is done: the head may issue it. A second press changes nothing."""
    row = _unissued(document)
    if not files_of(row.id):
        raise Refused("Chưa có tệp văn bản: tải lên rồi mới trình lãnh đạo.", field="files")
    if row.state == State.DRAFT:
        row.state, row.state_reason = State.AT_HEAD, ""
        journal.wrote(row, "send_to_head")


def give_back(document: Document, reason: str) -> None:
    """The head hands the draft back to the clerk, with a reason."""
    row = _unissued(document)
    if row.state == State.AT_HEAD:
        row.state, row.state_reason = State.DRAFT, reason
        journal.wrote(row, "give_back", reason=reason)


def drop(document: Document) -> None:
    """Throw a draft away, with its files."""
    row = _unissued(document)
    journal.wrote(row, "drop", kind=row.kind, subject=row.subject)
    for part in (*chosen_rows(row.id), *files_of(row.id)):
        db.session.delete(part)
    db.session.flush()
    db.session.delete(row)


def _unissued(document: Document) -> Document:
    row = held(document)
    if row.state not in UNISSUED:
        raise Refused(ISSUED_ALREADY)
    return row
