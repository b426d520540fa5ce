"""An issued paper: its words, its seal, its file, the signed file beside it with what its signatures say."""

from pathlib import Path

from flask import current_app, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.office.intake import NOTHING_CHOSEN, limits, receive
from khoi.office.pdf import PDF, can_make_pdf, pdf_of
from khoi.office.serving import attachment, made_file
from khoi.office.signatures import SignatureFacts, check, summary, told
from khoi.office.upload import FileKind
from khoi.summaries import actions
from khoi.summaries.forms import ReasonForm, SignedForm
from khoi.summaries.models import (
    Paper,
    SignatureCheck,
    SignedPaper,
    end_of,
    offer_of,
    paper_of,
    signed_files_of,
    successor_of,
)
from khoi.summaries.rules.kept import kept_document
from khoi.summaries.rules.papers import EYES, KINDS, PaperKey, figures_digest
from khoi.summaries.views.blueprint import summaries
from khoi.summaries.views.papers import ONLY, shown
from tenants import files
from tenants.database import db, reading, the
from tenants.files import Received
from tenants.forms import Form
from tenants.gate import door, here, own_transactions, takes_home
from tenants.models import year_by_id
from tenants.refusal import Refused
from tenants.roles import Role, Seat
from tenants.scope import present_scope

Answer = Response | str | tuple[str, int]


def in_year(paper_id: str) -> Paper:
    row = the(Paper, paper_id)
    if row.year_id != here().year_id:
        raise NotFound
    return row


@summaries.get("/<bloc>/<int:year>/papers/issued/<public_id:paper_id>")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER, by_seat=True)
def issued_paper(paper_id: str) -> str:
    """A paper as it was issued, to whom it concerns; also once it is withdrawn or replaced."""
    return _page(in_year(paper_id))


def _page(row: Paper, refusal: str = "", reason: ReasonForm | None = None) -> str:
    document = kept_document(row.document)
    leads = bool(present_scope().lead)
    signed = [(file, found, *_looked(found)) for file, found in signed_files_of(row.id)]
    return render_template(
        "summaries/issued_paper.html", row=row, document=document, end=end_of(row.id), after=successor_of(row.id),
        signed=signed, leads=leads and here().is_open, kind=KINDS[PaperKey(row.kind)], eyes=EYES, refusal=refusal,
        reason=reason or ReasonForm(formdata=None), changed=leads and _changed(row), pdf=can_make_pdf(), **limits(),
        again=url_for("summaries.paper", paper_kind=row.kind, paper_key=row.key or ONLY), **shown(document),
        page_title=f"{KINDS[PaperKey(row.kind)].name}{' số ' if row.sign else ''}{row.sign}",
    )  # fmt: skip


def _looked(check: SignatureCheck | None) -> tuple[tuple[str, str], list[SignatureFacts]]:
    if check is None:
        return ("warn", "Chưa kiểm tra chữ ký số."), []
    return summary(check.found), told(check.found)


def _changed(row: Paper) -> bool:
    """Have the figures changed since? Asked for the lead alone."""
    found = offer_of(year_by_id(here().year_id), row.kind, row.key)
    if found is None or found[0].say is None:
        return False
    offer, face = found
    assert offer.say is not None, "what says nothing was sent away above"
    return figures_digest(offer.say(offer.cover(face), "")) != row.digest


@summaries.post("/<bloc>/<int:year>/papers/issued/<public_id:paper_id>/docx")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER, by_seat=True)
@takes_home
def issued_docx(paper_id: str) -> Response:
    """The very file that was issued."""
    row = in_year(paper_id)
    actions.take_out(year_by_id(here().year_id), f"issued_{row.kind}", files.read_bytes(row))
    return attachment(row)


