"""Leave to look at a bloc, for people outside the agencies: given and taken back by the operator."""

from tenants import journal
from tenants.database import db
from tenants.models import Bloc, Grant, User, has_grant, take_grant
from tenants.refusal import Refused
from tenants.roles import Role


def grant(user: User, bloc: Bloc) -> bool:
    """Let an observer look at this bloc too; False when he may already. Refused for who belongs to an agency."""
    _refuse_insider(user)
    if has_grant(user.id, bloc.id):
        return False
    db.session.add(Grant(user_id=user.id, bloc_id=bloc.id))
    journal.wrote(bloc, "grant", to=user.public_id, login=user.login)
    return True


def revoke(user: User, bloc: Bloc) -> None:
    """From the next click on the bloc does not exist for him; refused where he had no leave."""
    _refuse_insider(user)
    if not has_grant(user.id, bloc.id):
        raise Refused(f"Tài khoản {user.login} không được giao khối {bloc.slug}.")
    take_grant(user.id, bloc.id)
    journal.wrote(bloc, "revoke", to=user.public_id, login=user.login)


def _refuse_insider(user: User) -> None:
    if user.role != Role.OBSERVER:
        raise Refused(f"Chỉ giao khối cho tài khoản Sở Nội vụ (observer); {user.login} không phải.")
