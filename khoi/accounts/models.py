"""Reset links: a way back in that works once, issued by a head, or asked by the lead and confirmed by the deputy."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, Public, db
from tenants.isolation import Shared


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
