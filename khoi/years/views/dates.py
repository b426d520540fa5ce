"""Setting up the year, and its dates."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.years import actions
from khoi.years.forms import DatesForm, FilingForm, NewFilingForm
from khoi.years.models import Filing, all_dates_for, filings_of, lateness_in, reopenings_in, seen_of
from khoi.years.rules import FILING_NAMES, Place, missing, setup_steps
from khoi.years.views.blueprint import years
from tenants import clock, vi
from tenants.database import the
from tenants.gate import door, here, only_to_change, prepares
from tenants.models import all_members_of, year_by_id
from tenants.refusal import Refused
from tenants.roles import SEAT_NAMES, Role, Seat

Answer = Response | str | tuple[str, int]


#: Where each step of the set-up is done; the sheet has a page of its own further on.
PAGES = {
    Place.MEMBERS: ("years.setup", "members"),
    Place.SEATS: ("years.seats", None),
    Place.ACCOUNTS: ("accounts.agencies", None),
    Place.DATES: ("years.setup", "dates"),
    Place.BASES: ("years.bases", None),
}


@years.get("/<bloc>/<int:year>/setup")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@prepares
def setup() -> str:
    """What is set for the year, and what is still missing, a link to each."""
    steps = setup_steps(seen_of(here().year_id, clock.today()))
    members = all_members_of(here().year_id)
    return render_template(
        "years/setup.html", members=members, steps=steps, filings=filings_of(here().year_id),
        addresses={place: url_for(page, _anchor=anchor) for place, (page, anchor) in PAGES.items()},
        names={member.agency_id: member.name_that_year for member in members}, missing=missing(steps),
        seat_names=SEAT_NAMES, now=clock.now(), page_title="Thiết lập năm",
    )  # fmt: skip


@years.route("/<bloc>/<int:year>/setup/filings/new", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@prepares
@only_to_change
def new_filing() -> Answer:
    """A further filing that every member owes, with its dates."""
    form = NewFilingForm()
    if not form.is_submitted():
        return _new_page(form)
    if not form.validate():
        return _new_page(form), 422
    year = year_by_id(here().year_id)
    try:
        row = actions.add_filing(year, form.title.data or "", _moment(form.due.data), _moment(form.closing.data))
    except Refused as refused:
        if refused.field:
            form[refused.field].errors = [refused.message]
        else:
            form.form_errors = [reason.message for reason in refused.objections]
        return _new_page(form), 409
    flash(f"Đã thêm {row.title}; mọi đơn vị đã được thông báo.", "ok")
    return redirect(url_for("years.setup"), 303)


def _new_page(form: NewFilingForm) -> str:
    return render_template("years/new_filing.html", form=form, page_title="Thêm nội dung phải nộp")


@years.route("/<bloc>/<int:year>/setup/filings/<public_id:filing_id>", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@prepares
@only_to_change
def filing(filing_id: str) -> Answer:
    """Move the two dates of one filing; every member is told. What the bloc added itself may be called otherwise."""
    row = the(Filing, filing_id)
    kind = DatesForm if row.key in FILING_NAMES else FilingForm
    form = kind()
    if not form.is_submitted():
        form = kind(obj=row)
        form.show(*_shown(row))
        return _filing_page(row, form)
    if not form.validate():
        return _filing_page(row, form), 422
    if form.is_stale(*_shown(row)):
        return _filing_page(row, form), 409
    try:
        _change(row, form)
    except Refused as refused:
        if refused.field:
            form[refused.field].errors = [refused.message]
        else:
            form.form_errors = [reason.message for reason in refused.objections]
        return _filing_page(row, form), 409
    flash(f"Đã lưu thời hạn {row.title}; mọi đơn vị đã được thông báo.", "ok")
    return redirect(url_for("years.setup"), 303)


def _change(row: Filing, form: DatesForm) -> None:
    if isinstance(form, FilingForm):
        actions.name_filing(row, form.title.data or "")
    actions.set_dates(row, _moment(form.due.data), _moment(form.closing.data), form.reason.data or "")


def _shown(row: Filing) -> tuple[str, str, str]:
    return row.title, f"hạn nộp {vi.date_time(row.due)}", f"khóa sổ {vi.date_time(row.closing)}"


def _moment(value: Any) -> Any:
    assert value is not None, "a required field passed without a value"
    return value


def _filing_page(row: Filing, form: DatesForm) -> str:
    return render_template("years/filing.html", row=row, form=form, page_title=row.title)


@years.get("/<bloc>/<int:year>/dates")
@door(Role.CLERK, Role.HEAD)
def dates() -> str:
    """The year's dates as they hold for one's own agency, and by how many days it was late."""
    year_id, agency_id = here().year_id, here().agency_id
    return render_template(
        "years/dates.html", filings=filings_of(year_id), late=lateness_in(year_id, agency_id),
        held=all_dates_for(year_id, agency_id), reopened=reopenings_in(year_id),
        now=clock.now(), page_title="Thời hạn trong năm",
    )  # fmt: skip
