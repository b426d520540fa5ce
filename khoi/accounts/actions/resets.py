"""Reset links: issued by the agency's own head, or asked by the lead and confirmed by the deputy's head."""

import hashlib
import secrets
from datetime import datetime, timedelta

from khoi.accounts import rules
from khoi.accounts.actions.people import RESTRAINED_FOR
from khoi.accounts.actions.signing import set_password
from khoi.accounts.models import ResetLink, links_over, open_links_of
from tenants import clock, factors, journal
from tenants.database import db
from tenants.models import User, user_by_id
from tenants.notices import notify
from tenants.refusal import Refused
from tenants.roles import Role
from tenants.scope import present_scope
from tenants.sessions import end_sessions_of_agency

LINK_LIVES = timedelta(hours=24)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def issue_link(user: User) -> str:
    """A head gives one of the agency's people a way back in; returns the token, shown once."""
    _refuse_unless_due(user, from_outside=False)
    link = _new_link(user, from_outside=False)
    token = _arm(link)
    journal.wrote(link, "issue_link", user=user.public_id)
    notify(link.agency_id, "reset", f"Đã cấp liên kết đặt lại mật khẩu cho {user.name}.")
    return token


def ask_reset(user: User, deputy_agency: int) -> ResetLink:
    """The lead asks a way back in for an agency's head; nothing opens until the deputy's head confirms."""
    _refuse_unless_due(user, from_outside=True)
    link = _new_link(user, from_outside=True)
    journal.wrote(link, "ask_reset", user=user.public_id)
    notify(link.agency_id, "reset", f"Khối trưởng đề nghị cấp lại mật khẩu cho {user.name}; chờ Khối phó xác nhận.")
    if deputy_agency != link.agency_id:
        notify(deputy_agency, "reset_to_confirm", "Có đề nghị cấp lại mật khẩu chờ lãnh đạo Khối phó xác nhận.")
    return link


def confirm_reset(link: ResetLink) -> str:
    """The deputy's head confirms: the agency is told, all its sessions end; returns the token, shown once."""
    if link.confirmed_by is not None or link.used_at is not None:
        raise Refused("Đề nghị này đã được xác nhận trước đó.")
    asker = user_by_id(link.asked_by) if link.asked_by else None
    if asker is not None and asker.agency_id == present_scope().agency:
        raise Refused("Người và đơn vị đề nghị không tự xác nhận được.")
    link.confirmed_by = present_scope().user or None
    token = _arm(link)
    person = user_by_id(link.user_id)
    end_sessions_of_agency(link.agency_id)
    notify(link.agency_id, "reset", f"Khối phó đã xác nhận cấp lại mật khẩu cho {person.name}. Mọi phiên đã kết thúc.")
    journal.wrote(link, "confirm_reset", user=person.public_id)
    return token


def use_link(link: ResetLink, password: str, password_hash: str) -> User:
    """The person sets a new password by the link, once; after a reset asked from outside the account is restrained, and
    a second factor, which two people have vouched is lost, has to be enrolled anew."""
    now = clock.now()
    if link.used_at is not None or link.expires_at is None or now > link.expires_at:
        raise Refused("Liên kết đã dùng hoặc đã hết hạn. Đề nghị cấp liên kết mới.")
    user = user_by_id(link.user_id)
    if user.disabled_at is not None:
        raise Refused("Tài khoản đang bị khóa. Liên hệ lãnh đạo đơn vị.")
    set_password(user, password, password_hash, "reset_password")
    link.used_at = now
    if link.from_outside:
        user.restrained_until = now + RESTRAINED_FOR
        if factors.drop_factor(user.id):
            journal.wrote(user, "drop_second_factor", why="reset_from_outside")
        end_sessions_of_agency(link.agency_id)
    notify(link.agency_id, "reset", f"{user.name} đã đặt mật khẩu mới bằng liên kết.")
    return user


def forget_links(before: datetime) -> int:
    """Remove the links that are over since before that moment: their journal lines say what there was."""
    over = links_over(before)
    for link in over:
        db.session.delete(link)
    return len(over)


def _refuse_unless_due(user: User, *, from_outside: bool) -> None:
    is_self = user.id == present_scope().user
    disabled = user.disabled_at is not None
    reasons = rules.objections_to_link(Role(user.role), from_outside=from_outside, is_self=is_self, disabled=disabled)
    for reason in reasons:
        raise Refused(reason)


def _new_link(user: User, *, from_outside: bool) -> ResetLink:
    """A fresh link takes the place of every earlier one of that person."""
    for earlier in open_links_of(user.id):
        db.session.delete(earlier)
    who = present_scope()
    link = ResetLink(
        year_id=who.year, agency_id=user.agency_id, user_id=user.id, asked_by=who.user or None,
        asked_at=clock.now(), from_outside=from_outside,
    )  # fmt: skip
    db.session.add(link)
    return link


def _arm(link: ResetLink) -> str:
    token = secrets.token_urlsafe(32)
    link.token_hash, link.expires_at = token_hash(token), clock.now() + LINK_LIVES
    return token
