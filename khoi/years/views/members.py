"""The members of the year: who they are, what they are called, who sits where."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.years import actions
from khoi.years.forms import MemberForm, NewMemberForm, RejoinForm, SeatsForm
from khoi.years.models import former_names
from khoi.years.views.blueprint import years
from tenants.database import the
from tenants.gate import asks_again, door, here, only_to_change, prepares
from tenants.models import Agency, Membership, agencies_of, all_members_of, members_of, year_by_id
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]


@years.route("/<bloc>/<int:year>/setup/members/new", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@prepares
@only_to_change
def new_member() -> Answer:
    """An agency joins the bloc and this year."""
    form = NewMemberForm()
    if not form.is_submitted():
        return _new_page(form)
    if not form.validate():
        return _new_page(form), 422
    try:
        agency = actions.add_agency(here().bloc_id, form.code.data or "", form.name.data or "")
    except Refused as refused:
        form[refused.field or "code"].errors = [refused.message]
        return _new_page(form), 409
    actions.admit(year_by_id(here().year_id), agency, on_team=bool(form.on_team.data))
    flash(f"Đã thêm {agency.name}. Bước tiếp: lập tài khoản lãnh đạo của đơn vị.", "ok")
    return redirect(url_for("accounts.agencies"), 303)


@years.post("/<bloc>/<int:year>/setup/members/rejoin")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@prepares
def rejoin() -> Answer:
    """An agency that the bloc knows from other years joins this one."""
    known, form = _outside(), RejoinForm(prefix="known")
    form.offer(known)
    if not form.validate():
        return _new_page(NewMemberForm(formdata=None), form), 422
    agency = next(row for row in known if row.public_id == form.agency.data)
    actions.admit(year_by_id(here().year_id), agency)
    flash(f"Đã đưa {agency.name} vào năm {here().number}.", "ok")
    return redirect(url_for("years.setup"), 303)


def _outside() -> list[Agency]:
    """The bloc's agencies that are not in this year."""
    inside = {row.agency_id for row in all_members_of(here().year_id)}
    return [agency for agency in agencies_of(here().bloc_id) if agency.id not in inside]


def _new_page(form: NewMemberForm, again: RejoinForm | None = None) -> str:
    if again is None:
        again = RejoinForm(prefix="known", formdata=None)
        again.offer(_outside())
    return render_template("years/new_member.html", form=form, again=again, page_title="Thêm đơn vị thành viên")


@years.route("/<bloc>/<int:year>/setup/members/<public_id:member_id>", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@prepares
@only_to_change
def member(member_id: str) -> Answer:
    """A member's name of this year, and whether its people appraise."""
    form = MemberForm()
    sent = form.is_submitted()
    well_formed = sent and form.validate()
    row = the_member(member_id)
    if not sent:
        form = MemberForm(name=row.name_that_year, on_team=row.on_appraisal_team)
        form.show(row.name_that_year, _team_word(row))
    if not well_formed:
        return _member_page(row, form), 422 if sent else 200
    if form.is_stale(row.name_that_year, _team_word(row)):
        return _member_page(row, form), 409
    actions.describe(row, form.name.data or "", on_team=bool(form.on_team.data))
    flash(f"Đã lưu {row.name_that_year}.", "ok")
    return redirect(url_for("years.setup"), 303)


def _team_word(row: Membership) -> str:
    return "trong Tổ thẩm định" if row.on_appraisal_team else "ngoài Tổ thẩm định"


def the_member(member_id: str) -> Membership:
    """A member of this year; of another year or bloc it does not exist here."""
    row = the(Membership, member_id)
    if row.year_id != here().year_id:
        raise NotFound
    return row


def _member_page(row: Membership, form: MemberForm) -> str:
    former = former_names(row.year_id).get(row.agency_id, [])
    return render_template("years/member.html", row=row, form=form, former=former, page_title=row.name_that_year)


@years.route("/<bloc>/<int:year>/setup/seats", methods=["GET", "POST"])
@door(Role.HEAD, seats=(Seat.LEAD,))
@prepares
@only_to_change
@asks_again("đổi vị trí Khối trưởng, Khối phó")
def seats() -> Answer:
    """Hand the chairs of this year over; the lead's head alone decides it."""
    members = members_of(here().year_id)
    chairs = {row.seat: row for row in members if row.seat != Seat.MEMBER}
    form = SeatsForm(**{seat: row.public_id for seat, row in chairs.items()})
    form.offer(members)
    names = [chairs[seat].name_that_year for seat in (Seat.LEAD, Seat.DEPUTY) if seat in chairs]
    if not form.is_submitted():
        form.show(*names)
        return _seats_page(form)
    if not form.validate():
        return _seats_page(form), 422
    if form.is_stale(*names):
        return _seats_page(form), 409
    ids = {row.public_id: row.agency_id for row in members}
    moved = actions.seat_chairs(here().year_id, ids[form.lead.data], ids[form.deputy.data], form.reason.data or "")
    flash("Đã đổi vị trí; mọi đơn vị đã được thông báo." if moved else "Không có gì thay đổi.", "ok")
    return redirect(url_for("home.start"), 303)


def _seats_page(form: SeatsForm) -> str:
    return render_template("years/seats.html", form=form, page_title="Khối trưởng và Khối phó")
