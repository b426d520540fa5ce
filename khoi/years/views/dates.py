"""Setting up the year, and its dates."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.accounts.models import people_of_members
from khoi.years import actions, rules
from khoi.years.forms import DatesForm
from khoi.years.models import Filing, filings_of, lateness_in
from khoi.years.views.blueprint import years
from tenants import clock, vi
from tenants.database import the
from tenants.gate import door, here, only_to_change
from tenants.models import Membership, members_of
from tenants.refusal import Refused
from tenants.roles import SEAT_NAMES, Role, Seat

Answer = Response | str | tuple[str, int]


@years.get("/<bloc>/<int:year>/setup")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def setup() -> str:
    """What is set for the year, and what is still missing."""
    members = members_of(here().year_id)
    return render_template(
        "years/setup.html", members=members, missing=_missing(members), filings=filings_of(here().year_id),
        seat_names=SEAT_NAMES, now=clock.now(), page_title="Thiết lập năm",
    )  # fmt: skip


def _missing(members: list[Membership]) -> list[str]:
    people = people_of_members(here().year_id)
    headless = [
        member.name_that_year
        for member in members
        if not any(user.role == Role.HEAD and user.disabled_at is None for user in people.get(member.agency_id, ()))
    ]
    return rules.missing(
        seats={member.seat for member in members}, agencies=len(members), without_head=headless,
        on_team=sum(member.on_appraisal_team for member in members),
    )  # fmt: skip


@years.route("/<bloc>/<int:year>/setup/filings/<public_id:filing_id>", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
def filing(filing_id: str) -> Answer:
    """Move the two dates of one filing; every member is told."""
    form = DatesForm()
    sent = form.is_submitted()
    well_formed = sent and form.validate()
    row = the(Filing, filing_id)
    if not sent:
        form = DatesForm(due=row.due, closing=row.closing)
        form.show(*_shown(row))
        return _filing_page(row, form)
    if not well_formed:
        return _filing_page(row, form), 422
    if form.is_stale(*_shown(row)):
        return _filing_page(row, form), 409
    try:
        actions.set_dates(row, _moment(form.due.data), _moment(form.closing.data), form.reason.data or "")
    except Refused as refused:
        form.form_errors = [reason.message for reason in refused.objections]
        return _filing_page(row, form), 409
    flash(f"Đã lưu thời hạn {row.title}; mọi đơn vị đã được thông báo.", "ok")
    return redirect(url_for("years.setup"), 303)


def _shown(row: Filing) -> tuple[str, str]:
    return f"hạn nộp {vi.date_time(row.due)}", f"khóa sổ {vi.date_time(row.closing)}"


def _moment(value: Any) -> Any:
    assert value is not None, "a required field passed without a value"
    return value


def _filing_page(row: Filing, form: DatesForm) -> str:
    return render_template("years/filing.html", row=row, form=form, page_title=row.title)


@years.get("/<bloc>/<int:year>/dates")
@door(Role.CLERK, Role.HEAD)
def dates() -> str:
    """The year's dates, and by how many days one's own agency was late."""
    return render_template(
        "years/dates.html", filings=filings_of(here().year_id), late=lateness_in(here().year_id, here().agency_id),
        now=clock.now(), page_title="Thời hạn trong năm",
    )  # fmt: skip
