"""A person's private address of the calendar of due dates: whoever has it reads the dates, until it is renewed.

Rows of this room are read only here; of the address only a hash is kept."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Numbered, db
from tenants.models import User


class CalendarAddress(Numbered, Base):
    """The one living address of a person's calendar."""

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_calendar(user_id: int) -> str:
    """A fresh address of 256 random bits, shown once; the one before is dead."""
    close_calendar(user_id)
    token = secrets.token_urlsafe(32)
    db.session.add(CalendarAddress(user_id=user_id, token_hash=_hash(token), made_at=clock.now()))
    return token


def close_calendar(user_id: int) -> None:
    """The person's address is dead."""
    db.session.execute(delete(CalendarAddress).where(CalendarAddress.user_id == user_id))


def calendar_since(user_id: int) -> datetime | None:
    """Since when the person's address lives; None where there is none."""
    return db.session.scalar(select(CalendarAddress.made_at).where(CalendarAddress.user_id == user_id))


def holder_of(token: str) -> User | None:
    """Whose calendar this address opens: of one agency, not locked, and not restrained after a reset."""
    asked = select(User).join(CalendarAddress, CalendarAddress.user_id == User.id)
    user = db.session.scalar(asked.where(CalendarAddress.token_hash == _hash(token), User.disabled_at.is_(None)))
    if user is None or user.agency_id is None:
        return None
    restrained = user.restrained_until is not None and clock.now() < user.restrained_until
    return None if restrained else user
