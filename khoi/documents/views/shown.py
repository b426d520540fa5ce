"""What pages of documents show: a line of the list, the people behind a receipt, what one may do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import request

from khoi.documents.models import (
    A_PAGE,
    Counts,
    Delivery,
    Document,
    Reply,
    counts_in,
    deliveries_to,
)
from khoi.documents.rules import STATE_KINDS, STATE_NAMES, UNISSUED, State, Word, receipt_word, reply_word
from tenants import clock
from tenants.gate import here
from tenants.models import names_of
from tenants.scope import present_scope


@dataclass(frozen=True, slots=True)
class Line:
    """A document in a list: for the lead how far it has come, for a recipient what it owes."""

    document: Document
    state: Word
    counts: Counts | None = None
    receipt: Word | None = None
    reply: Word | None = None


def state_word(document: Document) -> Word:
    state = State(document.state)
    return Word(STATE_NAMES[state], STATE_KINDS[state])


def lines_of(documents: Iterable[Document]) -> list[Line]:
    """The list with its states: three questions to the database, however long it is."""
    year_id, leads = here().year_id, bool(present_scope().lead)
    counts = counts_in(year_id) if leads else {}
    mine = {} if leads else deliveries_to(year_id, here().agency_id)
    return [_line(document, counts.get(document.id, Counts()), mine.get(document.id), leads) for document in documents]


def _line(document: Document, counts: Counts, mine: Delivery | None, leads: bool) -> Line:
    if leads:
        return Line(document, state_word(document), None if document.state in UNISSUED else counts)
    receipt = receipt_word(mine.received_at, mine.read_at) if mine else None
    owed = mine is not None and document.state == State.ISSUED
    reply = reply_word(mine.reply_due, 0 if mine.replied_at else None, clock.now()) if mine and owed else None
    return Line(document, state_word(document), receipt=receipt, reply=reply)


@dataclass(frozen=True, slots=True)
class Recipient:
    """A recipient as the lead sees it."""

    delivery: Delivery
    receipt: Word
    reply: Word | None
    replies: list[Reply]
    #: Who received and who read it.
    receiver: str
    reader: str


def recipients_shown(deliveries: Iterable[Delivery], replies: dict[int, list[Reply]]) -> list[Recipient]:
    rows = list(deliveries)
    people = names_of({one for row in rows for one in (row.received_by, row.read_by) if one})
    return [_recipient(row, replies.get(row.id, []), people) for row in rows]


def _recipient(row: Delivery, replies: list[Reply], people: dict[int, str]) -> Recipient:
    late = replies[0].days_late if replies else None
    return Recipient(
        row, receipt_word(row.received_at, row.read_at), reply_word(row.reply_due, late, clock.now()), replies,
        people.get(row.received_by or 0, ""), people.get(row.read_by or 0, ""),
    )  # fmt: skip


def page_asked() -> int:
    """The page of a list that the address names."""
    return min(max(request.args.get("page", 1, type=int), 1), 10_000)


def pages_for(count: int) -> int:
    return max(1, -(-count // A_PAGE))


def without_page(values: dict[str, Any]) -> dict[str, Any]:
    """What of a list's address goes on to its other pages."""
    return {name: value for name, value in values.items() if value}
