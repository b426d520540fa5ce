"""Văn bản đến: what comes to the bloc from above, who deals with it, until when, and what it led to."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Select, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.documents.models.documents import A_PAGE
from khoi.documents.rules import Handling
from tenants.database import Base, FoldedText, Public, db
from tenants.files import FileFacts
from tenants.isolation import BlocOwned, hangs_in


class Incoming(BlocOwned, Public, Base):
    """A document from above in the bloc's register of what came in."""

    more = (hangs_in("document", "document_id"), UniqueConstraint("year_id", "number"))

    #: Its place in the register of the year it came in.
    number: Mapped[int] = mapped_column()
    sender: Mapped[str] = mapped_column(String(200))
    sign: Mapped[str] = mapped_column(String(60), default="")
    dated: Mapped[date | None] = mapped_column(Date)
    subject: Mapped[str] = mapped_column(String(500))
    received_on: Mapped[date] = mapped_column(Date)
    assigned: Mapped[str] = mapped_column(String(200), default="")
    due: Mapped[date | None] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(20), default=Handling.WAITING)
    done_on: Mapped[date | None] = mapped_column(Date)
    result: Mapped[str] = mapped_column(String(500), default="")
    #: The document with which the bloc deployed it.
    document_id: Mapped[int | None] = mapped_column()
    folded: Mapped[str] = mapped_column(FoldedText(1200), default="")
    made_at: Mapped[datetime] = mapped_column()
    made_by: Mapped[int | None] = mapped_column()


class IncomingFile(BlocOwned, FileFacts, Public, Base):
    """A file of a document that came in."""

    more = (hangs_in("incoming", "incoming_id"),)

    incoming_id: Mapped[int] = mapped_column(index=True)


@dataclass(frozen=True, slots=True)
class WantedIncoming:
    """What of the register is looked for; `state` may also be `overdue`."""

    words: str = ""
    state: str = ""
    today: date = date.min


def _wanted(year_id: int, wanted: WantedIncoming) -> Select[Any]:
    asked = select(Incoming).where(Incoming.year_id == year_id)
    for word in wanted.words.split():
        asked = asked.where(Incoming.folded.contains(word, autoescape=True))
    if wanted.state == "overdue":
        asked = asked.where(Incoming.state != Handling.DONE, Incoming.due < wanted.today)
    elif wanted.state:
        asked = asked.where(Incoming.state == wanted.state)
    return asked


def incoming_in(year_id: int, wanted: WantedIncoming = WantedIncoming(), page: int = 0) -> list[Incoming]:
    """The register of a year, the newest first; `page` counts from 1, 0 brings all."""
    asked = _wanted(year_id, wanted).order_by(Incoming.received_on.desc(), Incoming.number.desc())
    if page:
        asked = asked.limit(A_PAGE).offset((page - 1) * A_PAGE)
    return list(db.session.scalars(asked))


def count_incoming(year_id: int, wanted: WantedIncoming = WantedIncoming()) -> int:
    return db.session.scalar(select(func.count()).select_from(_wanted(year_id, wanted).subquery())) or 0


def next_incoming_number(year_id: int) -> int:
    """The next number of the register of what came in."""
    return (db.session.scalar(select(func.max(Incoming.number)).where(Incoming.year_id == year_id)) or 0) + 1


def incoming_due(year_id: int) -> list[Incoming]:
    """What came in and is not dealt with, the nearest deadline first: for the lead's home page."""
    asked = select(Incoming).where(Incoming.year_id == year_id, Incoming.state != Handling.DONE)
    return list(db.session.scalars(asked.order_by(Incoming.due.is_(None), Incoming.due, Incoming.id)))


def files_of_incoming(incoming_id: int) -> list[IncomingFile]:
    asked = select(IncomingFile).where(IncomingFile.incoming_id == incoming_id)
    return list(db.session.scalars(asked.order_by(IncomingFile.id)))


def deployed_by(document_id: int) -> list[Incoming]:
    """What came in and led to this document; only the lead sees it."""
    return list(db.session.scalars(select(Incoming).where(Incoming.document_id == document_id).order_by(Incoming.id)))
