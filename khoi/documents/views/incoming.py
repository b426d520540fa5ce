"""Văn bản đến: the lead's register of what comes from above, who deals with it and until when."""

from typing import Any

from flask import Response as FileAnswer
from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from khoi.documents import actions
from khoi.documents.actions import Came
from khoi.documents.forms import IncomingForm, wanted_incoming_from
from khoi.documents.models import (
    Document,
    Incoming,
    IncomingFile,
    Wanted,
    count_incoming,
    document_by_id,
    documents_in,
    documents_named,
    files_of_incoming,
    incoming_in,
)
from khoi.documents.rules import HANDLING_NAMES, UNISSUED, Handling, handling_word
from khoi.documents.views.blueprint import documents
from khoi.documents.views.excel import incoming_book
from khoi.documents.views.shown import page_asked, pages_for, without_page
from khoi.office.intake import arrived, limits, upload_answer
from khoi.office.serving import attachment, made_file
from khoi.office.upload import MIMES, FileKind
from tenants import clock, vi
from tenants.database import the
from tenants.gate import door, here, only_to_change, takes_home
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]


@documents.get("/<bloc>/<int:year>/incoming")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def incoming() -> str:
    """The register of what came in, searched and narrowed."""
    today = clock.today()
    wanted, page = wanted_incoming_from(request.args, today), page_asked()
    rows = incoming_in(here().year_id, wanted, page)
    count = count_incoming(here().year_id, wanted)
    kept = without_page({"q": wanted.words, "state": wanted.state})
    return render_template(
        "documents/incoming.html", lines=[(row, handling_word(row.state, row.due, today)) for row in rows], count=count,
        issued=documents_named(row.document_id for row in rows if row.document_id), wanted=wanted, page_number=page,
        pages=pages_for(count), address=lambda number: url_for("documents.incoming", page=number, **kept),
        states=[*((str(key), name) for key, name in HANDLING_NAMES.items()), ("overdue", "Quá hạn")],
        page_title="Văn bản đến",
    )  # fmt: skip


@documents.post("/<bloc>/<int:year>/incoming/list")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@takes_home
def export_incoming() -> FileAnswer:
    """The register as it is narrowed, as an Excel file."""
    rows = incoming_in(here().year_id, wanted_incoming_from(request.form, clock.today()))
    book = incoming_book(f"Sổ văn bản đến của Khối, năm thi đua {here().number}", rows)
    return made_file(book, MIMES[FileKind.XLSX], f"So van ban den {here().number}.xlsx")


@documents.route("/<bloc>/<int:year>/incoming/new", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
def new_incoming() -> Answer:
    """Register what came in; its files come next."""
    form = IncomingForm(received_on=clock.today(), state=str(Handling.WAITING))
    form.offer(_issued())
    if not form.is_submitted():
        return _new_page(form)
    if not form.validate():
        return _new_page(form), 422
    try:
        row = actions.register(here().bloc_id, here().year_id, _came(form))
    except Refused as refused:
        form[refused.field or "subject"].errors = [refused.message]
        return _new_page(form), 409
    flash(f"Đã vào sổ văn bản đến số {row.number}. Có thể đính kèm tệp.", "ok")
    return redirect(url_for("documents.incoming_document", incoming_id=row.public_id), 303)


def _new_page(form: IncomingForm) -> str:
    return render_template("documents/new_incoming.html", form=form, page_title="Vào sổ văn bản đến")


@documents.route("/<bloc>/<int:year>/incoming/<public_id:incoming_id>", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def incoming_document(incoming_id: str) -> Answer:
    """One line of the register: corrected, assigned, dealt with, linked to what was issued because of it."""
    row = the(Incoming, incoming_id)
    form = _form(row)
    if not form.is_submitted():
        form.show(*_stands(row))
        return _page(row, form)
    if not form.validate():
        return _page(row, form), 422
    if form.is_stale(*_stands(row)):
        return _page(row, form), 409
    try:
        actions.amend(row, _came(form))
    except Refused as refused:
        form[refused.field or "subject"].errors = [refused.message]
        return _page(row, form), 409
    flash("Đã lưu văn bản đến.", "ok")
    return redirect(url_for("documents.incoming_document", incoming_id=row.public_id), 303)


def _form(row: Incoming) -> IncomingForm:
    deployed = document_by_id(row.document_id) if row.document_id else None
    form = IncomingForm(
        sender=row.sender, sign=row.sign, dated=row.dated, subject=row.subject, received_on=row.received_on,
        assigned=row.assigned, due=row.due, state=row.state, result=row.result,
        deployed=deployed.public_id if deployed else "",
    )  # fmt: skip
    form.offer(_issued())
    return form


def _issued() -> list[Document]:
    """What may have been issued because of something that came in."""
    return [row for row in documents_in(here().year_id, Wanted()) if row.state not in UNISSUED]


def _stands(row: Incoming) -> tuple[object, ...]:
    deployed = document_by_id(row.document_id) if row.document_id else None
    return (
        row.sender, row.sign, vi.date(row.dated), row.subject, vi.date(row.received_on), row.assigned, vi.date(row.due),
        HANDLING_NAMES[Handling(row.state)], row.result, deployed.sign if deployed else "",
    )  # fmt: skip


def _came(form: IncomingForm) -> Came:
    received_on = form.received_on.data
    assert received_on is not None, "a required field passed without a value"
    deployed = the(Document, form.deployed.data) if form.deployed.data else None
    return Came(
        sender=form.sender.data or "", subject=form.subject.data or "", received_on=received_on,
        sign=form.sign.data or "", dated=form.dated.data, assigned=form.assigned.data or "", due=form.due.data,
        state=Handling(form.state.data), result=form.result.data or "", document_id=deployed.id if deployed else None,
    )  # fmt: skip


def _page(row: Incoming, form: IncomingForm) -> str:
    deployed: Any = document_by_id(row.document_id) if row.document_id else None
    return render_template(
        "documents/incoming_document.html", row=row, form=form, files=files_of_incoming(row.id), refused=(),
        word=handling_word(row.state, row.due, clock.today()), editable=here().is_open, deployed=deployed,
        page_title=f"Văn bản đến số {row.number}", **limits(),
    )  # fmt: skip


@documents.post("/<bloc>/<int:year>/incoming/<public_id:incoming_id>/files")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def add_incoming_files(incoming_id: str) -> Answer:
    """Files of what came in."""
    came = arrived(request.files.getlist("files"))
    row = the(Incoming, incoming_id)
    for received in came.taken:
        actions.add_incoming_file(row, received)
    page = url_for("documents.incoming_document", incoming_id=row.public_id)
    return upload_answer(came, "documents/parts/incoming_files.html", page, row=row, files=files_of_incoming(row.id))


@documents.post("/<bloc>/<int:year>/incoming/<public_id:incoming_id>/files/<public_id:incoming_file_id>/remove")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def remove_incoming_file(incoming_id: str, incoming_file_id: str) -> Response:
    """Take a file off the line."""
    row = the(Incoming, incoming_id)
    actions.remove_incoming_file(row, the(IncomingFile, incoming_file_id))
    flash("Đã gỡ tệp.", "ok")
    return redirect(url_for("documents.incoming_document", incoming_id=row.public_id), 303)


@documents.get("/<bloc>/<int:year>/incoming-files/<public_id:incoming_file_id>")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def take_incoming_file(incoming_file_id: str) -> FileAnswer:
    """A file of what came in."""
    return attachment(the(IncomingFile, incoming_file_id))
