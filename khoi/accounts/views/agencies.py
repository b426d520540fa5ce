"""The lead's page of the bloc's agencies and who can sign in for them."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.accounts import actions, passwords, rules
from khoi.accounts.forms import FirstAccountForm
from khoi.accounts.models import living_heads, people_of_members
from khoi.accounts.views.blueprint import accounts
from khoi.accounts.views.people import show_first_password
from tenants.database import the
from tenants.gate import door, here, only_to_change, prepares
from tenants.models import Agency, Membership, User, agencies_of, members_of, membership_of, seated
from tenants.refusal import Refused
from tenants.roles import SEAT_NAMES, Role, Seat

Answer = Response | str | tuple[str, int]


@accounts.get("/<bloc>/<int:year>/agencies")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@prepares
def agencies() -> str:
    """Every member of the year with its heads, and whether anybody can sign in for it."""
    people = people_of_members(here().year_id)
    members = [(member, people.get(member.agency_id, [])) for member in members_of(here().year_id)]
    return render_template(
        "accounts/agencies.html", members=members, seat_names=SEAT_NAMES, page_title="Đơn vị và tài khoản",
        agency_ids={agency.id: agency.public_id for agency in agencies_of(here().bloc_id)},
    )  # fmt: skip


@accounts.route("/<bloc>/<int:year>/agencies/<public_id:agency_id>/first-account", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@prepares
@only_to_change
def first_account(agency_id: str) -> Answer:
    """An agency's first account, its head's; refused once the agency has a head of its own."""
    form = FirstAccountForm()
    sent = form.is_submitted()
    well_formed = sent and form.validate()
    first = passwords.first_password() if well_formed else None  # before the transaction, which the first row opens
    member, agency = _member(agency_id)
    for reason in rules.objections_to_first_account([Role(head.role) for head in living_heads(agency.id)]):
        raise Refused(reason)
    if first is None:
        return _first_page(member, agency, form), 422 if sent else 200
    login = rules.login_of(agency.code, form.login.data or "")
    try:
        user = actions.add_person(
            agency.id, Role.HEAD, login, form.name.data or "", form.position.data or "", first=first
        )
    except Refused as refused:
        form.login.errors = [refused.message]
        return _first_page(member, agency, form), 409
    return show_first_password(user, first.words, url_for("accounts.agencies"))


@accounts.post("/<bloc>/<int:year>/agencies/people/<public_id:user_id>/ask-reset")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def ask_reset(user_id: str) -> Response:
    """Ask a way back in for an agency's head; the deputy's head confirms."""
    user = the(User, user_id)
    if user.agency_id is None or membership_of(here().year_id, user.agency_id) is None:
        raise NotFound
    deputy = seated(here().year_id, Seat.DEPUTY)
    if deputy is None:
        raise Refused("Năm này chưa có Khối phó để xác nhận. Nhờ quản trị vận hành cấp lại mật khẩu.")
    actions.ask_reset(user, deputy.agency_id)
    flash(f"Đã gửi đề nghị cấp lại mật khẩu cho {user.name}; lãnh đạo Khối phó sẽ xác nhận.", "ok")
    return redirect(url_for("accounts.agencies"), 303)


def _member(agency_id: str) -> tuple[Membership, Agency]:
    """A member of this year; an agency of another bloc does not exist."""
    agency = the(Agency, agency_id)
    member = membership_of(here().year_id, agency.id)
    if member is None:
        raise NotFound
    return member, agency


def _first_page(member: Membership, agency: Agency, form: FirstAccountForm) -> str:
    form.hint(rules.login_of(agency.code, ""))
    return render_template(
        "accounts/first_account.html", member=member, form=form,
        page_title=f"Tài khoản đầu tiên của {member.name_that_year}",
    )  # fmt: skip
