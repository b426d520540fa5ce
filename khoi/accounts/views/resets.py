"""The way back in: the deputy's head confirms what the lead asked, the person sets a new password by the link."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.accounts import actions, passwords
from khoi.accounts.forms import NewPasswordForm
from khoi.accounts.models import ResetLink, link_with, waiting_resets
from khoi.accounts.views.blueprint import accounts
from tenants import clock
from tenants.database import db, reading, the
from tenants.gate import asks_again, door, here, open_to_all, own_transactions
from tenants.models import Agency, User, agency_by_id, all_members_of, user_by_id
from tenants.refusal import Refused
from tenants.roles import Role, Seat
from tenants.scope import Scope, acting
from tenants.sessions import attempt_succeeded

Answer = Response | str | tuple[str, int]


@accounts.get("/<bloc>/<int:year>/resets")
@door(Role.HEAD, seats=(Seat.DEPUTY,))
def resets() -> str:
    """What waits for the deputy's head."""
    names = {member.agency_id: member.name_that_year for member in all_members_of(here().year_id)}
    waiting = [(link, user_by_id(link.user_id), names.get(link.agency_id, "")) for link in waiting_resets()]
    return render_template("accounts/resets.html", waiting=waiting, page_title="Cấp lại mật khẩu chờ xác nhận")


@accounts.post("/<bloc>/<int:year>/resets/<public_id:link_id>/confirm")
@door(Role.HEAD, seats=(Seat.DEPUTY,))
@asks_again("xác nhận cấp lại mật khẩu cho lãnh đạo một đơn vị")
def confirm_reset(link_id: str) -> str:
    """Confirm: the agency is told, its sessions end, and the link stands on the answer, once."""
    link = the(ResetLink, link_id)
    token = actions.confirm_reset(link)
    return show_link(user_by_id(link.user_id), agency_by_id(link.agency_id), token, url_for("accounts.resets"))


def show_link(user: User, agency: Agency, token: str, back: str) -> str:
    """The page that shows a reset link, once."""
    link = url_for("accounts.use_link", agency_id=agency.public_id, token=token, _external=True)
    return render_template(
        "accounts/parts/reset_link.html", user=user, link=link, back=back, page_title="Liên kết đặt lại mật khẩu"
    )


@accounts.route("/reset/<public_id:agency_id>/<token>", methods=["GET", "POST"])
@open_to_all
@own_transactions
def use_link(agency_id: str, token: str) -> Answer:
    """Set a new password by the link, once. Whoever holds the link acts as the person it was made for."""
    form = NewPasswordForm()
    holder = _holder(agency_id, token)
    if holder is None:
        return render_template("accounts/use_link.html", form=None, page_title="Đặt lại mật khẩu"), 404
    if not form.is_submitted():
        return _page(form)
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        _use(holder, token, form.password.data or "")
    except Refused as refused:
        form.password.errors = [reason.message for reason in refused.objections] or [refused.message]
        return _page(form), 422
    flash("Đã đặt mật khẩu mới. Đăng nhập bằng mật khẩu này.", "ok")
    return redirect(url_for("accounts.sign_in"), 303)


def _page(form: NewPasswordForm) -> str:
    return render_template("accounts/use_link.html", form=form, page_title="Đặt lại mật khẩu")


def _holder(agency_id: str, token: str) -> Scope | None:
    """As whom the link's holder acts; None for a link that is not, was used or is past."""
    with reading():
        try:
            agency = the(Agency, agency_id)
        except NotFound:
            return None
        finally:
            db.session.close()
        with acting(Scope(bloc=agency.bloc_id, agency=agency.id)):
            link = link_with(actions.token_hash(token))
            db.session.close()
    if link is None or link.used_at is not None or link.expires_at is None or clock.now() > link.expires_at:
        return None
    return Scope(bloc=agency.bloc_id, year=link.year_id, agency=agency.id, open=1, user=link.user_id)


def _use(holder: Scope, token: str, password: str) -> None:
    """The new password, hashed before the transaction; failed tries of that name no longer count."""
    new_hash = passwords.hashed(password)
    with acting(holder):
        try:
            link = link_with(actions.token_hash(token))
            if link is None:
                raise NotFound
            user = actions.use_link(link, password, new_hash)
            db.session.commit()
        finally:
            db.session.rollback()
    attempt_succeeded(0, user.login_key)
