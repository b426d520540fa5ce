"""The year's legal bases: everybody reads them, the lead keeps them."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.years import actions
from khoi.years.forms import BasisForm
from khoi.years.models import LegalBasis, legal_bases
from khoi.years.views.blueprint import years
from tenants import clock, vi
from tenants.database import the
from tenants.gate import door, here, only_to_change, prepares
from tenants.models import year_by_id
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]


@years.get("/<bloc>/<int:year>/bases")
@door(Role.CLERK, Role.HEAD)
@prepares
def bases() -> str:
    """The texts that documents of the bloc cite, and how each stands today."""
    keeps = here().seat is Seat.LEAD and here().is_open
    return render_template(
        "years/bases.html",
        rows=legal_bases(here().year_id),
        today=clock.today(),
        keeps=keeps,
        page_title="Căn cứ pháp lý",
    )


@years.route("/<bloc>/<int:year>/setup/bases/new", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@prepares
@only_to_change
def new_basis() -> Answer:
    """A further text."""
    form = BasisForm()
    if not form.is_submitted():
        return _page(form, "Thêm văn bản")
    if not form.validate():
        return _page(form, "Thêm văn bản"), 422
    try:
        row = actions.add_basis(year_by_id(here().year_id), form.basis())
    except Refused as refused:
        form[refused.field or "number"].errors = [refused.message]
        return _page(form, "Thêm văn bản"), 409
    flash(f"Đã thêm {row.kind} số {row.number}.", "ok")
    return redirect(url_for("years.bases"), 303)


@years.route("/<bloc>/<int:year>/setup/bases/<public_id:basis_id>", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@prepares
@only_to_change
def basis(basis_id: str) -> Answer:
    """Correct a text, or say until when it is in force."""
    form = BasisForm()
    sent = form.is_submitted()
    well_formed = sent and form.validate()
    row = the(LegalBasis, basis_id)
    title = f"{row.kind} số {row.number}"
    if not sent:
        form = BasisForm(obj=row)
        form.show(*_shown(row))
    if not well_formed:
        return _page(form, title), 422 if sent else 200
    if form.is_stale(*_shown(row)):
        return _page(form, title), 409
    try:
        actions.change_basis(row, form.basis())
    except Refused as refused:
        form[refused.field or "number"].errors = [refused.message]
        return _page(form, title), 409
    flash(f"Đã lưu {row.kind} số {row.number}.", "ok")
    return redirect(url_for("years.bases"), 303)


def _shown(row: LegalBasis) -> tuple[str, ...]:
    """What stands on the page, as a person compares it."""
    ended = f"đến hết ngày {vi.date(row.in_force_to)}" if row.in_force_to else "không ghi ngày hết hiệu lực"
    checked = "cần kiểm tra" if row.verify else ""
    return f"{row.kind} số {row.number}", row.title, f"từ ngày {vi.date(row.in_force_from)}", ended, checked, row.note


def _page(form: BasisForm, title: str) -> str:
    return render_template("years/basis.html", form=form, page_title=title)
