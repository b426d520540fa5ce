"""The giao ước of the year: the lead writes it, all members see it once it is issued, and its signed scan."""

from datetime import date, datetime

from sqlalchemy import String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.accounts.models import people_of_members
from khoi.pledges.rules import Agreement, Bound
from tenants.database import Base, Public, db
from tenants.files import FileFacts
from tenants.isolation import BlocOwned, hangs_in
from tenants.models import members_of
from tenants.roles import Role


class Pledge(BlocOwned, Public, Base):
    """The giao ước: its words, its number and day; `shown_to` is "members" once it is issued."""

    more = (UniqueConstraint("year_id"),)

    subject: Mapped[str] = mapped_column(String(300))
    opening: Mapped[str] = mapped_column(Text)
    promises: Mapped[str] = mapped_column(Text)
    targets: Mapped[str] = mapped_column(Text)
    superior: Mapped[str] = mapped_column(String(120), default="")
    issuer: Mapped[str] = mapped_column(String(120), default="")
    sign: Mapped[str] = mapped_column(String(30), default="GƯ-KTĐ")
    number: Mapped[int | None] = mapped_column()
    place: Mapped[str] = mapped_column(String(100), default="")
    dated: Mapped[date | None] = mapped_column()
    issued_at: Mapped[datetime | None] = mapped_column()

    @property
    def agreement(self) -> Agreement:
        return Agreement(
            self.subject, self.opening, self.promises, self.targets, self.place, self.dated, self.number, self.sign,
            self.superior, self.issuer,
        )  # fmt: skip


class PledgeScan(BlocOwned, FileFacts, Public, Base):
    """The giao ước with all signatures, scanned; the newest is the one that counts."""

    more = (hangs_in("pledge", "pledge_id"),)

    pledge_id: Mapped[int] = mapped_column(index=True)


def pledge_of(year_id: int) -> Pledge | None:
    """The year's giao ước, where it is in sight."""
    return db.session.scalar(select(Pledge).where(Pledge.year_id == year_id))


def hold_pledge(pledge_id: int) -> Pledge:
    asked = select(Pledge).where(Pledge.id == pledge_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def scans_of_pledge(pledge_id: int) -> list[PledgeScan]:
    """The newest first."""
    asked = select(PledgeScan).where(PledgeScan.pledge_id == pledge_id).order_by(PledgeScan.id.desc())
    return list(db.session.scalars(asked))


def bound_members(year_id: int) -> list[Bound]:
    """All members in the bloc's own order, each with its head as far as accounts tell."""
    people = people_of_members(year_id)
    found = []
    for member in members_of(year_id):
        heads = [each for each in people.get(member.agency_id, ()) if each.role == Role.HEAD and not each.disabled_at]
        head = heads[0] if heads else None
        found.append(Bound(member.name_that_year, head.position if head else "", head.name if head else ""))
    return found
