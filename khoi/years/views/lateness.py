"""By how many days each agency was late: a grid that the lead fills, row by row."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.years import actions
from khoi.years.forms import LatenessForm, lateness_form
from khoi.years.models import all_lateness, filings_of
from khoi.years.views.blueprint import years
from tenants.database import the
from tenants.gate import door, here
from tenants.models import Membership, members_of
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]


@years.get("/<bloc>/<int:year>/lateness")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def lateness() -> str:
    """Agencies by filings."""
    return _grid({})


@years.post("/<bloc>/<int:year>/lateness/<public_id:member_id>")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def note_lateness(member_id: str) -> Answer:
    """Save one agency's row: only the cells that were changed."""
    filings = filings_of(here().year_id)
    form = lateness_form(filings, {})
    well_formed = form.validate()
    member = the(Membership, member_id)
    if member.year_id != here().year_id:
        raise NotFound
    if not well_formed:
        return _grid({member.agency_id: form}), 422
    try:
        changed = actions.correct_lateness(
            here().year_id, member.agency_id, form.seen(filings), form.typed(filings), form.reason.data or ""
        )
    except Refused as refused:
        form["days_" + (refused.row or filings[0].key)].errors = [refused.message]
        return _grid({member.agency_id: form}), 409
    flash(f"Đã lưu {member.name_that_year}." if changed else "Không có ô nào thay đổi.", "ok")
    return redirect(url_for("years.lateness"), 303)


def _grid(sent: dict[int, LatenessForm]) -> str:
    """The whole grid; a row that was sent and is not saved keeps what was typed."""
    filings = filings_of(here().year_id)
    late = all_lateness(here().year_id)
    rows = [
        (member, sent.get(member.agency_id) or lateness_form(filings, late.get(member.agency_id, {}), formdata=None))
        for member in members_of(here().year_id)
    ]
    return render_template("years/lateness.html", rows=rows, filings=filings, page_title="Số ngày nộp chậm")
