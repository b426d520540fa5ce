"""Accounts that the operator makes: an agency's first people, observers; a first password anew."""

from typing import Any

import click

from khoi.accounts import rules
from khoi.accounts.actions import add_outsider, add_person, grant, renew_first_password, revoke
from khoi.accounts.passwords import FirstPassword, first_password
from khoi.cli.desk import Desk, at_desk
from khoi.cli.frame import Family, in_bloc
from khoi.cli.speech import give, say
from tenants.database import db
from tenants.models import (
    Agency,
    Bloc,
    User,
    agency_by_id,
    agency_coded,
    blocs_granted,
    has_grant,
    latest_year_of,
    user_with_login,
)
from tenants.refusal import Refused
from tenants.roles import ROLE_NAMES, Role
from tenants.scope import Scope, acting

INSIDE = (Role.CLERK, Role.HEAD)
LONGEST = 120


@click.group("user", cls=Family)
def user_family() -> None:
    """Tài khoản."""


@user_family.command("add")
@click.argument("login", metavar="TÊN_ĐĂNG_NHẬP")
@click.option("--agency", "code", metavar="MÃ", help="Mã đơn vị; không có với observer, operator.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.CLERK.value,
    show_default=True,
    help="Vai trò.",
)
@click.option("--name", metavar="HỌ_TÊN", help="Họ và tên (mặc định: tên đăng nhập).")
@click.option("--position", default="", metavar="CHỨC_VỤ", help="Chức vụ.")
@at_desk
def add_user(desk: Desk, login: str, code: str | None, role: str, name: str | None, position: str) -> None:
    """Thêm tài khoản; in mật khẩu lần đầu (phải đổi khi đăng nhập, hết hạn sau 72 giờ)."""
    person, first = Role(role), _first_password(desk)
    with desk.at_bloc() as bloc:
        agency = _agency(bloc, person, code)
        full = _login(agency, login)
        called = _short(name or full), _short(position)
        if agency is None:
            user = add_outsider(bloc.id, person, full, *called, first=first)
        else:
            user = add_person(agency.id, person, full, *called, first=first)
    say(f"Đã thêm tài khoản {user.login} ({ROLE_NAMES[person]}).")
    give({"login": user.login, "password": first.words, "role": person.value, "agency": code})


@user_family.command("reset")
@click.argument("login", metavar="TÊN_ĐĂNG_NHẬP")
@at_desk
def reset_user(desk: Desk, login: str) -> None:
    """Cấp lại mật khẩu lần đầu, tắt xác thực hai bước; mọi phiên của đơn vị kết thúc, đơn vị được báo."""
    first = _first_password(desk)
    with desk.portal():
        bloc = desk.the_bloc()
        user = _user(login, bloc)
        year = latest_year_of(user.agency_id) if user.agency_id else None
        with acting(Scope.of_operator(bloc.id, year or 0)):
            renew_first_password(user, year, first)
            db.session.commit()
    say(f"Đã cấp lại mật khẩu cho {user.login}.")
    give({"login": user.login, "password": first.words})


def _first_password(desk: Desk) -> FirstPassword:
    """Hashed before the command's transaction begins: it holds the write lock, and people save meanwhile."""
    with desk.app.app_context():
        return first_password()


@user_family.command("grant")
@click.argument("login", metavar="TÊN_ĐĂNG_NHẬP")
@at_desk
def grant_bloc(desk: Desk, login: str) -> None:
    """Giao thêm một khối cho tài khoản Sở Nội vụ."""
    with desk.at_bloc() as bloc:
        user = _outsider(login)
        new = grant(user, bloc)
        answer = _granted(user)
    say(f"{user.login} {'được' if new else 'vốn đã được'} giao {bloc.name}.")
    give(answer)


@user_family.command("revoke")
@click.argument("login", metavar="TÊN_ĐĂNG_NHẬP")
@at_desk
def revoke_bloc(desk: Desk, login: str) -> None:
    """Thôi giao một khối cho tài khoản Sở Nội vụ; có hiệu lực ngay."""
    with desk.at_bloc() as bloc:
        user = _outsider(login)
        revoke(user, bloc)
        answer = _granted(user)
    say(f"{user.login} thôi được giao {bloc.name}.")
    give(answer)


def _outsider(login: str) -> User:
    user = user_with_login(rules.login_key(login))
    if user is None or user.agency_id is not None:
        raise Refused(f"Không có tài khoản “{login}” nào đứng ngoài các đơn vị.")
    return user


def _granted(user: User) -> dict[str, Any]:
    return {"login": user.login, "blocs": [bloc.slug for bloc in blocs_granted(user.id)]}


def _user(login: str, bloc: Bloc) -> User:
    user = user_with_login(rules.login_key(login))
    if user is None or not _of_bloc(user, bloc):
        raise Refused(f"Không có tài khoản “{login}” trong khối {bloc.slug}.")
    if user.disabled_at is not None:
        raise Refused(f"Tài khoản {user.login} đang bị khóa; lãnh đạo đơn vị mở khóa trước.")
    return user


def _agency(bloc: Bloc, role: Role, code: str | None) -> Agency | None:
    if (role in INSIDE) != (code is not None):
        raise Refused("Tài khoản clerk, head cần --agency; observer, operator thì không thuộc đơn vị nào.")
    if code is None:
        return None
    if (agency := agency_coded(bloc.id, code)) is None:
        raise Refused(f"Khối không có đơn vị mã {code}.")
    return agency


def _login(agency: Agency | None, typed: str) -> str:
    """The whole login name: an agency's people carry its code in front, whether it was typed or not."""
    key = rules.login_key(typed)
    prefix = rules.login_of(agency.code, "") if agency else ""
    own = key.removeprefix(prefix)
    if reasons := rules.objections_to_login(own):
        raise Refused(f"“{typed}”: {reasons[0]}")
    return rules.login_of(agency.code, own) if agency else own


def _short(text: str) -> str:
    if len(text := text.strip()) > LONGEST:
        raise Refused(f"“{text[:40]}…” dài quá {LONGEST} ký tự.")
    return text


def _of_bloc(user: User, bloc: Bloc) -> bool:
    if user.agency_id is None:
        return has_grant(user.id, bloc.id)
    return agency_by_id(user.agency_id).bloc_id == bloc.id


in_bloc(add_user)
in_bloc(reset_user)
in_bloc(grant_bloc)
in_bloc(revoke_bloc)

COMMANDS = (user_family,)
