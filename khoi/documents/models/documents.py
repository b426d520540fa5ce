"""Văn bản: drafted by the lead, issued to all members or chosen ones; who has received and read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKeyConstraint, Select, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.documents.models.owners import Served
from khoi.documents.rules import State
from tenants.database import Base, FoldedText, Public, db
from tenants.files import FileFacts
from tenants.isolation import Addressed, BlocOwned, hangs_in
from tenants.models import Membership


class Document(Addressed, Public, Base):
    """A document of the bloc: the lead's alone while it is a draft, then its recipients', also once it is replaced
    or withdrawn."""

    addressees, addressed_by = "delivery", "document_id"
    more = (UniqueConstraint("year_id", "id"), hangs_in("document", "replaces_id"))

    #: The name of its kind, and what its number and sign are made of, as they were when it was drafted.
    kind: Mapped[str] = mapped_column(String(60))
    sign_part: Mapped[str] = mapped_column(String(40))
    series: Mapped[str] = mapped_column(String(40))
    #: Number and sign, `05/KH-KTĐ`, and its date: given when it is issued.
    sign: Mapped[str] = mapped_column(String(60), default="")
    dated: Mapped[date | None] = mapped_column(Date)
    subject: Mapped[str] = mapped_column(String(500))
    signer: Mapped[str] = mapped_column(String(160), default="", info={"pii": True})
    #: What the recipients should know or do, in a few words.
    note: Mapped[str] = mapped_column(String(2000), default="")
    to_all: Mapped[bool] = mapped_column(default=True)
    #: Is the observer (Sở Nội vụ) to see it too?
    for_observer: Mapped[bool] = mapped_column(default=False)
    #: What the recipients are asked to send back, and until when.
    reply_asked: Mapped[str] = mapped_column(String(500), default="")
    reply_due: Mapped[datetime | None] = mapped_column()
    state: Mapped[str] = mapped_column(String(20), default=State.DRAFT, index=True)
    #: Why it was handed back to the clerk, was withdrawn or replaced.
    state_reason: Mapped[str] = mapped_column(String(500), default="")
    #: The document that this one replaces.
    replaces_id: Mapped[int | None] = mapped_column()
    replaces_reason: Mapped[str] = mapped_column(String(500), default="")
    folded: Mapped[str] = mapped_column(FoldedText(1000), default="")
    made_at: Mapped[datetime] = mapped_column()
    made_by: Mapped[int | None] = mapped_column()
    issued_at: Mapped[datetime | None] = mapped_column()
    issued_by: Mapped[int | None] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column()


class Addressee(BlocOwned, Base):
    """A member chosen for a draft: only the lead knows, until the document is issued."""

    more = (
        hangs_in("document", "document_id"),
        ForeignKeyConstraint(["year_id", "agency_id"], ["membership.year_id", "membership.agency_id"]),
        UniqueConstraint("document_id", "agency_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column()
    agency_id: Mapped[int] = mapped_column()


class Delivery(Served, Public, Base):
    """One recipient of an issued document: its name of that year, when it received, read and answered it."""

    more = (
        ForeignKeyConstraint(["year_id", "document_id"], ["document.year_id", "document.id"]),
        UniqueConstraint("document_id", "agency_id"),
    )

    document_id: Mapped[int] = mapped_column()
    name_then: Mapped[str] = mapped_column(String(200))
    #: The order of the bloc's own lists in that year.
    position: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime] = mapped_column()
    received_at: Mapped[datetime | None] = mapped_column()
    received_by: Mapped[int | None] = mapped_column()
    read_at: Mapped[datetime | None] = mapped_column()
    read_by: Mapped[int | None] = mapped_column()
    reminded_at: Mapped[datetime | None] = mapped_column()
    reply_due: Mapped[datetime | None] = mapped_column()
    replied_at: Mapped[datetime | None] = mapped_column()


class DocumentFile(Addressed, FileFacts, Public, Base):
    """One file of a document, in sight of whoever sees the document."""

    addressees, addressed_by, addressed_as = "delivery", "document_id", "document_id"
    more = (hangs_in("document", "document_id"),)

    document_id: Mapped[int] = mapped_column(index=True)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the documents is looked for: words without diacritics, a kind, a state; nothing stands for all."""

    words: str = ""
    kind: str = ""
    state: str = ""


