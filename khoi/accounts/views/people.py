"""The agency's accounts, for its head."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.accounts import actions, passwords, rules
from khoi.accounts.forms import NewPersonForm, RenameForm, RoleForm
from khoi.accounts.views.blueprint import accounts
from khoi.accounts.views.resets import show_link
from tenants.database import db, the
from tenants.factors import has_factor
from tenants.gate import asks_again, door, here, me, only_to_change, refuse_restrained
from tenants.models import User, agency_by_id, users_of
from tenants.refusal import Refused
from tenants.roles import ROLE_NAMES, Role

Answer = Response | str | tuple[str, int]


@accounts.get("/<bloc>/<int:year>/people")
@door(Role.HEAD)
def people() -> str:
    """Everybody of the agency who has an account."""
    return _page(NewPersonForm())


@accounts.post("/<bloc>/<int:year>/people")
@door(Role.HEAD)
def add_person() -> Answer:
    """A new account; its first password stands on the answer, once."""
    refuse_restrained()  # else whoever took the account over would open the draft with another
    form = NewPersonForm()
    if not form.validate_on_submit():
        return _page(form), 422
    login = rules.login_of(me().agency_code, form.login.data or "")
    first = passwords.first_password()
    try:
        user = actions.add_person(
            here().agency_id, Role(form.role.data), login, form.name.data or "", form.position.data or "", first=first
        )
    except Refused as refused:
        form.login.errors = [refused.message]
        return _page(form), 409
    return show_first_password(user, first.words, url_for("accounts.people"))


@accounts.route("/<bloc>/<int:year>/people/<public_id:user_id>", methods=["GET", "POST"])
@door(Role.HEAD)
@only_to_change
def person(user_id: str) -> Answer:
    """One person: name and position, lock, reset link."""
    form = RenameForm()
    sent = form.is_submitted()
    well_formed = sent and form.validate()
    user = _colleague(user_id)
    if not sent:
        form = _present(user)
    if not well_formed:
        return _person_page(user, form), 422 if sent else 200
    if form.is_stale(user.name, user.position):
        return _person_page(user, form), 409
    actions.rename(user, form.name.data or "", form.position.data or "")
    flash(f"Đã lưu {user.name}.", "ok")
    return redirect(url_for("accounts.people"), 303)


@accounts.post("/<bloc>/<int:year>/people/<public_id:user_id>/role")
@door(Role.HEAD)
def change_role(user_id: str) -> Answer:
    """Clerk becomes head, or head clerk; who changes his own role signs in again."""
    refuse_restrained()  # else whoever took the account over would make another one a head
    form = RoleForm()
    well_formed = form.validate()
    user = _colleague(user_id)
    if not well_formed:
        return _person_page(user, _present(user), form), 422
    try:
        actions.change_role(user, Role(form.role.data))
    except Refused as refused:
        form.role.errors = [refused.message]
        return _person_page(user, _present(user), form), 409
    flash(f"{user.name} nay là {ROLE_NAMES[Role(user.role)].lower()}; phải đăng nhập lại.", "ok")
    return redirect(url_for("accounts.people"), 303)


@accounts.post("/<bloc>/<int:year>/people/<public_id:user_id>/disable")
@door(Role.HEAD)
def disable(user_id: str) -> Response:
    """Lock an account: the person is out at once."""
    user = _colleague(user_id)
    actions.disable(user)
    flash(f"Đã khóa tài khoản của {user.name}; mọi phiên đã kết thúc.", "ok")
    return redirect(url_for("accounts.people"), 303)


@accounts.post("/<bloc>/<int:year>/people/<public_id:user_id>/enable")
@door(Role.HEAD)
def enable(user_id: str) -> Response:
    """Open a locked account again."""
    refuse_restrained()
    user = _colleague(user_id)
    actions.enable(user)
    flash(f"Đã mở lại tài khoản của {user.name}.", "ok")
    return redirect(url_for("accounts.people"), 303)


@accounts.post("/<bloc>/<int:year>/people/<public_id:user_id>/reset")
@door(Role.HEAD)
def reset_link(user_id: str) -> str:
    """Issue a link by which the person sets a new password; it stands on the answer, once."""
    refuse_restrained()
    user = _colleague(user_id)
    token = actions.issue_link(user)
    return show_link(user, agency_by_id(here().agency_id), token, url_for("accounts.people"))


@accounts.post("/<bloc>/<int:year>/people/<public_id:user_id>/second-factor/remove")
@door(Role.HEAD)
@asks_again("tắt xác thực hai bước của một tài khoản trong đơn vị")
def remove_colleagues_factor(user_id: str) -> Response:
    """A person has lost the phone: the password alone opens the account; the agency is told."""
    refuse_restrained()  # else whoever took the account over would open another
    user = _colleague(user_id)
    actions.remove_factor(user)
    flash(f"Đã tắt xác thực hai bước của {user.name}; mọi phiên của tài khoản đã kết thúc.", "ok")
    return redirect(url_for("accounts.person", user_id=user_id), 303)


def _colleague(user_id: str) -> User:
    """A person of the head's own agency; anybody else does not exist."""
    user = the(User, user_id)
    if user.agency_id != here().agency_id:
        raise NotFound
    return user


def _page(form: NewPersonForm) -> str:
    agency = agency_by_id(here().agency_id)
    form.hint(rules.login_of(agency.code, ""))
    return render_template(
        "accounts/people.html", form=form, people=users_of(agency.id),
        role_names=ROLE_NAMES, page_title="Tài khoản của đơn vị",
    )  # fmt: skip


def _present(user: User) -> RenameForm:
    form = RenameForm(formdata=None, obj=user)
    form.show(user.name, user.position)
    return form


def _person_page(user: User, form: RenameForm, role: RoleForm | None = None) -> str:
    return render_template(
        "accounts/person.html", user=user, form=form, is_self=user.id == me().id, has_factor=has_factor(user.id),
        role_names=ROLE_NAMES,
        role_form=role or RoleForm(formdata=None, role=user.role),
        page_title=user.name,
    )  # fmt: skip


def show_first_password(user: User, first: str, back: str) -> str:
    """The page that shows a first password, once."""
    db.session.flush()
    return render_template(
        "accounts/parts/first_password.html", user=user, first=first, back=back, page_title="Đã lập tài khoản"
    )
