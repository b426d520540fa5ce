"""An agency's accounts: added with a first password shown once, renamed, locked, opened again."""

from datetime import timedelta

from khoi.accounts import rules
from khoi.accounts.actions.signing import FIRST_PASSWORD_LIVES
from khoi.accounts.models import hold_heads
from khoi.accounts.passwords import FirstPassword
from tenants import clock, factors, journal
from tenants.database import db
from tenants.models import Grant, User, user_with_login
from tenants.notices import notify
from tenants.refusal import Refused
from tenants.roles import ROLE_NAMES, Role
from tenants.scope import present_scope
from tenants.sessions import end_sessions, end_sessions_of_agency

RESTRAINED_FOR = timedelta(hours=24)


def add_person(
    agency_id: int | None, role: Role, login: str, name: str, position: str = "", *, first: FirstPassword
) -> User:
    """A new account of the agency (none: outside all) that its first password opens."""
    key = rules.login_key(login)
    if user_with_login(key) is not None:
        raise Refused(f"Đã có tài khoản “{login}”. Chọn tên đăng nhập khác.", field="login")
    user = User(
        agency_id=agency_id, login=login, login_key=key, role=role, name=name, position=position,
        password_hash=first.hash, must_change_password=True, password_expires_at=clock.now() + FIRST_PASSWORD_LIVES,
        created_at=clock.now(),
    )  # fmt: skip
    db.session.add(user)
    journal.wrote(user, "add_person", login=login, role=role)
    return user


def add_outsider(bloc_id: int, role: Role, login: str, name: str, position: str = "", *, first: FirstPassword) -> User:
    """An observer's or operator's account, with leave to look at one bloc."""
    user = add_person(None, role, login, name, position, first=first)
    db.session.flush()
    db.session.add(Grant(user_id=user.id, bloc_id=bloc_id))
    return user


def renew_first_password(user: User, year_id: int | None, first: FirstPassword) -> None:
    """The operator gives an account a first password anew; its sessions end, its second factor is enrolled anew.

    As with every way back that comes from outside (DESIGN 4), all of the agency are told and signed out, and the
    account opens no draft and casts no ballot for a day."""
    user.password_hash = first.hash
    user.must_change_password, user.password_expires_at = True, clock.now() + FIRST_PASSWORD_LIVES
    end_sessions(user.id)
    dropped = factors.drop_factor(user.id)
    if user.agency_id is not None:
        user.restrained_until = clock.now() + RESTRAINED_FOR
        end_sessions_of_agency(user.agency_id)
    if user.agency_id is not None and year_id is not None:
        notify(user.agency_id, "reset", f"Quản trị đã cấp lại mật khẩu cho {user.name}. Mọi phiên đã kết thúc.")
    journal.wrote(user, "renew_first_password", second_factor_dropped=dropped)


def rename(user: User, name: str, position: str) -> None:
    """The person's name and position as they shall be read from now on."""
    before = {"name": user.name, "position": user.position}
    user.name, user.position = name, position
    journal.wrote(user, "rename_person", before=before, name=name, position=position)


def change_role(user: User, role: Role) -> None:
    """Clerk or head from now on; the account's sessions end, so that the next one opens the right doors.

    Refused where the agency would be left without a head."""
    others = _other_heads(user)
    for reason in rules.objections_to_role(Role(user.role), role, len(others), disabled=user.disabled_at is not None):
        raise Refused(reason, field="role")
    if user.role == role:
        return
    before, user.role = Role(user.role), role
    end_sessions(user.id)
    journal.wrote(user, "change_role", before=before, role=role)
    if user.agency_id is not None:
        words = f"{user.name} từ {ROLE_NAMES[before].lower()} chuyển thành {ROLE_NAMES[role].lower()}."
        notify(user.agency_id, "accounts", f"Vai trò tài khoản đã đổi: {words}")


def _other_heads(user: User) -> list[User]:
    """Who else can sign in as the agency's head; held until the commit."""
    return [head for head in hold_heads(user.agency_id or 0) if head.id != user.id]


def disable(user: User) -> None:
    """Lock the account at once: its sessions end; refused for oneself and for an agency's last head."""
    others = _other_heads(user)
    is_self = user.id == present_scope().user
    for reason in rules.objections_to_disabling(Role(user.role), is_self, len(others)):
        raise Refused(reason)
    if user.disabled_at is None:
        user.disabled_at = clock.now()
        end_sessions(user.id)
        journal.wrote(user, "disable_person")


def enable(user: User) -> None:
    """Open a locked account again."""
    if user.disabled_at is not None:
        user.disabled_at = None
        journal.wrote(user, "enable_person")
