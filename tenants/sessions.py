"""Server-side sessions and sign-in attempts: ended here, they are ended everywhere; counted here, by all workers."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_login import UserMixin
from sqlalchemy import Connection, ForeignKey, String, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Numbered, Public, UtcDateTime, aside, db
from tenants.factors import SecondFactor
from tenants.models import Agency, User
from tenants.prepared import Prepared
from tenants.roles import ROLE_NAMES, Role

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=8)
SEEN_EVERY = timedelta(minutes=1)
#: So long the password just typed stands for the person before what binds others (SECURITY T6).
CONFIRMED_FOR = timedelta(minutes=15)
#: At most so many failed tries a name (and a multiple of it an address) within the window.
TRIES, WINDOW, PER_ADDRESS = 10, timedelta(minutes=15), 10


class SessionRow(Public, Base):
    """One signed-in browser. The cookie holds the token, this row only its hash."""

    __tablename__ = "session"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info={"pii": False})
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[datetime] = mapped_column()
    last_seen: Mapped[datetime] = mapped_column()
    confirmed_at: Mapped[datetime] = mapped_column()
    address: Mapped[str] = mapped_column(String(60), info={"pii": True})
    browser: Mapped[str] = mapped_column(String(200), info={"pii": True})


class Attempt(Numbered, Base):
    """A try to sign in, counted before the password is checked."""

    login_key: Mapped[str] = mapped_column(String(60), index=True, info={"pii": True})
    address: Mapped[str] = mapped_column(String(60), index=True, info={"pii": True})
    at: Mapped[datetime] = mapped_column(UtcDateTime(), index=True)
    succeeded: Mapped[bool] = mapped_column(default=False)


@dataclass(slots=True, eq=False)
class Person(UserMixin):  # type: ignore[misc]
    """Who is signed in: plain values, read once a request."""

    id: int
    public_id: str
    name: str
    login: str
    role: Role
    agency_id: int | None
    agency_code: str
    agency_name: str
    must_change_password: bool
    restrained_until: datetime | None
    #: Does signing in ask for a code beside the password?
    has_factor: bool
    session_id: int
    confirmed_at: datetime
    token: str
    #: The seat of the person's agency in the year of the page, for the frame.
    seat_name: str = ""

    def get_id(self) -> str:
        return self.token

    @property
    def role_name(self) -> str:
        return ROLE_NAMES[self.role]

    def is_confirmed(self) -> bool:
        """Was the password typed just now?"""
        return clock.now() - self.confirmed_at <= CONFIRMED_FOR

    def is_restrained(self) -> bool:
        """After a reset that others asked for, the account opens no draft for a day."""
        return self.restrained_until is not None and clock.now() < self.restrained_until


_SESSIONS: Any = SessionRow.__table__
_USERS: Any = User.__table__
_AGENCIES: Any = Agency.__table__
_ATTEMPTS: Any = Attempt.__table__
_FACTORS: Any = SecondFactor.__table__

_PERSON = Prepared(
    select(
        _USERS.c.id, _USERS.c.public_id, _USERS.c.name, _USERS.c.login, _USERS.c.role, _USERS.c.agency_id,
        func.coalesce(_AGENCIES.c.code, ""), func.coalesce(_AGENCIES.c.name, ""),
        _USERS.c.must_change_password, _USERS.c.restrained_until, _FACTORS.c.confirmed_at.is_not(None),
        _SESSIONS.c.id, _SESSIONS.c.confirmed_at, _SESSIONS.c.last_seen, _SESSIONS.c.created_at,
    )
    .select_from(
        _SESSIONS.join(_USERS, _SESSIONS.c.user_id == _USERS.c.id).outerjoin(_AGENCIES)
        .outerjoin(_FACTORS, _FACTORS.c.user_id == _USERS.c.id)
    )
    .where(_USERS.c.disabled_at.is_(None), _SESSIONS.c.token_hash == bindparam("token"))
)  # fmt: skip


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def person_with(token: str) -> Person | None:
    """Who holds this token, if the session lives: not ended, not idle too long, not too old, account not disabled."""
    now, found = clock.now(), _PERSON.first({"token": _hash(token)})
    if found is None:
        return None
    *who, last_seen, created_at = found
    if now - last_seen > IDLE or now - created_at > ABSOLUTE:
        return None
    if now - last_seen >= SEEN_EVERY:
        with aside() as connection:
            connection.execute(update(_SESSIONS).where(_SESSIONS.c.id == who[11]).values(last_seen=now))
    return Person(*who[:4], Role(who[4]), *who[5:], token)


def open_session(user_id: int, address: str, browser: str) -> str:
    """Begin a session in the present transaction; returns the token that only the cookie will hold."""
    token, now = secrets.token_urlsafe(32), clock.now()
    row = SessionRow(
        token_hash=_hash(token), user_id=user_id, created_at=now, last_seen=now, confirmed_at=now,
        address=address[:60], browser=browser[:200],
    )  # fmt: skip
    db.session.add(row)
    return token


def sessions_of(user_id: int) -> list[SessionRow]:
    """A person's living sessions, the latest seen first."""
    living = select(SessionRow).where(
        SessionRow.user_id == user_id,
        SessionRow.last_seen > clock.now() - IDLE,
        SessionRow.created_at > clock.now() - ABSOLUTE,
    )
    return list(db.session.scalars(living.order_by(SessionRow.last_seen.desc())))


