"""Reset links: a way back in that works once, issued by a head, or asked by the lead and confirmed by the deputy."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, and_, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, Public, db
from tenants.isolation import Shared
from tenants.models import Agency, Bloc, Grant, Membership, User
from tenants.roles import Role


class ResetLink(Shared, Public, Base):
    """Leave to set a new password without the old one, once, for a short time. Only the token's hash is kept.

    Inside an agency its head issues it. For another agency's head the lead asks and the deputy's head confirms
    (DESIGN 4): until then there is no token.
    """

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    asked_by: Mapped[int | None] = mapped_column()
    asked_at: Mapped[datetime] = mapped_column()
    confirmed_by: Mapped[int | None] = mapped_column()
    expires_at: Mapped[datetime | None] = mapped_column()
    used_at: Mapped[datetime | None] = mapped_column()
    #: Asked from outside the agency: the account is restrained for a day after its use.
    from_outside: Mapped[bool] = mapped_column(default=False)


def waiting_resets() -> list[ResetLink]:
    """What the deputy's head (or the operator) has still to confirm."""
    waiting = select(ResetLink).where(ResetLink.from_outside, ResetLink.confirmed_by.is_(None))
    return list(db.session.scalars(waiting.order_by(ResetLink.asked_at)))


def open_links_of(user_id: int) -> list[ResetLink]:
    """A person's links that were not used."""
    return list(db.session.scalars(select(ResetLink).where(ResetLink.user_id == user_id, ResetLink.used_at.is_(None))))


def links_over(before: datetime) -> list[ResetLink]:
    """Links that were used, or ran out, before that moment; those nobody confirmed, if they were asked for before."""
    over = or_(ResetLink.used_at < before, ResetLink.expires_at < before)
    unanswered = and_(ResetLink.expires_at.is_(None), ResetLink.asked_at < before)
    return list(db.session.scalars(select(ResetLink).where(or_(over, unanswered))))


def link_with(token_hash: str) -> ResetLink | None:
    """The link of that token, of those in sight."""
    return db.session.scalar(select(ResetLink).where(ResetLink.token_hash == token_hash))


def living_heads(agency_id: int) -> list[User]:
    """The agency's heads who can sign in."""
    living = select(User).where(User.agency_id == agency_id, User.role == Role.HEAD, User.disabled_at.is_(None))
    return list(db.session.scalars(living.order_by(User.id)))


def hold_heads(agency_id: int) -> list[User]:
    """The same, held until the commit: of two heads who lock or demote each other at once one stays."""
    living = select(User).where(User.agency_id == agency_id, User.role == Role.HEAD, User.disabled_at.is_(None))
    asked = living.order_by(User.id).with_for_update().execution_options(populate_existing=True)
    return list(db.session.scalars(asked))


def people_of_members(year_id: int) -> dict[int, list[User]]:
    """The accounts of all members of a year by agency."""
    members = select(Membership.agency_id).where(Membership.year_id == year_id)
    people: dict[int, list[User]] = {}
    for user in db.session.scalars(select(User).where(User.agency_id.in_(members)).order_by(User.role.desc(), User.id)):
        people.setdefault(user.agency_id or 0, []).append(user)
    return people


def bloc_of(user: User) -> int:
    """The bloc whose journal keeps what this person does to the account; 0 for who has none."""
    if user.agency_id is not None:
        return db.session.scalar(select(Agency.bloc_id).where(Agency.id == user.agency_id)) or 0
    return db.session.scalar(select(Grant.bloc_id).where(Grant.user_id == user.id).order_by(Grant.id)) or 0


def names_around(user: User) -> list[str]:
    """The names a guesser would try first: the person's, the login, the agency's, the bloc's."""
    around = select(Agency.name, Agency.code, Bloc.name, Bloc.province).join(Bloc, Bloc.id == Agency.bloc_id)
    found = db.session.execute(around.where(Agency.id == user.agency_id)).first()
    return [user.name, user.login, *(found or ())]
