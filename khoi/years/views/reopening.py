"""Named exceptions: the chairs see them all; the lead's head opens for the others, the deputy's head for the lead."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.years import actions
from khoi.years.forms import ReopeningForm
from khoi.years.models import Reopening, filings_of, reopenings_in
from khoi.years.views.blueprint import years
from tenants import clock
from tenants.database import the
from tenants.gate import door, here, me
from tenants.models import Membership, all_members_of, members_of, names_of
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]
CHAIRS = (Seat.LEAD, Seat.DEPUTY)


@years.get("/<bloc>/<int:year>/reopenings")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS)
def reopenings() -> str:
    """What was reopened for whom, until when and why."""
    return _page(_form())


@years.post("/<bloc>/<int:year>/reopenings")
@door(Role.HEAD, seats=CHAIRS)
def reopen() -> Answer:
    """Open one filing of one agency until a time."""
    form = _form()
    if not form.validate():
        return _page(form), 422
    member = next(row for row in _offered() if row.public_id == form.agency.data)
    filing = next(row for row in filings_of(here().year_id) if row.public_id == form.filing.data)
    assert form.until.data is not None, "a required field passed without a value"
    try:
        actions.reopen(filing, member, form.until.data, form.reason.data or "")
    except Refused as refused:
        form[refused.field or "agency"].errors = [refused.message]
        return _page(form), 409
    flash(f"Đã mở lại {filing.title} cho {member.name_that_year}; đơn vị đã được thông báo.", "ok")
    return redirect(url_for("years.reopenings"), 303)


@years.post("/<bloc>/<int:year>/reopenings/<public_id:reopening_id>/withdraw")
@door(Role.HEAD, seats=CHAIRS)
def withdraw_reopening(reopening_id: str) -> Response:
    """The exception no longer holds."""
    row = the(Reopening, reopening_id)
    if row.year_id != here().year_id or row.agency_id not in {member.agency_id for member in _offered()}:
        raise NotFound
    titles = {filing.key: filing.title for filing in filings_of(row.year_id)}
    actions.withdraw_reopening(row, titles.get(row.filing, row.filing))
    flash("Đã rút việc mở lại; đơn vị đã được thông báo.", "ok")
    return redirect(url_for("years.reopenings"), 303)


def _offered() -> list[Membership]:
    """For whom this chair may open: nobody for himself."""
    members = members_of(here().year_id)
    if here().seat is Seat.LEAD:
        return [member for member in members if member.seat != Seat.LEAD]
    return [member for member in members if member.seat == Seat.LEAD]


def _form() -> ReopeningForm:
    form = ReopeningForm()
    form.offer(_offered(), filings_of(here().year_id))
    return form


def _page(form: ReopeningForm) -> str:
    rows = reopenings_in(here().year_id)
    return render_template(
        "years/reopenings.html", form=form, rows=rows, now=clock.now(), page_title="Mở lại, gia hạn nộp",
        names={member.agency_id: member.name_that_year for member in all_members_of(here().year_id)},
        titles={filing.key: filing.title for filing in filings_of(here().year_id)},
        people=names_of({row.made_by for row in rows if row.made_by}),
        mine={member.agency_id for member in _offered()}, decides=me().role is Role.HEAD and here().is_open,
    )  # fmt: skip
