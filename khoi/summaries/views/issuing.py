"""The registry clerk gives number and date: the paper is issued, kept for good, and shown to whom it concerns."""

import io
from datetime import date

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.documents.models import kinds_in, taken_numbers
from khoi.documents.rules import calendar_year, next_number
from khoi.office.docx import DOCX
from khoi.summaries import actions
from khoi.summaries.forms import IssueForm
from khoi.summaries.models import Offer, Paper, PaperFace, paper_in_force
from khoi.summaries.rules.papers import EYES
from khoi.summaries.views.blueprint import summaries
from khoi.summaries.views.paper_files import Drawn, drawn, name_of
from khoi.summaries.views.papers import ONLY, day_of, doubts_of, found_offer
from tenants import clock, files
from tenants.database import db, reading
from tenants.gate import door, here, only_to_change, own_transactions
from tenants.models import year_by_id
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]


@summaries.route("/<bloc>/<int:year>/papers/make/<string:paper_kind>/<string:paper_key>/issue", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
@own_transactions
def issue_paper(paper_kind: str, paper_key: str) -> Answer:
    """What will be issued, to whom it will be shown, and its number; then it is."""
    form = IssueForm()
    with reading():
        offer, face = found_offer(paper_kind, paper_key)
        standing = paper_in_force(here().year_id, offer.kind.key, offer.key)
        if not offer.kind.register:
            form.without_number()
        if not form.is_submitted():
            return _ended(_page(offer, face, _blank(offer, face, standing), standing))
        if not form.validate() or form.dated.data is None:
            return _ended(_page(offer, face, form, standing)), 422
        number = form.number.data if offer.kind.register else None
        try:
            made = drawn(offer, _dated(face, offer, form.dated.data), number)
        except Refused as refused:
            form.form_errors.append(refused.message)
            return _ended(_page(offer, face, form, standing)), 409
        db.session.rollback()
    return _issued(offer, form, made, number)


def _ended(page: str) -> str:
    db.session.rollback()
    return page


def _dated(face: PaperFace | None, offer: Offer, dated: date) -> PaperFace:
    """Head and foot with the day that the registry clerk gives; nothing of it is kept."""
    with_day = PaperFace(kind=offer.kind.key, key=offer.key)
    for name in actions.Face.__slots__:
        setattr(with_day, name, getattr(face, name) if face else "")
    with_day.dated = dated
    return with_day


def _issued(offer: Offer, form: IssueForm, made: Drawn, number: int | None) -> Answer:
    key = {"paper_kind": offer.kind.key, "paper_key": offer.key or ONLY}
    assert form.dated.data is not None, "a required field passed without a value"
    try:
        kept = files.keep(io.BytesIO(made.file()))
        stored = actions.Made(made.document, made.digest, f"{name_of(offer)}.docx", DOCX, kept)
        year, after = year_by_id(here().year_id), form.after.data or ""
        row = actions.issue_paper(year, offer.kind.key, offer.key, stored, number, form.dated.data, after)
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        _blame(form, refused)
        with reading():
            offer, face = found_offer(**key)
            standing = paper_in_force(here().year_id, offer.kind.key, offer.key)
            return _ended(_page(offer, face, form, standing)), 409
    flash(f"Đã ban hành {offer.kind.name}{' số ' if row.sign else ''}{row.sign}.", "ok")
    return redirect(url_for("summaries.issued_paper", paper_id=row.public_id), 303)


def _blame(form: IssueForm, refused: Refused) -> None:
    if refused.field in ("number", "dated"):
        form[refused.field].errors = [*form[refused.field].errors, refused.message]
    else:
        form.form_errors.append(refused.message)


def _blank(offer: Offer, face: PaperFace | None, standing: Paper | None) -> IssueForm:
    dated = min(offer.cover(face).dated or day_of(face), clock.today())
    after = standing.public_id if standing else ""
    return IssueForm(formdata=None, number=_next(offer, dated), dated=dated, after=after)


def _next(offer: Offer, dated: date) -> int | None:
    if not offer.kind.register:
        return None
    series = next((kind.series for kind in kinds_in(here().year_id) if kind.name == offer.kind.register), "")
    return next_number(taken_numbers(year_by_id(here().year_id).bloc_id, calendar_year(dated), series))


def _page(offer: Offer, face: PaperFace | None, form: IssueForm, standing: Paper | None) -> str:
    cover = offer.cover(face)
    doubts = doubts_of(offer.say(cover, ""), cover, face) if offer.say else []
    return render_template(
        "summaries/issue_paper.html", offer=offer, form=form, cover=cover, doubts=doubts, standing=standing, eyes=EYES,
        address={"paper_kind": offer.kind.key, "paper_key": offer.key or ONLY},
        page_title=f"Ban hành {offer.kind.name}",
    )  # fmt: skip
