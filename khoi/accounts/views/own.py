"""One's own account: who am I here, where am I signed in, my password."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.accounts import actions, passwords, rules
from khoi.accounts.forms import ChangePasswordForm
from khoi.accounts.views.again import objection_to_password
from khoi.accounts.views.blueprint import accounts
from khoi.accounts.views.oneself import as_oneself
from khoi.accounts.views.signing import Answer, address, browser, take_session
from tenants.database import db, the
from tenants.forms import Form
from tenants.gate import door, me, own_transactions
from tenants.models import user_by_id
from tenants.refusal import Refused
from tenants.roles import Role
from tenants.sessions import (
    SessionRow,
    end_session,
    end_sessions,
    open_session,
    sessions_of,
)


@accounts.get("/account")
@door(*Role)
def own() -> str:
    """The person's account and every place where it is signed in."""
    return render_template(
        "accounts/own.html", user=user_by_id(me().id), sessions=sessions_of(me().id),
        browser_words=rules.browser_words, page_title="Tài khoản của tôi",
    )  # fmt: skip


@accounts.post("/account/sessions/<public_id:session_id>/end")
@door(*Role)
def end_one(session_id: str) -> Response:
    """End one of one's own sessions; ending the present one is signing out."""
    row = the(SessionRow, session_id)
    if row.user_id != me().id:
        raise NotFound
    end_session(me().id, row.id)
    flash("Đã kết thúc phiên.", "ok")
    return redirect(url_for("accounts.own"), 303)


@accounts.post("/account/sessions/end-others")
@door(*Role)
def end_others() -> Response:
    """End all of one's sessions but this one."""
    end_sessions(me().id, but=me().session_id)
    flash("Đã kết thúc mọi phiên khác.", "ok")
    return redirect(url_for("accounts.own"), 303)


@accounts.route("/account/password", methods=["GET", "POST"])
@door(*Role, first=True)
@own_transactions
def change_password() -> Answer:
    """A new password for the old one: all other sessions end, this one begins anew."""
    form = ChangePasswordForm()
    if not form.is_submitted():
        return _page(form)
    if not form.validate_on_submit():
        return _page(form), 422
    if (objection := objection_to_password(form.present.data or "")) is not None:
        message, status = objection
        form.present.errors = [message]
        return _page(form), status
    try:
        take_session(_changed(form.password.data or ""))
    except Refused as refused:
        db.session.rollback()
        form.password.errors = [str(reason.message) for reason in refused.objections]
        return _page(form), 422
    flash("Đã đổi mật khẩu. Các phiên khác đã kết thúc.", "ok")
    return redirect(url_for("home.start"), 303)


def _page(form: Form) -> str:
    first = me().must_change_password
    title = "Đặt mật khẩu của riêng mình" if first else "Đổi mật khẩu"
    return render_template("accounts/change_password.html", form=form, first=first, page_title=title)


def _changed(password: str) -> str:
    """Set the password and begin this browser's session anew; returns its token."""
    new_hash = passwords.hashed(password)
    with as_oneself() as user:
        actions.set_password(user, password, new_hash, "change_password")
        return open_session(user.id, address(), browser())
