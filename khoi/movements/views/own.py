"""An agency's own movements, which nobody else sees."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound

from khoi.movements import actions
from khoi.movements.forms import OwnForm
from khoi.movements.models import OwnMovement
from khoi.movements.views.blueprint import Answer, members, movements, put_at_fields
from tenants import vi
from tenants.database import the
from tenants.gate import here, only_to_change, refuse_restrained
from tenants.models import year_by_id
from tenants.refusal import Refused


@movements.route("/<bloc>/<int:year>/movements/own/new", methods=["GET", "POST"])
@members
@only_to_change
def new_own() -> Answer:
    """A movement inside the agency."""
    refuse_restrained()
    form = OwnForm()
    if not form.is_submitted():
        return render_template("movements/new_own.html", form=form, page_title="Phong trào của đơn vị")
    return _kept(form, None, form.validate(), "movements/new_own.html")


@movements.route("/<bloc>/<int:year>/movements/own/<public_id:own_id>", methods=["GET", "POST"])
@members
def own(own_id: str) -> Answer:
    """Its words and its result."""
    refuse_restrained()
    form = OwnForm()
    sent = form.is_submitted()
    good = sent and form.validate()
    row = the(OwnMovement, own_id)
    if row.year_id != here().year_id:
        raise NotFound
    shown = (row.name, vi.date(row.begins), vi.date(row.ends), row.goals, row.summary)
    if not sent:
        form = OwnForm(obj=row)
        form.show(*shown)
        return render_template("movements/own.html", form=form, page_title=row.name)
    if good and form.is_stale(*shown):
        return render_template("movements/own.html", form=form, page_title=row.name), 409
    return _kept(form, row, good, "movements/own.html")


def _kept(form: OwnForm, row: OwnMovement | None, good: bool, template: str) -> Answer:
    title = row.name if row else "Phong trào của đơn vị"
    if not good or form.begins.data is None or form.ends.data is None:
        return render_template(template, form=form, page_title=title), 422
    words = (form.name.data or "", form.begins.data, form.ends.data, form.goals.data or "", form.summary.data or "")
    try:
        actions.keep_own_movement(row, year_by_id(here().year_id), here().agency_id, *words)
    except Refused as refused:
        put_at_fields(form, refused)
        return render_template(template, form=form, page_title=title), 409
    flash("Đã lưu phong trào của đơn vị.", "ok")
    return redirect(url_for("movements.movements"), 303)
