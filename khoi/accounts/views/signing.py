"""Signing in and out."""

import logging

from flask import redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from khoi.accounts import actions, passwords, rules
from khoi.accounts.forms import SignInForm
from khoi.accounts.views.blueprint import accounts
from tenants import clock
from tenants.database import db, reading
from tenants.factors import KeyLost, has_factor, take_code
from tenants.gate import door, me, open_to_all, own_transactions
from tenants.models import User, user_by_id, user_with_login
from tenants.refusal import Refused
from tenants.roles import Role
from tenants.sessions import attempt_succeeded, count_attempt, end_session, person_with

log = logging.getLogger("khoi.security")

WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng."
TOO_MANY = "Đã thử sai quá nhiều lần. Chờ 15 phút rồi thử lại, hoặc xin lãnh đạo đơn vị liên kết đặt lại mật khẩu."
#: Under which name the cookie keeps who has given the right password and not yet the code.
WAITS = "waits"
Answer = Response | str | tuple[str, int]


@accounts.route("/sign-in", methods=["GET", "POST"])
@open_to_all
@own_transactions
def sign_in() -> Answer:
    """The one page for who is not signed in. A try is counted and kept before the password is looked at."""
    form = SignInForm(next=request.args.get("next", ""))
    if not form.is_submitted():
        return redirect(url_for("home.start")) if current_user.is_authenticated else _page(form)
    if not form.validate_on_submit():
        return _page(form), 422
    key = rules.login_key(form.login.data or "")
    attempt = count_attempt(key, address())
    if attempt is None:
        log.warning("sign-in locked login=%r address=%s", key, address())
        return _page(form, TOO_MANY), 429
    user = _who(key, form.password.data or "")
    if user is None:
        log.info("sign-in refused login=%r address=%s", key, address())
        return _page(form, WRONG), 422
    by_code = asks_for_code(user.id)
    if not by_code:
        attempt_succeeded(attempt, key)  # else only the code that goes with it clears the wrong tries
    return _let_in(user, form, by_code=by_code)


@accounts.post("/sign-out")
@door(*Role, first=True)
def sign_out() -> Response:
    """End this session here and on the server; the browser forgets what it kept."""
    end_session(me().id, me().session_id)
    log.info("sign-out user=%s", me().public_id)
    logout_user()
    session.clear()
    response = redirect(url_for("accounts.sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def address() -> str:
    return request.remote_addr or "?"


def _page(form: SignInForm, message: str = "") -> str:
    return render_template("accounts/sign_in.html", form=form, message=message, page_title="Đăng nhập")


def _who(key: str, password: str) -> User | None:
    """The account of that name and password. Nothing tells, in words or time, which of the two was wrong."""
    with reading():
        user = user_with_login(key)
        db.session.close()  # no transaction waits while the password is hashed
    right = passwords.is_right(user.password_hash if user else None, password)
    return user if right and user is not None and user.disabled_at is None else None


def _let_in(user: User, form: SignInForm, *, by_code: bool) -> Answer:
    """The password was all that was asked; or the second page asks for a code."""
    proven = user.password_hash
    anew = passwords.hashed(form.password.data or "") if passwords.is_dated(proven) else ""
    back = rules.safe_path(form.next.data or "")
    if by_code:
        return _wait_for_code(user, anew, back or "")
    try:
        return begin_here(user, mark_of(user), anew, back)
    except Refused as refused:
        db.session.rollback()
        return _page(form, refused.message), 422


def begin_here(user: User, proven: str, anew: str, back: str | None) -> Response:
    """Begin the session and go where the person wanted to. `proven` marks the password that was given."""
    token = actions.begin_session(user_by_id(user.id), proven, anew, address(), browser())
    db.session.commit()
    take_session(token)
    log.info("sign-in user=%s address=%s", user.public_id, address())
    return redirect(back or url_for("home.start"), 303)


def asks_for_code(user_id: int) -> bool:
    with reading():
        try:
            return has_factor(user_id)
        finally:
            db.session.close()


def _wait_for_code(user: User, anew: str, back: str) -> Response:
    """The cookie keeps, signed and for five minutes, whose password was right; nobody is signed in by it."""
    if anew:
        actions.renew_hash(user_by_id(user.id), mark_of(user), anew)
        db.session.commit()
    mark = mark_of(user_by_id(user.id))
    db.session.rollback()
    session.clear()
    session[WAITS] = {"user": user.id, "at": clock.now().timestamp(), "mark": mark, "next": back}
    return redirect(url_for("accounts.sign_in_code"), 303)


def mark_of(user: User) -> str:
    """By what the password that was right is known again, though it is changed meanwhile: nothing to guess it by."""
    return passwords.mark(user.password_hash)


def objection_to_code(user_id: int, typed: str) -> str | None:
    """Why the code is not accepted; a right one is used up. In a short writing transaction of its own."""
    try:
        right = take_code(user_id, typed)
        db.session.commit()
    except KeyLost as lost:
        db.session.rollback()
        return lost.message
    return None if right else "Mã chưa đúng, hoặc đã dùng rồi. Chờ mã tiếp theo trong ứng dụng."


def take_session(token: str) -> None:
    """The cookie starts anew, with the new session's token and nothing of an earlier one."""
    person = person_with(token)
    assert person is not None, f"a session begun at {clock.now()} is not there"
    session.clear()
    login_user(person)


def browser() -> str:
    return request.user_agent.string