def end_session(user_id: int, session_id: int) -> None:
    db.session.execute(delete(_SESSIONS).where(_SESSIONS.c.id == session_id, _SESSIONS.c.user_id == user_id))


def end_sessions(user_id: int, but: int | None = None) -> None:
    """End all of a person's sessions (password changed, account disabled), except one if named."""
    db.session.execute(delete(_SESSIONS).where(_SESSIONS.c.user_id == user_id, _SESSIONS.c.id != (but or 0)))


def end_sessions_of_agency(agency_id: int) -> None:
    people = select(_USERS.c.id).where(_USERS.c.agency_id == agency_id)
    db.session.execute(delete(_SESSIONS).where(_SESSIONS.c.user_id.in_(people)))


def confirm_session(session_id: int) -> str:
    """The person has just typed the password again: the session goes on under a new token, which is given back; a
    copied cookie is worth nothing any more."""
    token = secrets.token_urlsafe(32)
    fresh = {"confirmed_at": clock.now(), "token_hash": _hash(token)}
    db.session.execute(update(_SESSIONS).where(_SESSIONS.c.id == session_id).values(**fresh))
    return token


def count_attempt(login_key: str, address: str) -> int | None:
    """Note a try in its own short transaction, before the password is looked at: its id, or None when there were
    too many failed ones for this name or from this address."""
    since = clock.now() - WINDOW
    failed = select(func.count()).where(_ATTEMPTS.c.at > since, _ATTEMPTS.c.succeeded.is_(False))
    with db.engine.begin() as connection:
        _one_at_a_time(connection, login_key, address)
        by_name = connection.scalar(failed.where(_ATTEMPTS.c.login_key == login_key)) or 0
        by_address = connection.scalar(failed.where(_ATTEMPTS.c.address == address)) or 0
        row = {"login_key": login_key[:60], "address": address[:60], "at": clock.now(), "succeeded": False}
        attempt = connection.scalar(insert(_ATTEMPTS).values(**row).returning(_ATTEMPTS.c.id))
    return None if by_name >= TRIES or by_address >= TRIES * PER_ADDRESS else attempt


def _one_at_a_time(connection: Connection, *names: str) -> None:
    """Tries for one name or from one address are counted one after the other, or many at once would all be the tenth.
    On SQLite the write lock sees to it."""
    if connection.dialect.name == "postgresql":
        for name in sorted(names):
            connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(name))))


def attempt_succeeded(attempt_id: int, login_key: str) -> None:
    """The password was right: the name's failed tries no longer count."""
    with db.engine.begin() as connection:
        connection.execute(update(_ATTEMPTS).where(_ATTEMPTS.c.id == attempt_id).values(succeeded=True))
        connection.execute(
            delete(_ATTEMPTS).where(_ATTEMPTS.c.login_key == login_key, _ATTEMPTS.c.succeeded.is_(False))
        )


def forget_old(before: datetime) -> None:
    """Remove attempts and dead sessions older than `before`; housekeeping of the operator."""
    with db.engine.begin() as connection:
        connection.execute(delete(_ATTEMPTS).where(_ATTEMPTS.c.at < before))
        connection.execute(delete(_SESSIONS).where(_SESSIONS.c.last_seen < before))
