"""What a member sends back: drafted by its clerk, sent by its head, late by the day."""

from khoi.documents.actions.receiving import read
from khoi.documents.models import (
    Delivery,
    Document,
    Reply,
    ReplyFile,
    files_of_reply,
    held_delivery,
    held_reply,
    replies_of,
)
from khoi.documents.rules import ReplyStage, objections_to_sending_reply
from khoi.years.rules import days_late
from tenants import clock, journal
from tenants.database import db
from tenants.files import Received, facts_of
from tenants.refusal import Refused, refuse_over
from tenants.scope import present_scope

SENT_ALREADY = "Trả lời này đã gửi; muốn thêm nội dung thì gửi bổ sung."


def begin_reply(delivery: Delivery) -> Reply:
    """The answer under work: the one that is not sent yet, or a new one."""
    if delivery.reply_due is None:
        raise Refused("Văn bản này không yêu cầu trả lời.")
    held_delivery(delivery)
    before = replies_of(delivery.id)
    if before and before[-1].stage != ReplyStage.SENT:
        return before[-1]
    row = Reply(
        year_id=delivery.year_id, agency_id=delivery.agency_id, delivery_id=delivery.id,
        document_id=delivery.document_id, number=len(before) + 1, made_at=clock.now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def write_reply(reply: Reply, text: str) -> None:
    """Keep the words of an answer; refused once it is sent."""
    row = _unsent(reply)
    if row.text != text:
        row.text = text
        journal.wrote(row, "write_reply")


def add_reply_file(reply: Reply, received: Received) -> ReplyFile:
    """A file for an answer; the same bytes twice are one file."""
    row = _unsent(reply)
    known = next((file for file in files_of_reply(row.id) if file.sha256 == received.kept.sha256), None)
    if known is not None:
        return known
    file = ReplyFile(year_id=row.year_id, agency_id=row.agency_id, reply_id=row.id, **facts_of(received))
    db.session.add(file)
    db.session.flush()
    journal.wrote(row, "add_reply_file", name=file.name, sha256=file.sha256)
    return file


def remove_reply_file(reply: Reply, file: ReplyFile) -> None:
    """Take a file off an answer that is not sent."""
    row = _unsent(reply)
    if file.reply_id == row.id:
        journal.wrote(row, "remove_reply_file", name=file.name)
        db.session.delete(file)


def reply_to_head(reply: Reply) -> None:
    """The clerk is done: the agency's head may send it."""
    row = _unsent(reply)
    if not row.text.strip() and not files_of_reply(row.id):
        raise Refused("Nhập nội dung hoặc đính kèm tệp trước khi trình lãnh đạo.", field="text")
    if row.stage == ReplyStage.DRAFT:
        row.stage = ReplyStage.AT_HEAD
        journal.wrote(row, "reply_to_head")


def send_reply(reply: Reply, document: Document, delivery: Delivery, *, is_head: bool) -> None:
    """The agency's head sends the answer: from now on the lead reads it; days late are those between the two days."""
    row = held_reply(reply)
    files = files_of_reply(row.id)
    reasons = objections_to_sending_reply(
        row.stage, text=row.text, files=len(files), state=document.state, asked=delivery.reply_due is not None,
        is_head=is_head,
    )  # fmt: skip
    refuse_over(reasons, "Chưa gửi được trả lời.")
    assert delivery.reply_due is not None
    row.stage, row.filed, row.sent_at, row.sent_by = ReplyStage.SENT, True, clock.now(), present_scope().user or None
    row.days_late = days_late(row.sent_at, delivery.reply_due)
    for file in files:
        file.filed = True
    read(delivery)
    if delivery.replied_at is None:
        delivery.replied_at = row.sent_at
    journal.wrote(row, "send_reply", number=row.number, days_late=row.days_late)


def _unsent(reply: Reply) -> Reply:
    row = held_reply(reply)
    if row.stage == ReplyStage.SENT:
        raise Refused(SENT_ALREADY)
    return row