@summaries.post("/<bloc>/<int:year>/papers/issued/<public_id:paper_id>/pdf")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER, by_seat=True)
@own_transactions
@takes_home
def issued_pdf(paper_id: str) -> Answer:
    """The issued file as PDF, where the server can make one."""
    with reading():
        row = in_year(paper_id)
        kind, name, content = row.kind, row.name, files.read_bytes(row)
        db.session.rollback()
    try:
        file = pdf_of(content)
    except Refused as refused:
        with reading():
            return _page(in_year(paper_id), refused.message), 409
    actions.take_out(year_by_id(here().year_id), f"issued_{kind}_pdf", file)
    db.session.commit()
    return made_file(file, PDF, f"{name.removesuffix('.docx')}.pdf")


@summaries.post("/<bloc>/<int:year>/papers/issued/<public_id:paper_id>/withdraw")
@door(Role.HEAD, seats=(Seat.LEAD,))
def withdraw_paper(paper_id: str) -> Answer:
    """Withdraw a paper, with a reason that its readers see."""
    form = ReasonForm()
    well_formed = form.validate()
    row = in_year(paper_id)
    if not well_formed:
        return _page(row, reason=form), 422
    try:
        actions.withdraw_paper(row, form.reason.data or "")
    except Refused as refused:
        return _page(row, refused.message, form), 409
    flash("Đã thu hồi; đơn vị liên quan được báo lý do.", "ok")
    return redirect(url_for("summaries.issued_paper", paper_id=row.public_id), 303)


# --- the signed file ------------------------------------------------------------------------------------------------


@summaries.post("/<bloc>/<int:year>/papers/issued/<public_id:paper_id>/signed")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def file_signed(paper_id: str) -> Answer:
    """File the signed PDF beside the paper; a look at its signatures is kept with it."""
    came, wrong = _signed_pdf()  # before the transaction, which a row opens
    well_formed = SignedForm().validate()
    findings = check(files.place(came.kept.sha256), roots()) if came and well_formed else {}
    row = in_year(paper_id)
    if came is None or not well_formed:
        return _page(row, wrong or "Trang đã mở quá lâu. Hãy thử lại."), 422
    actions.file_signed(row, came, findings)
    flash("Đã lưu bản ký số và kết quả kiểm tra chữ ký.", "ok")
    return redirect(url_for("summaries.issued_paper", paper_id=row.public_id), 303)


def _signed_pdf() -> tuple[Received | None, str]:
    upload = request.files.get("file")
    try:
        if upload is None or not upload.filename:
            raise Refused(NOTHING_CHOSEN)
        return receive(upload, (FileKind.PDF,)), ""
    except Refused as refused:
        return None, refused.message


def roots() -> Path | None:
    """The operator's folder of root certificates."""
    folder: Path | None = current_app.extensions["settings"].signing_roots
    return folder


@summaries.post("/<bloc>/<int:year>/papers/signed/<public_id:signed_paper_id>/check")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@own_transactions
def check_signed(signed_paper_id: str) -> Answer:
    """Look at the signatures anew: the operator may have supplied roots meanwhile."""
    well_formed = Form().validate_on_submit()
    with reading():
        signed = _signed_in_year(signed_paper_id)
        place = files.place(signed.sha256)
        db.session.rollback()
    findings = check(place, roots()) if well_formed else {}
    signed = _signed_in_year(signed_paper_id)
    paper_id = paper_of(signed).public_id
    if well_formed:
        actions.keep_check(signed, findings)
        db.session.commit()
        flash("Đã kiểm tra lại chữ ký số.", "ok")
    db.session.rollback()
    return redirect(url_for("summaries.issued_paper", paper_id=paper_id), 303)


@summaries.post("/<bloc>/<int:year>/papers/signed/<public_id:signed_paper_id>/file")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER, by_seat=True)
@takes_home
def signed_file(signed_paper_id: str) -> Response:
    """The signed PDF as it came."""
    signed = _signed_in_year(signed_paper_id)
    actions.take_out(year_by_id(here().year_id), "signed_paper", files.read_bytes(signed))
    return attachment(signed)


def _signed_in_year(signed_paper_id: str) -> SignedPaper:
    row = the(SignedPaper, signed_paper_id)
    if row.year_id != here().year_id:
        raise NotFound
    return row
