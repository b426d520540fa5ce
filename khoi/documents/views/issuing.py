"""The lead's head issues a draft, after seeing to whom it goes and under which number; and withdraws."""

from datetime import date

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.documents import actions
from khoi.documents.forms import IssueForm, ReasonForm
from khoi.documents.models import Document, document_by_id, files_of, recipients_of, taken_numbers
from khoi.documents.rules import UNISSUED, calendar_year, next_number, other_years, sign_of, written
from khoi.documents.views.blueprint import documents
from khoi.documents.views.reading import issued_page
from tenants import clock
from tenants.database import the
from tenants.gate import door, here, only_to_change
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]


@documents.route("/<bloc>/<int:year>/documents/<public_id:document_id>/issue", methods=["GET", "POST"])
@door(Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
def issue_document(document_id: str) -> Answer:
    """What will go to whom, and the number it will carry; then it goes."""
    form = IssueForm()
    sent = form.is_submitted()
    well_formed = sent and form.validate()
    row = the(Document, document_id)
    if row.state not in UNISSUED:  # sent twice: it is issued, and is shown as such
        return redirect(url_for("documents.document", document_id=row.public_id), 303)
    if not sent:
        today = clock.today()
        return _page(row, IssueForm(number=_next(row, today), dated=today))
    if not well_formed:
        return _page(row, form), 422
    return _issued(row, form)


def _issued(row: Document, form: IssueForm) -> Answer:
    number, dated = form.number.data, form.dated.data
    assert number is not None, "a required field passed without a value"
    assert dated is not None, "a required field passed without a value"
    try:
        actions.issue(row, number, dated)
    except Refused as refused:
        for reason in refused.objections:
            _blame(form, reason.path, reason.message)
        if not refused.objections:
            _blame(form, refused.field, refused.message)
        return _page(row, form), 409
    flash(f"Đã ban hành {row.kind} số {row.sign}; các đơn vị nhận đã được báo.", "ok")
    return redirect(url_for("documents.document", document_id=row.public_id), 303)


def _blame(form: IssueForm, field: str | None, message: str) -> None:
    """Say a reason where it belongs: at its field, or above all of them."""
    if field in ("number", "dated"):
        form[field].errors = [*form[field].errors, message]
    else:
        form.form_errors.append(message)


def _next(row: Document, dated: date) -> int:
    return next_number(taken_numbers(row.bloc_id, calendar_year(dated), row.series))


def _page(row: Document, form: IssueForm) -> str:
    dated = form.dated.data or clock.today()
    return render_template(
        "documents/issue_document.html", document=row, form=form, files=files_of(row.id),
        recipients=recipients_of(row, here().agency_id), example=sign_of(_next(row, dated), row.sign_part),
        free=written(_next(row, dated)), free_year=calendar_year(dated),
        older=document_by_id(row.replaces_id) if row.replaces_id else None,
        odd=other_years(f"{row.subject} {row.note}", here().number), page_title=f"Ban hành {row.kind}",
    )  # fmt: skip


@documents.post("/<bloc>/<int:year>/documents/<public_id:document_id>/withdraw")
@door(Role.HEAD, seats=(Seat.LEAD,))
def withdraw_document(document_id: str) -> Answer:
    """Withdraw an issued document, with a reason that its recipients read."""
    form = ReasonForm()
    well_formed = form.validate()
    row = the(Document, document_id)
    if not well_formed and row.state not in UNISSUED:
        return issued_page(row, reason=form), 422
    actions.withdraw(row, form.reason.data or "")
    flash("Đã thu hồi; các đơn vị đã nhận được báo lý do.", "ok")
    return redirect(url_for("documents.document", document_id=row.public_id), 303)
