"""The password once more, before what binds others: a session left open or stolen must not be enough for it."""

import logging

from flask import render_template, request, url_for
from flask_login import login_user

from khoi.accounts import passwords, rules
from khoi.accounts.forms import AgainForm
from khoi.accounts.views.signing import TOO_MANY, address, objection_to_code
from tenants import clock
from tenants.database import db, reading
from tenants.gate import me
from tenants.models import user_by_id
from tenants.sessions import attempt_succeeded, confirm_session, count_attempt

log = logging.getLogger("khoi.security")

#: What the page itself adds to a form that waits on it.
OWN_FIELDS = frozenset({"csrf_token", "username", "password_again", "code_again"})


def ask_again(what: str) -> tuple[str, int] | None:
    """The page that asks, with all that was sent waiting on it; None when the right password came along.

    No transaction is open: the try is counted in its own, and none waits for the hash."""
    form = AgainForm()
    typed = form.password_again.data
    message, status = "", 403
    if typed is not None:
        message, status = objection_to_password(typed, form.code_again.data or "") or ("", 200)
    if status == 200:
        _confirm()
        return None
    if message:
        form.password_again.errors = [message]
    return _page(form, what), status


def objection_to_password(typed: str, code: str | None = None) -> tuple[str, int] | None:
    """Why the password of who is signed in is not accepted, and the status that says so; the same of the `code`
    where one is asked of who signs in with one.

    Guessing them from an open session is counted like signing in."""
    key = rules.login_key(me().login)
    if (attempt := count_attempt(key, address())) is None:
        log.warning("password asked again: locked user=%s address=%s", me().public_id, address())
        return TOO_MANY, 429
    with reading():
        present = user_by_id(me().id).password_hash
        db.session.close()
    if not passwords.is_right(present, typed):
        log.info("password asked again: wrong user=%s address=%s", me().public_id, address())
        return "Mật khẩu chưa đúng.", 422
    if code is not None and me().has_factor and (wrong := objection_to_code(me().id, code)) is not None:
        log.info("code asked again: wrong user=%s address=%s", me().public_id, address())
        return wrong, 422
    attempt_succeeded(attempt, key)
    return None


def _confirm() -> None:
    """The cookie gets the session's new token; the forms of other open pages keep theirs."""
    person = me()
    person.token, person.confirmed_at = confirm_session(person.session_id), clock.now()
    db.session.commit()
    login_user(person)


def _page(form: AgainForm, what: str) -> str:
    waiting = [(name, value) for name, value in request.form.items(multi=True) if name not in OWN_FIELDS]
    back = rules.safe_path(request.referrer.removeprefix(request.host_url.rstrip("/"))) if request.referrer else ""
    return render_template(
        "accounts/ask_again.html", form=form, what=what, asks_code=me().has_factor, waiting=waiting,
        back=back or url_for("home.start"),
        page_title="Nhập lại mật khẩu",
    )  # fmt: skip
