"""The second page of signing in: the code of who has just given the right password."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import flash, redirect, render_template, session, url_for

from khoi.accounts.forms import CodeForm
from khoi.accounts.views.blueprint import accounts
from khoi.accounts.views.signing import TOO_MANY, WAITS, Answer, address, begin_here, objection_to_code
from tenants import clock
from tenants.database import db, reading
from tenants.gate import open_to_all, own_transactions
from tenants.models import User, user_by_id
from tenants.refusal import Refused
from tenants.sessions import attempt_succeeded, count_attempt

log = logging.getLogger("khoi.security")

PATIENCE = timedelta(minutes=5)


@accounts.route("/sign-in/code", methods=["GET", "POST"])
@open_to_all
@own_transactions
def sign_in_code() -> Answer:
    """Guesses count with those of the password: only a right code clears them."""
    form, waits = CodeForm(), _waits()
    if waits is None:
        flash("Đã quá 5 phút từ lúc nhập mật khẩu. Đăng nhập lại.", "info")
        return redirect(url_for("accounts.sign_in"), 303)
    if not form.validate_on_submit():
        return _page(form), 422 if form.is_submitted() else 200
    user = _user(waits["user"])
    attempt = count_attempt(user.login_key, address())
    if attempt is None:
        log.warning("sign-in code locked user=%s address=%s", user.public_id, address())
        return _page(form, TOO_MANY), 429
    if user.disabled_at is None:
        form.code.errors = list(filter(None, [objection_to_code(user.id, form.code.data or "")]))
    if form.code.errors or user.disabled_at is not None:
        log.info("sign-in code refused user=%s address=%s", user.public_id, address())
        return _page(form, "" if form.code.errors else "Tài khoản đang bị khóa."), 422
    attempt_succeeded(attempt, user.login_key)
    try:
        return begin_here(user, waits["mark"], "", waits["next"])
    except Refused as refused:
        db.session.rollback()
        return _page(form, refused.message), 422


def _waits() -> dict[str, Any] | None:
    """What the first page left in the cookie, while it is fresh."""
    if WAITS not in session:
        return None
    waits: dict[str, Any] = session[WAITS]
    if clock.now() - datetime.fromtimestamp(waits["at"], UTC) > PATIENCE:
        session.pop(WAITS, None)
        return None
    return waits


def _user(user_id: int) -> User:
    with reading():
        user = user_by_id(user_id)
        db.session.close()
    return user


def _page(form: CodeForm, message: str = "") -> str:
    return render_template("accounts/sign_in_code.html", form=form, message=message, page_title="Nhập mã xác thực")
