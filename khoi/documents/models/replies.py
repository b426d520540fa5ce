"""What members send back: drafts are theirs alone, what is sent the lead reads."""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.documents.models.documents import Document
from khoi.documents.models.owners import Answered
from khoi.documents.rules import ReplyStage
from tenants.database import Base, Public, db
from tenants.files import FileFacts
from tenants.isolation import hangs_on


class Reply(Answered, Public, Base):
    """One answer of a member to a document; what comes later supplements it."""

    more = (
        hangs_on("delivery", "delivery_id"),
        ForeignKeyConstraint(["year_id", "document_id"], ["document.year_id", "document.id"]),
        UniqueConstraint("delivery_id", "number"),
    )

    delivery_id: Mapped[int] = mapped_column()
    document_id: Mapped[int] = mapped_column(index=True)
    #: The first answer is 1, supplements count on.
    number: Mapped[int] = mapped_column(default=1)
    text: Mapped[str] = mapped_column(String(4000), default="")
    stage: Mapped[str] = mapped_column(String(20), default=ReplyStage.DRAFT)
    #: Days after the day asked for; 0 on time.
    days_late: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column()
    sent_at: Mapped[datetime | None] = mapped_column()
    sent_by: Mapped[int | None] = mapped_column()


class ReplyFile(Answered, FileFacts, Public, Base):
    """A file of an answer."""

    more = (hangs_on("reply", "reply_id"),)

    reply_id: Mapped[int] = mapped_column(index=True)


def replies_of(delivery_id: int) -> list[Reply]:
    """The answers of one recipient in order, of those in sight."""
    return list(db.session.scalars(select(Reply).where(Reply.delivery_id == delivery_id).order_by(Reply.number)))


def replies_to(document_id: int) -> dict[int, list[Reply]]:
    """All answers to a document by delivery, of those in sight."""
    found: dict[int, list[Reply]] = {}
    for row in db.session.scalars(select(Reply).where(Reply.document_id == document_id).order_by(Reply.number)):
        found.setdefault(row.delivery_id, []).append(row)
    return found


def held_reply(reply: Reply) -> Reply:
    """The answer behind a lock, as the last one left it."""
    asked = select(Reply).where(Reply.id == reply.id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def files_of_reply(reply_id: int) -> list[ReplyFile]:
    return list(db.session.scalars(select(ReplyFile).where(ReplyFile.reply_id == reply_id).order_by(ReplyFile.id)))


def files_of_replies(document_id: int) -> dict[int, list[ReplyFile]]:
    """The files of all answers to a document, by answer."""
    asked = select(ReplyFile).join(Reply, Reply.id == ReplyFile.reply_id).where(Reply.document_id == document_id)
    found: dict[int, list[ReplyFile]] = {}
    for row in db.session.scalars(asked.order_by(ReplyFile.id)):
        found.setdefault(row.reply_id, []).append(row)
    return found


def answered_at_head(year_id: int, agency_id: int) -> list[Document]:
    """Documents whose answer waits for the agency's head."""
    waiting = select(Reply.document_id).where(
        Reply.year_id == year_id, Reply.agency_id == agency_id, Reply.stage == ReplyStage.AT_HEAD
    )
    return list(db.session.scalars(select(Document).where(Document.id.in_(waiting)).order_by(Document.id)))
