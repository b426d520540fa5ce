"""Drafts of the lead: written, given files, sent to the head, handed back, dropped."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from khoi.documents import actions
from khoi.documents.actions import Draft
from khoi.documents.forms import CHOSEN, TO_ALL, DraftForm, ReasonForm
from khoi.documents.models import Document, DocumentFile, chosen_for, document_by_id, files_of, kinds_in, replaceable
from khoi.documents.rules import UNISSUED, other_years
from khoi.documents.views.blueprint import documents
from khoi.documents.views.reading import draft_page, issued_page
from khoi.office.intake import arrived, upload_answer
from tenants import vi
from tenants.database import the
from tenants.gate import door, here, only_to_change
from tenants.models import Membership, all_members_of, members_of
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]


@documents.route("/<bloc>/<int:year>/documents/new", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
def new_document() -> Answer:
    """Begin a document; its files come next."""
    form = _form()
    if not form.is_submitted():
        return _new_page(form)
    if not form.validate():
        return _new_page(form), 422
    try:
        row = actions.draft(here().bloc_id, here().year_id, _written(form))
    except Refused as refused:
        form[refused.field or "subject"].errors = [refused.message]
        return _new_page(form), 409
    _warn(row)
    flash("Đã lưu dự thảo. Bước tiếp: tải tệp văn bản lên.", "ok")
    return redirect(url_for("documents.document", document_id=row.public_id), 303)


def _new_page(form: DraftForm) -> str:
    return render_template("documents/new_document.html", form=form, page_title="Soạn văn bản")


@documents.route("/<bloc>/<int:year>/documents/<public_id:document_id>/edit", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
def edit_document(document_id: str) -> Answer:
    """Write a draft anew; somebody else's change since is shown, not overwritten."""
    row = the(Document, document_id)
    form = _form(row)
    if not form.is_submitted():
        form.show(*_stands(row))
        return _edit_page(row, form), 200 if row.state in UNISSUED else 409
    if not form.validate():
        return _edit_page(row, form), 422
    if form.is_stale(*_stands(row)):
        return _edit_page(row, form), 409
    actions.redraft(row, _written(form))
    _warn(row)
    flash("Đã lưu dự thảo.", "ok")
    return redirect(url_for("documents.document", document_id=row.public_id), 303)


def _edit_page(row: Document, form: DraftForm) -> str:
    return render_template("documents/edit_document.html", row=row, form=form, page_title="Sửa dự thảo")


def _form(row: Document | None = None) -> DraftForm:
    others = _others()
    form = DraftForm(**(_values(row, others) if row else {}))
    form.offer(kinds_in(here().year_id), others, [old for old in replaceable(here().year_id) if old is not row])
    return form


def _others() -> list[Membership]:
    """The members that a document may go to: all but the lead, which issues it."""
    return [member for member in members_of(here().year_id) if member.agency_id != here().agency_id]


def _values(row: Document, others: list[Membership]) -> dict[str, Any]:
    chosen = set(chosen_for(row.id))
    older = document_by_id(row.replaces_id) if row.replaces_id else None
    return {
        "kind": row.kind, "subject": row.subject, "signer": row.signer, "note": row.note,
        "recipients": TO_ALL if row.to_all else CHOSEN, "for_observer": row.for_observer,
        "chosen": [member.public_id for member in others if member.agency_id in chosen],
        "reply_due": row.reply_due, "reply_asked": row.reply_asked,
        "replaces": older.public_id if older else "", "replaces_reason": row.replaces_reason,
    }  # fmt: skip


def _stands(row: Document) -> tuple[object, ...]:
    """What of the draft stands now, in words: what an older page would overwrite."""
    chosen = set(chosen_for(row.id))
    names = [member.name_that_year for member in all_members_of(row.year_id) if member.agency_id in chosen]
    due = f"trả lời trước {vi.date_time(row.reply_due)}" if row.reply_due else ""
    to = "gửi mọi đơn vị" if row.to_all else f"gửi {', '.join(names)}"
    seen = "Sở Nội vụ xem được" if row.for_observer else ""
    return (row.kind, row.subject, row.signer, to, seen, row.note, due, row.reply_asked, row.replaces_reason)


def _written(form: DraftForm) -> Draft:
    ids = {member.public_id: member.agency_id for member in _others()}
    older = the(Document, form.replaces.data) if form.replaces.data else None
    to_all = form.recipients.data == TO_ALL
    return Draft(
        kind=form.kind.data, subject=form.subject.data or "", signer=form.signer.data or "",
        note=form.note.data or "", to_all=to_all, chosen=[ids[key] for key in form.chosen.data or []],
        for_observer=bool(form.for_observer.data), reply_asked=form.reply_asked.data or "",
        reply_due=form.reply_due.data, replaces_id=older.id if older else None,
        replaces_reason=(form.replaces_reason.data or "") if older else "",
    )  # fmt: skip


def _warn(row: Document) -> None:
    """Another year in the subject is often left over from last year's paper."""
    if odd := other_years(f"{row.subject} {row.note}", here().number):
        years = ", ".join(map(str, odd))
        flash(f"Trích yếu hoặc nội dung có nhắc năm {years}, khác năm thi đua {here().number}: kiểm tra lại.", "warn")


@documents.post("/<bloc>/<int:year>/documents/<public_id:document_id>/files")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def add_files(document_id: str) -> Answer:
    """Files for a draft, dropped or chosen."""
    came = arrived(request.files.getlist("files"))
    row = the(Document, document_id)
    for received in came.taken:
        actions.add_file(row, received)
    page = url_for("documents.document", document_id=row.public_id)
    return upload_answer(came, "documents/parts/files.html", page, document=row, files=files_of(row.id))


@documents.post("/<bloc>/<int:year>/documents/<public_id:document_id>/files/<public_id:document_file_id>/remove")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def remove_file(document_id: str, document_file_id: str) -> Response:
    """Take a file off a draft."""
    row = the(Document, document_id)
    actions.remove_file(row, the(DocumentFile, document_file_id))
    flash("Đã gỡ tệp khỏi dự thảo.", "ok")
    return redirect(url_for("documents.document", document_id=row.public_id), 303)


@documents.post("/<bloc>/<int:year>/documents/<public_id:document_id>/send-to-head")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def send_to_head(document_id: str) -> Response:
    """The clerk sends the draft to the head."""
    row = the(Document, document_id)
    actions.send_to_head(row)
    flash("Đã trình lãnh đạo. Lãnh đạo xem và ban hành.", "ok")
    return redirect(url_for("documents.document", document_id=row.public_id), 303)


@documents.post("/<bloc>/<int:year>/documents/<public_id:document_id>/give-back")
@door(Role.HEAD, seats=(Seat.LEAD,))
def give_back(document_id: str) -> Answer:
    """The head hands the draft back to the clerk."""
    form = ReasonForm()
    well_formed = form.validate()
    row = the(Document, document_id)
    if not well_formed:
        return draft_page(row, reason=form) if row.state in UNISSUED else issued_page(row), 422
    actions.give_back(row, form.reason.data or "")
    flash("Đã chuyển lại đầu mối để sửa.", "ok")
    return redirect(url_for("documents.document", document_id=row.public_id), 303)


@documents.post("/<bloc>/<int:year>/documents/<public_id:document_id>/drop")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def drop_document(document_id: str) -> Response:
    """Throw a draft away."""
    actions.drop(the(Document, document_id))
    flash("Đã bỏ dự thảo.", "info")
    return redirect(url_for("documents.documents"), 303)