#: How many lines of a list a page shows.
A_PAGE = 50


def _wanted(year_id: int, wanted: Wanted) -> Select[Any]:
    asked = select(Document).where(Document.year_id == year_id)
    for word in wanted.words.split():
        asked = asked.where(Document.folded.contains(word, autoescape=True))
    if wanted.kind:
        asked = asked.where(Document.kind == wanted.kind)
    if wanted.state:
        asked = asked.where(Document.state == wanted.state)
    return asked


def documents_in(year_id: int, wanted: Wanted = Wanted(), page: int = 0) -> list[Document]:
    """The documents of a year that are in sight, the newest first; `page` counts from 1, 0 brings all."""
    asked = _wanted(year_id, wanted).order_by(
        func.coalesce(Document.dated, date.max).desc(), Document.issued_at.desc(), Document.id.desc()
    )
    if page:
        asked = asked.limit(A_PAGE).offset((page - 1) * A_PAGE)
    return list(db.session.scalars(asked))


def count_documents(year_id: int, wanted: Wanted = Wanted()) -> int:
    """How many of them there are in all."""
    return db.session.scalar(select(func.count()).select_from(_wanted(year_id, wanted).subquery())) or 0


def document_by_id(document_id: int) -> Document | None:
    """A document, where it is in sight."""
    return db.session.scalar(select(Document).where(Document.id == document_id))


def documents_named(ids: Iterable[int]) -> dict[int, Document]:
    """Those of these documents that are in sight."""
    rows = db.session.scalars(select(Document).where(Document.id.in_(list(ids))))
    return {row.id: row for row in rows}


def held(document: Document) -> Document:
    """The document behind a lock, as the last one left it."""
    asked = select(Document).where(Document.id == document.id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def newer_than(document_id: int) -> Document | None:
    """The issued document that replaced this one, where it is in sight."""
    asked = select(Document).where(Document.replaces_id == document_id, Document.issued_at.is_not(None))
    return db.session.scalars(asked.order_by(Document.id.desc())).first()


def replaceable(year_id: int) -> list[Document]:
    """The documents in force, the newest first: what a draft may replace."""
    return documents_in(year_id, Wanted(state=State.ISSUED))


def chosen_for(document_id: int) -> list[int]:
    """The agencies chosen for a draft."""
    return list(db.session.scalars(select(Addressee.agency_id).where(Addressee.document_id == document_id)))


def chosen_rows(document_id: int) -> list[Addressee]:
    return list(db.session.scalars(select(Addressee).where(Addressee.document_id == document_id)))


def recipients_of(document: Document, lead_agency: int) -> list[Membership]:
    """The members to whom a draft would go: all but the one that issues it, or the chosen ones."""
    asked = select(Membership).where(Membership.year_id == document.year_id, Membership.agency_id != lead_agency)
    if not document.to_all:
        asked = asked.where(Membership.agency_id.in_(chosen_for(document.id)))
    return list(db.session.scalars(asked.order_by(Membership.position, Membership.id)))


def files_of(document_id: int) -> list[DocumentFile]:
    """The files of a document in the order they came."""
    asked = select(DocumentFile).where(DocumentFile.document_id == document_id)
    return list(db.session.scalars(asked.order_by(DocumentFile.id)))


def same_file(document_id: int, sha256: str) -> DocumentFile | None:
    """A file of the document with just these bytes."""
    asked = select(DocumentFile).where(DocumentFile.document_id == document_id, DocumentFile.sha256 == sha256)
    return db.session.scalars(asked.order_by(DocumentFile.id)).first()
