"""The bloc, its agencies, its years, who sits where in a year, and the people."""

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    String,
    UniqueConstraint,
    delete,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, FoldedText, Numbered, Public, db
from tenants.roles import Role, Seat, YearState
from tenants.vi import vi_key


class Bloc(Numbered, Base):
    """A Khối thi đua: the space that its members share and that survives every lead."""

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    province: Mapped[str] = mapped_column(String(100), default="")


class Agency(Public, Base):
    """An agency of the bloc: a tenant. Its name here is today's; the name of a year stands in the membership."""

    __table_args__ = (UniqueConstraint("bloc_id", "code"), UniqueConstraint("bloc_id", "id"))

    bloc_id: Mapped[int] = mapped_column(ForeignKey("bloc.id"))
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(FoldedText(200), default="")


class Year(Numbered, Base):
    """A year of the bloc: prepared, open, then closed and read-only for everyone."""

    __table_args__ = (
        UniqueConstraint("bloc_id", "number"),
        UniqueConstraint("bloc_id", "id"),
        CheckConstraint("number BETWEEN 2000 AND 2100", name="number"),
    )

    bloc_id: Mapped[int] = mapped_column(ForeignKey("bloc.id"))
    number: Mapped[int] = mapped_column()
    state: Mapped[str] = mapped_column(String(20), default=YearState.OPEN)

    @property
    def is_open(self) -> bool:
        return self.state == YearState.OPEN


class Membership(Public, Base):
    """An agency's place in one year: its seat, its name that year, whether its people appraise."""

    __table_args__ = (
        UniqueConstraint("year_id", "agency_id"),
        ForeignKeyConstraint(["bloc_id", "year_id"], ["year.bloc_id", "year.id"]),
        ForeignKeyConstraint(["bloc_id", "agency_id"], ["agency.bloc_id", "agency.id"]),
        ForeignKeyConstraint(["year_id", "successor_id"], ["membership.year_id", "membership.agency_id"]),
    )

    bloc_id: Mapped[int] = mapped_column()
    year_id: Mapped[int] = mapped_column()
    agency_id: Mapped[int] = mapped_column(index=True)
    seat: Mapped[str] = mapped_column(String(10), default=Seat.MEMBER)
    name_that_year: Mapped[str] = mapped_column(String(200))
    on_appraisal_team: Mapped[bool] = mapped_column(Boolean, default=False)
    #: The day on which it left the bloc within the year, and why; none: it is a member. What is its own stays its own.
    left_on: Mapped[date | None] = mapped_column()
    left_reason: Mapped[str] = mapped_column(String(500), default="", server_default="")
    #: The member into which it was merged.
    successor_id: Mapped[int | None] = mapped_column()
    #: The order of the bloc's own lists (the lead first by custom).
    position: Mapped[int] = mapped_column(default=0)


class User(Public, Base):
    """A person with an account: of one agency as clerk or head, or outside all as observer or operator."""

    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    login: Mapped[str] = mapped_column(String(60), info={"pii": True})
    #: NFC, trimmed, casefolded: one account however the name is typed.
    login_key: Mapped[str] = mapped_column(String(60), unique=True, info={"pii": True})
    name: Mapped[str] = mapped_column(String(120), info={"pii": True, "person": True})
    position: Mapped[str] = mapped_column(String(120), default="", info={"pii": True})
    #: Where mails go, set by the person, and since when; empty: only notices on the pages.
    email: Mapped[str] = mapped_column(String(254), default="", info={"pii": True})
    email_since: Mapped[datetime | None] = mapped_column()
    role: Mapped[str] = mapped_column(String(10), info={"pii": False})
    password_hash: Mapped[str] = mapped_column(String(200), info={"pii": False})
    must_change_password: Mapped[bool] = mapped_column(default=True)
    password_expires_at: Mapped[datetime | None] = mapped_column()
    disabled_at: Mapped[datetime | None] = mapped_column()
    #: After a reset that others asked for, this account opens no draft and casts no ballot until then.
    restrained_until: Mapped[datetime | None] = mapped_column()
    created_at: Mapped[datetime] = mapped_column()


