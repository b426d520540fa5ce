"""The year's catalogue of titles and forms of commendation, as the lead keeps it."""

from sqlalchemy import String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, Public, db
from tenants.isolation import BlocOwned


class Title(BlocOwned, Public, Base):
    """A title or form of commendation that may be registered and proposed this year; never deleted, only set aside."""

    more = (UniqueConstraint("year_id", "code"),)

    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    #: title (danh hiệu) · commendation (hình thức khen thưởng)
    kind: Mapped[str] = mapped_column(String(20))
    #: collective · individual
    for_whom: Mapped[str] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(20))
    decided_by: Mapped[str] = mapped_column(String(200), default="")
    position: Mapped[int] = mapped_column(default=0)
    in_use: Mapped[bool] = mapped_column(default=True)


def catalogue_of(year_id: int, *, all_rows: bool = False) -> list[Title]:
    """The catalogue in its order; only what is in use, unless the lead asks for all."""
    asked = select(Title).where(Title.year_id == year_id).order_by(Title.position, Title.id)
    return list(db.session.scalars(asked if all_rows else asked.where(Title.in_use)))


def title_coded(year_id: int, code: str) -> Title | None:
    return db.session.scalar(select(Title).where(Title.year_id == year_id, Title.code == code))
