"""Issue a document: its number, its recipients, the word to each of them; replace one, withdraw one."""

from collections.abc import Iterable
from datetime import date

from khoi.documents.actions.registering import enter, take_number
from khoi.documents.models import (
    Delivery,
    Document,
    deliveries_of,
    document_by_id,
    files_of,
    held,
    recipients_of,
)
from khoi.documents.rules import (
    State,
    names_in_words,
    objections_to_issuing,
    objections_to_replacing,
    objections_to_withdrawing,
    sign_of,
)
from tenants import clock, journal, vi
from tenants.database import db
from tenants.models import Membership, year_by_id
from tenants.notices import notify
from tenants.refusal import refuse_over
from tenants.scope import present_scope

ISSUED = "issued"


def issue(document: Document, number: int, dated: date) -> None:
    """The lead's head issues the draft under this number of the calendar year of its date: it goes to its recipients,
    who are told. Refused where something is missing or the number is taken."""
    row = held(document)
    recipients = recipients_of(row, present_scope().lead_agency)
    replaced = document_by_id(row.replaces_id) if row.replaces_id else None
    _refuse_unready(row, recipients, dated, replaced)
    kept = take_number(row.bloc_id, row.year_id, row.series, number, dated)
    row.sign, row.dated = sign_of(number, row.sign_part), dated
    row.folded = f"{row.kind} {row.sign} {row.subject} {row.signer}"
    row.state, row.state_reason = State.ISSUED, ""
    row.issued_at, row.issued_by = clock.now(), present_scope().user or None
    enter(kept, row, names_in_words([member.name_that_year for member in recipients]))
    _deliver(row, recipients)
    _show(row)
    journal.wrote(row, "issue", sign=row.sign, dated=dated.isoformat(), recipients=len(recipients))
    if replaced is not None:
        _end(held(replaced), State.REPLACED, row.replaces_reason, f"được thay thế bằng {row.kind} số {row.sign}")


def _refuse_unready(row: Document, recipients: list[Membership], dated: date, replaced: Document | None) -> None:
    reasons = objections_to_issuing(
        row.state, recipients=len(recipients), files=len(files_of(row.id)), dated=dated, today=clock.today(),
        year=year_by_id(row.year_id).number, reply_due=row.reply_due,
    )  # fmt: skip
    if replaced is not None:
        reasons += objections_to_replacing(replaced.state)
    refuse_over(reasons, "Chưa ban hành được.")


def _deliver(row: Document, recipients: Iterable[Membership]) -> None:
    """One delivery a recipient, with its name of this year, and a word to its people."""
    for position, member in enumerate(recipients):
        delivery = Delivery(
            year_id=row.year_id, agency_id=member.agency_id, document_id=row.id, name_then=member.name_that_year,
            position=position, sent_at=row.issued_at, reply_due=row.reply_due,
        )  # fmt: skip
        db.session.add(delivery)
        notify(member.agency_id, ISSUED, _word(row))
    db.session.flush()


def _word(row: Document) -> str:
    asked = f" Trả lời trước {vi.date_time(row.reply_due)}." if row.reply_due else ""
    return f"Văn bản mới: {row.kind} số {row.sign}, {row.subject[:300]}.{asked}"


def _show(row: Document) -> None:
    """From now on the recipients see the document and its files."""
    row.shown_to = "published" if row.for_observer else "members" if row.to_all else "chosen"
    for file in files_of(row.id):
        file.shown_to = row.shown_to


def withdraw(document: Document, reason: str) -> None:
    """The lead's head withdraws an issued document: it stays in sight as such, and its recipients are told why."""
    row = held(document)
    refuse_over(objections_to_withdrawing(row.state, reason), "Chưa thu hồi được.")
    _end(row, State.WITHDRAWN, reason, "đã thu hồi")


def _end(row: Document, state: State, reason: str, how: str) -> None:
    row.state, row.state_reason, row.ended_at = state, reason, clock.now()
    journal.wrote(row, str(state), reason=reason)
    why = f" Lý do: {reason}" if reason else ""
    for delivery in deliveries_of(row.id):
        notify(delivery.agency_id, ISSUED, f"{row.kind} số {row.sign} {how}.{why}"[:500])
