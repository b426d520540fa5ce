"""One document: what it says, its files, who has received and read it, what one may do with it now."""

from typing import Any

from flask import Response, render_template, request

from khoi.documents import actions
from khoi.documents.forms import ReasonForm
from khoi.documents.models import (
    Document,
    DocumentFile,
    deliveries_of,
    delivery_to,
    deployed_by,
    document_by_id,
    files_of,
    files_of_replies,
    newer_than,
    recipients_of,
    replies_of,
    replies_to,
)
from khoi.documents.rules import UNISSUED, State, receipt_word, reply_word
from khoi.documents.views.blueprint import documents
from khoi.documents.views.shown import recipients_shown, state_word
from khoi.office.intake import limits
from khoi.office.serving import attachment, pages_of, picture, why_not_shown
from tenants import clock
from tenants.database import the
from tenants.gate import door, here, takes_home, wants_fragment
from tenants.models import names_of
from tenants.roles import Role
from tenants.scope import present_scope


@documents.get("/<bloc>/<int:year>/documents/<public_id:document_id>")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER, by_seat=True)
def document(document_id: str) -> str:
    """A draft with what it still lacks, or an issued document with what one owes it."""
    row = the(Document, document_id)
    return draft_page(row) if row.state in UNISSUED else issued_page(row)


def draft_page(row: Document, *, reason: ReasonForm | None = None) -> str:
    """The lead's page of a draft."""
    return render_template(
        "documents/document.html", document=row, draft=True, state=state_word(row), files=files_of(row.id),
        recipients=recipients_of(row, here().agency_id), editable=here().is_open, reason=reason or ReasonForm(),
        older=document_by_id(row.replaces_id) if row.replaces_id else None, refused=(), leads=True,
        author=_name(row.made_by), page_title=f"{row.kind} (dự thảo)", **limits(),
    )  # fmt: skip


def issued_page(row: Document, *, reason: ReasonForm | None = None) -> str:
    """The page of an issued document: the lead's with all recipients, a recipient's with its own receipt."""
    leads = bool(present_scope().lead)
    return render_template(
        "documents/document.html", document=row, draft=False, state=state_word(row), files=files_of(row.id),
        editable=False, refused=(), leads=leads, reason=reason or ReasonForm(),
        older=document_by_id(row.replaces_id) if row.replaces_id else None,
        newer=newer_than(row.id) if row.state == State.REPLACED else None,
        page_title=f"{row.kind} số {row.sign}", **(_for_lead(row) if leads else _for_recipient(row)),
    )  # fmt: skip


def _for_lead(row: Document) -> dict[str, Any]:
    deliveries = deliveries_of(row.id)
    return {
        "recipients": recipients_shown(deliveries, replies_to(row.id)), "reply_files": files_of_replies(row.id),
        "waiting": sum(delivery.received_at is None for delivery in deliveries), "from_above": deployed_by(row.id),
        "issuer": _name(row.issued_by),
    }  # fmt: skip


def _for_recipient(row: Document) -> dict[str, Any]:
    mine = delivery_to(row.id, here().agency_id) if here().agency_id else None
    replies = replies_of(mine.id) if mine else []
    sent = [reply for reply in replies if reply.filed]
    return {
        "mine": mine, "receipt": receipt_word(mine.received_at, mine.read_at) if mine else None,
        "reply": reply_word(mine.reply_due, sent[0].days_late if sent else None, clock.now()) if mine else None,
        "replies": replies, "receiver": _name(mine.received_by) if mine else "",
        "reader": _name(mine.read_by) if mine else "", "may_act": here().is_open and mine is not None,
    }  # fmt: skip


def _name(user_id: int | None) -> str:
    return names_of({user_id}).get(user_id, "") if user_id else ""


# --- files: looked at as pictures, taken away by a form, which is the word that one has read it --------------------


@documents.get("/<bloc>/<int:year>/document-files/<public_id:document_file_id>")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER, by_seat=True)
def file_preview(document_file_id: str) -> str:
    """A file page by page; drawn before the answer goes out, so that what cannot be shown says why."""
    file = the(DocumentFile, document_file_id)
    pages = pages_of(file)
    page = min(max(request.args.get("page", 1, type=int), 1), max(pages, 1))
    template = "documents/parts/preview.html" if wants_fragment() else "documents/file_preview.html"
    return render_template(
        template, file=file, document=document_by_id(file.document_id), page=page, pages=pages,
        problem=why_not_shown(file, page), page_title=file.name,
    )  # fmt: skip


@documents.get("/<bloc>/<int:year>/document-files/<public_id:document_file_id>/pages/<int:page>.png")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER, by_seat=True)
def file_page(document_file_id: str, page: int) -> Response:
    """One page of a file as a picture."""
    return picture(the(DocumentFile, document_file_id), page)


@documents.post("/<bloc>/<int:year>/document-files/<public_id:document_file_id>/take")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER, by_seat=True)
@takes_home
def take_file(document_file_id: str) -> Response:
    """The file itself. For a recipient that is the word that it has received and read the document."""
    file = the(DocumentFile, document_file_id)
    mine = delivery_to(file.document_id, here().agency_id) if here().agency_id else None
    if mine is not None and here().is_open:
        actions.read(mine)
    return attachment(file)
