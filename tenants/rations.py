"""What is rationed by person, agency and year: uploads, exports of the whole bloc; counted here, by all workers."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, String, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Numbered, aside, db
from tenants.refusal import Refused, TooMany
from tenants.scope import Scope, present_scope

UPLOAD, WHOLE_BLOC = "upload", "whole_bloc"
EXPORTS_AN_HOUR = 10
MEGABYTE = 1 << 20


class RationUse(Numbered, Base):
    """One use of what is rationed, noted before it is granted; read by this file alone."""

    __table_args__ = (
        Index("ix_ration_use_user_id_kind_at", "user_id", "kind", "at"),
        Index("ix_ration_use_year_id_agency_id_kind", "year_id", "agency_id", "kind"),
    )

    kind: Mapped[str] = mapped_column(String(20))
    user_id: Mapped[int] = mapped_column()
    year_id: Mapped[int] = mapped_column()
    agency_id: Mapped[int] = mapped_column()
    at: Mapped[datetime] = mapped_column()
    size: Mapped[int] = mapped_column(default=0)


_USES: Any = RationUse.__table__


def spend_upload(size: int, most_a_day: int, most_megabytes: int) -> int:
    """One file of `size` bytes comes in for the present person and agency; refused beyond the day's number of files
    and the agency's room of the year. Gives the use, by which it is given back where the file could not be kept. To be
    called outside any transaction: it commits on its own."""
    who = present_scope()
    use = _note(UPLOAD, who, size)
    midnight = clock.now().astimezone(clock.BLOC_ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    if _count(UPLOAD, who, midnight) > most_a_day:
        give_back(use)
        raise TooMany(f"Hôm nay đã tải lên {most_a_day} tệp, hết mức mỗi người mỗi ngày. Ngày mai tải tiếp được.")
    if _size(who) > most_megabytes * MEGABYTE:
        give_back(use)
        raise Refused(
            f"Đơn vị đã dùng gần hết {most_megabytes} MB dành cho tệp của năm nay, tệp này không còn chỗ. "
            "Giảm dung lượng tệp rồi tải lại, hoặc nhờ quản trị vận hành nâng mức."
        )
    return use


def spend_export() -> None:
    """Everybody's figures leave the portal once more by the present person; refused beyond some an hour. To be called
    outside any transaction."""
    who = present_scope()
    use = _note(WHOLE_BLOC, who, 0)
    if _count(WHOLE_BLOC, who, clock.now() - timedelta(hours=1)) > EXPORTS_AN_HOUR:
        give_back(use)
        raise TooMany(f"Đã tải số liệu toàn Khối {EXPORTS_AN_HOUR} lần trong một giờ. Chờ ít phút rồi tải lại.")


@contextmanager
def _said() -> Iterator[Any]:
    """Where a use is noted: beside the request, so that it counts whatever becomes of it. Within a transaction that
    stands open already (a form that asks the database before its file is looked at) there, or each waited for the
    other."""
    if db.session().in_transaction():
        yield db.session
        return
    with aside() as connection:
        yield connection


def _note(kind: str, who: Scope, size: int) -> int:
    """Noted first and counted after: of many at once none slips past the last one's count."""
    row = {"kind": kind, "user_id": who.user, "year_id": who.year, "agency_id": who.agency, "at": clock.now()}
    with _said() as connection:
        return int(connection.scalar(insert(_USES).values(**row, size=size).returning(_USES.c.id)) or 0)


def give_back(use: int) -> None:
    """What was noted is refused, or came to nothing by no fault of who asked: it counts no more."""
    with _said() as connection:
        connection.execute(delete(_USES).where(_USES.c.id == use))


def _count(kind: str, who: Scope, since: datetime) -> int:
    mine = (_USES.c.user_id == who.user) & (_USES.c.kind == kind) & (_USES.c.at > since)
    with _said() as connection:
        return connection.scalar(select(func.count()).where(mine)) or 0


def _size(who: Scope) -> int:
    ours = (_USES.c.year_id == who.year) & (_USES.c.agency_id == who.agency) & (_USES.c.kind == UPLOAD)
    with _said() as connection:
        return int(connection.scalar(select(func.coalesce(func.sum(_USES.c.size), 0)).where(ours)) or 0)
