"""A session begins; a password is set."""

from datetime import timedelta

from khoi.accounts import passwords, rules
from khoi.accounts.models import names_around
from tenants import clock, journal
from tenants.models import User
from tenants.refusal import Objection, Refused, refuse_over
from tenants.sessions import end_sessions, open_session

FIRST_PASSWORD_LIVES = timedelta(hours=72)


def begin_session(user: User, proven: str, anew: str, address: str, browser: str) -> str:
    """Open a session for who has just given the right password; returns the cookie's token.

    `proven` marks the hash it was held against, before this transaction; `anew` is another hash of it, where that one
    was made with older parameters."""
    _refuse_changed(user, proven)
    if user.password_expires_at is not None and clock.now() > user.password_expires_at:
        raise Refused("Mật khẩu lần đầu đã quá 72 giờ nên hết hạn. Đề nghị lãnh đạo đơn vị cấp liên kết đặt lại.")
    if anew:
        user.password_hash = anew
    return open_session(user.id, address, browser)


def renew_hash(user: User, proven: str, anew: str) -> None:
    """The same password under today's parameters, while its person still has to type a code."""
    _refuse_changed(user, proven)
    user.password_hash = anew


def _refuse_changed(user: User, proven: str) -> None:
    if passwords.mark(user.password_hash) != proven:
        raise Refused("Mật khẩu của tài khoản vừa được đổi. Đăng nhập bằng mật khẩu mới.")


def set_password(user: User, password: str, password_hash: str, act: str) -> None:
    """Give the account the person's own password, hashed before the transaction; every session of it ends."""
    reasons = rules.objections_to_password(password, names_around(user))
    refuse_over([Objection("password", reason) for reason in reasons], "Mật khẩu chưa dùng được.")
    user.password_hash = password_hash
    user.must_change_password = False
    user.password_expires_at = None
    end_sessions(user.id)
    journal.wrote(user, act)