class Grant(Numbered, Base):
    """An observer's or operator's leave to look at one bloc."""

    __table_args__ = (UniqueConstraint("user_id", "bloc_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    bloc_id: Mapped[int] = mapped_column(ForeignKey("bloc.id"))


def blocs() -> list[Bloc]:
    return list(db.session.scalars(select(Bloc).order_by(Bloc.id)))


def bloc_named(slug: str) -> Bloc | None:
    return db.session.scalar(select(Bloc).where(Bloc.slug == slug))


def bloc_by_id(bloc_id: int) -> Bloc:
    return db.session.scalars(select(Bloc).where(Bloc.id == bloc_id)).one()


def years_of(bloc_id: int) -> list[Year]:
    """The bloc's years, the newest first."""
    return list(db.session.scalars(select(Year).where(Year.bloc_id == bloc_id).order_by(Year.number.desc())))


def year_of(bloc_id: int, number: int) -> Year | None:
    return db.session.scalar(select(Year).where(Year.bloc_id == bloc_id, Year.number == number))


def year_by_id(year_id: int) -> Year:
    return db.session.scalars(select(Year).where(Year.id == year_id)).one()


def members_of(year_id: int) -> list[Membership]:
    """The members of a year in the bloc's own order, then by Vietnamese name: those that file, are told and ranked.
    Who left the bloc within the year is not among them."""
    return [row for row in all_members_of(year_id) if row.left_on is None]


def all_members_of(year_id: int) -> list[Membership]:
    """The same with those that left within the year: whose rows may still be shown."""
    rows = db.session.scalars(select(Membership).where(Membership.year_id == year_id))
    return sorted(rows, key=lambda row: (row.position, vi_key(row.name_that_year)))


def membership_of(year_id: int, agency_id: int) -> Membership | None:
    return db.session.scalar(select(Membership).where(Membership.year_id == year_id, Membership.agency_id == agency_id))


def latest_year_of(agency_id: int) -> int | None:
    """The newest year of which the agency is a member."""
    asked = select(Year.id).join(Membership, Membership.year_id == Year.id).where(Membership.agency_id == agency_id)
    return db.session.scalars(asked.order_by(Year.number.desc())).first()


def seated(year_id: int, seat: Seat) -> Membership | None:
    """Who sits in a seat of which there is one: the lead's or the deputy's."""
    return db.session.scalars(
        select(Membership).where(Membership.year_id == year_id, Membership.seat == seat).order_by(Membership.id)
    ).first()


def agencies_of(bloc_id: int) -> list[Agency]:
    """The bloc's agencies by Vietnamese name, also those that are members of no year."""
    return sorted(db.session.scalars(select(Agency).where(Agency.bloc_id == bloc_id)), key=lambda row: vi_key(row.name))


def agency_by_id(agency_id: int) -> Agency:
    return db.session.scalars(select(Agency).where(Agency.id == agency_id)).one()


def agency_coded(bloc_id: int, code: str) -> Agency | None:
    return db.session.scalar(select(Agency).where(Agency.bloc_id == bloc_id, Agency.code == code))


def user_with_login(login_key: str) -> User | None:
    return db.session.scalar(select(User).where(User.login_key == login_key))


def user_by_id(user_id: int) -> User:
    return db.session.scalars(select(User).where(User.id == user_id)).one()


def has_grant(user_id: int, bloc_id: int) -> bool:
    """May this outsider look at the bloc?"""
    asked = select(Grant.id).where(Grant.user_id == user_id, Grant.bloc_id == bloc_id)
    return db.session.scalar(asked) is not None


def take_grant(user_id: int, bloc_id: int) -> None:
    """This outsider looks at the bloc no more."""
    db.session.execute(delete(Grant).where(Grant.user_id == user_id, Grant.bloc_id == bloc_id))


def blocs_granted(user_id: int) -> list[Bloc]:
    """The blocs that this outsider may look at."""
    granted = select(Bloc).join(Grant, Grant.bloc_id == Bloc.id).where(Grant.user_id == user_id)
    return list(db.session.scalars(granted.order_by(Bloc.id)))


def users_of(agency_id: int) -> list[User]:
    """An agency's accounts, heads first, then by Vietnamese name."""
    rows = db.session.scalars(select(User).where(User.agency_id == agency_id))
    return sorted(rows, key=lambda row: (row.role != Role.HEAD, vi_key(row.name)))


def names_of(user_ids: set[int]) -> dict[int, str]:
    """The names of people, for histories."""
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(user_ids)))
    return {row.id: row.name for row in rows}
