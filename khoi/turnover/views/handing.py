"""Handover: signed by the old lead's head in the old year, received by the new lead's head in the new one."""

from datetime import date, datetime

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.office import docx
from khoi.office.docx import DOCX
from khoi.office.serving import made_file
from khoi.turnover import actions
from khoi.turnover.forms import LinesForm, ReceiptForm
from khoi.turnover.models import Handover, Reception, handover_of, passed_on, reception_of
from khoi.turnover.rules import KIND_NAMES, Kind, Parties, Passed, grouped, items_from, minutes, own_lines
from khoi.turnover.views.blueprint import this_year, turnover, year_after, year_before
from khoi.years.models import name_of_member_on
from tenants import clock, vi
from tenants.gate import asks_again, door, here, me, prepares
from tenants.models import Year, bloc_named, membership_of, names_of, seated
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]


# --- in the old year ------------------------------------------------------------------------------------------------


@turnover.get("/<bloc>/<int:year>/turn/handover")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def handover() -> str:
    """What passes on: found by the portal, and in the lead's own words; signed or not."""
    row = handover_of(here().year_id)
    return _given_page(LinesForm(lines=row.lines if row else ""))


@turnover.post("/<bloc>/<int:year>/turn/handover")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def keep_lines() -> Answer:
    """Keep the lead's own lines."""
    form = LinesForm()
    if not form.validate():
        return _given_page(form), 422
    try:
        actions.keep_lines(this_year(), form.lines.data or "")
    except Refused as refused:
        form.lines.errors = [refused.message]
        return _given_page(form), 409
    flash("Đã lưu nội dung bàn giao.", "ok")
    return redirect(url_for("turnover.handover"), 303)


@turnover.post("/<bloc>/<int:year>/turn/handover/sign")
@door(Role.HEAD, seats=(Seat.LEAD,))
@asks_again("ký danh mục bàn giao")
def hand_over() -> Answer:
    """Sign the list as it stands; the next year's lead reads it from then on."""
    row = handover_of(here().year_id)
    actions.hand_over(this_year(), row.lines if row else "")
    flash("Đã ký danh mục bàn giao; Khối trưởng mới đã được thông báo.", "ok")
    return redirect(url_for("turnover.handover"), 303)


def _given_page(form: LinesForm) -> str:
    year, row, after = this_year(), handover_of(here().year_id), year_after()
    signed = row if row is not None and row.given_at is not None else None
    passed = items_from(signed.items) if signed else passed_on(year, own_lines(row.lines if row else ""))
    receiver = seated(after.id, Seat.LEAD) if after else None
    return render_template(
        "turnover/handover.html", form=form, signed=signed, receiver=receiver, after=after, parts=_parts(passed),
        lines=passed.lines, receipt=reception_of(after.id) if after else None, is_head=me().role is Role.HEAD,
        page_title="Bàn giao Khối trưởng",
    )  # fmt: skip


def _parts(passed: Passed) -> list[tuple[str, dict[str, list[object]]]]:
    return [(KIND_NAMES[kind], grouped(passed.of(kind))) for kind in Kind]  # type: ignore[misc]


@turnover.get("/<bloc>/<int:year>/turn/handover/minutes.docx")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def given_minutes() -> Response:
    """Biên bản bàn giao, for the one who gives."""
    return _minutes(this_year(), year_after())


# --- in the new year ------------------------------------------------------------------------------------------------


@turnover.get("/<bloc>/<int:year>/turn/reception")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@prepares
def reception() -> str:
    """What the last lead hands over to this one."""
    row = _offered()
    return _received_page(row, ReceiptForm(digest=row.digest))


@turnover.post("/<bloc>/<int:year>/turn/reception")
@door(Role.HEAD, seats=(Seat.LEAD,))
@prepares
@asks_again("xác nhận nhận bàn giao")
def receive() -> Answer:
    """Confirm the very list that was signed."""
    form = ReceiptForm()
    well_formed = form.validate()
    row = _offered()
    if not well_formed:
        return _received_page(row, form), 422
    actions.receive(this_year(), row, form.digest.data or "", form.note.data or "")
    flash("Đã xác nhận nhận bàn giao; biên bản sẵn sàng để in.", "ok")
    return redirect(url_for("turnover.reception"), 303)


def _offered() -> Handover:
    """The handover of the year before that was signed for this lead."""
    before = year_before()
    row = handover_of(before.id) if before else None
    if row is None or row.given_at is None or row.receiver_id != here().agency_id:
        raise NotFound
    return row


def _received_page(row: Handover, form: ReceiptForm) -> str:
    passed = items_from(row.items)
    return render_template(
        "turnover/reception.html", row=row, form=form, parts=_parts(passed), lines=passed.lines,
        receipt=reception_of(here().year_id), is_head=me().role is Role.HEAD, before=here().number - 1,
        page_title="Nhận bàn giao Khối trưởng",
    )  # fmt: skip


@turnover.get("/<bloc>/<int:year>/turn/reception/minutes.docx")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@prepares
def received_minutes() -> Response:
    """Biên bản bàn giao, for the one who receives."""
    _offered()
    return _minutes(year_before(), this_year())


# --- the minutes ----------------------------------------------------------------------------------------------------


def _minutes(old: Year | None, new: Year | None) -> Response:
    row = handover_of(old.id) if old else None
    if old is None or row is None or row.given_at is None:
        raise NotFound
    document = minutes(_parties(old, row, reception_of(new.id) if new else None), items_from(row.items))
    return made_file(docx.write(document), DOCX, f"bien-ban-ban-giao-{old.number}.docx")


def _parties(old: Year, row: Handover, receipt: Reception | None) -> Parties:
    bloc, given_on = bloc_named(here().slug), _day(row.given_at)
    people = names_of({user for user in (row.given_by, receipt and receipt.received_by) if user})
    lead = seated(old.id, Seat.LEAD)
    assert bloc is not None
    assert row.receiver_id is not None
    return Parties(
        bloc=bloc.name, province=bloc.province, year=old.number,
        giver=_called(old, lead.agency_id if lead else 0, given_on), giver_head=people.get(row.given_by or 0, ""),
        receiver=_called(old, row.receiver_id, given_on),
        receiver_head=people.get(receipt.received_by or 0, "") if receipt else "",
        given_on=given_on, received_on=_day(receipt.received_at) if receipt else None, digest=row.digest,
        note=receipt.note if receipt else "",
    )  # fmt: skip


def _called(year: Year, agency_id: int, day: date | None) -> str:
    """The agency under the name it bore that day."""
    member = membership_of(year.id, agency_id)
    return name_of_member_on(member, day or clock.today()) if member else ""


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(vi.ZONE).date() if moment else None
