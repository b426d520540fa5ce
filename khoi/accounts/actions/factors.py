"""A second factor is enrolled, its recovery codes made anew, removed: the person's agency reads of it."""

from tenants import factors, journal
from tenants.models import User
from tenants.notices import notify
from tenants.refusal import Refused
from tenants.scope import present_scope
from tenants.sessions import end_sessions


def begin_factor(user: User) -> None:
    """A secret for the person's app, in force once a code of it was typed."""
    factors.begin_factor(user.id)
    journal.wrote(user, "begin_second_factor")


def confirm_factor(user: User, code: str, session_id: int) -> list[str]:
    """From now on signing in asks for a code; other sessions, begun without, end. Returns the recovery codes."""
    codes = factors.confirm_factor(user.id, code)
    end_sessions(user.id, but=session_id)
    journal.wrote(user, "enrol_second_factor")
    return codes


def renew_codes(user: User) -> list[str]:
    """Ten recovery codes in the place of the earlier ones."""
    if not factors.has_factor(user.id):
        raise Refused("Chưa bật xác thực hai bước.")
    codes = factors.renew_codes(user.id)
    journal.wrote(user, "renew_recovery_codes")
    return codes


def remove_factor(user: User, session_id: int | None = None) -> None:
    """Signing in asks for the password alone; the person's other sessions end. By the person, or by the head of the
    agency, of whose people the whole agency is told."""
    if not factors.drop_factor(user.id):
        raise Refused("Tài khoản này chưa bật xác thực hai bước.")
    end_sessions(user.id, but=session_id)
    journal.wrote(user, "remove_second_factor")
    if user.agency_id is not None and present_scope().year:
        notify(
            user.agency_id,
            "accounts",
            f"Đã tắt xác thực hai bước của {user.name}. Mọi phiên của tài khoản đã kết thúc.",
        )
