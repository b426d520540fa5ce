"""Individuals that an agency proposes for a title, with their achievement reports; the chairs see them once filed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, and_, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.awards.models.yearly import AwardProposal
from khoi.pledges.models import Title
from tenants.database import Base, Public, db
from tenants.files import FileFacts
from tenants.isolation import AgencyOwned, hangs_on
from tenants.isolation.kinds import Condition, Facts

PII, PLAIN = {"pii": True}, {"pii": False}


class _FiledToChairs(AgencyOwned):
    """A row about people: the agency's own, and the chairs' once it is filed; the appraisal team sees none of it."""

    filed: Mapped[bool] = mapped_column(default=False, info=PLAIN)

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        chairs = (row.year_id == who.year) & ((who.lead == 1) | (who.deputy == 1))
        return AgencyOwned.seen(row, who) | (chairs & (row.filed == True))  # noqa: E712


class Nomination(_FiledToChairs, Public, Base):
    """An agency proposes one of its people for a title; its head files it. Erasure empties the person and keeps the
    row, so that an award given on it stands."""

    title_id: Mapped[int] = mapped_column(ForeignKey("title.id"), info=PLAIN)
    name: Mapped[str] = mapped_column(String(200), info={"pii": True, "person": True})
    born: Mapped[date | None] = mapped_column(info=PII)
    position: Mapped[str] = mapped_column(String(200), default="", info=PII)
    unit: Mapped[str] = mapped_column(String(200), default="", info=PII)
    achievement: Mapped[str] = mapped_column(Text, default="", info=PII)
    clean: Mapped[bool | None] = mapped_column(info=PII)
    #: JSON: [[year, code], …] as the agency's own book had them when it was filed.
    held: Mapped[str] = mapped_column(Text, default="[]", info=PII)
    #: JSON: the years of which that book has anything.
    known: Mapped[str] = mapped_column(Text, default="[]", info=PLAIN)
    stage: Mapped[str] = mapped_column(String(10), default="draft", info=PLAIN)
    filed_at: Mapped[datetime | None] = mapped_column(info=PLAIN)
    days_late: Mapped[int] = mapped_column(default=0, info=PLAIN)
    #: How many times it was filed: a return is of one filing.
    filings: Mapped[int] = mapped_column(default=0, info=PLAIN)
    erased_at: Mapped[datetime | None] = mapped_column(info=PLAIN)


class AchievementFile(_FiledToChairs, FileFacts, Public, Base):
    """The signed achievement report of a nominee, as a file."""

    more = (hangs_on("nomination", "nomination_id"),)

    nomination_id: Mapped[int] = mapped_column(index=True, info=PLAIN)


class NominationReturn(AgencyOwned, Public, Base):
    """The lead gives a filed nomination back with a reason: the agency mends it and files it again."""

    more = (hangs_on("nomination", "nomination_id"), UniqueConstraint("nomination_id", "filing"))

    nomination_id: Mapped[int] = mapped_column(info=PLAIN)
    filing: Mapped[int] = mapped_column(info=PLAIN)
    reason: Mapped[str] = mapped_column(String(1000), info=PII)
    returned_at: Mapped[datetime] = mapped_column(info=PLAIN)

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        chairs = (row.year_id == who.year) & ((who.lead == 1) | (who.deputy == 1))
        return AgencyOwned.seen(row, who) | chairs

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        leads = (row.year_id == who.year) & (who.open == 1) & (who.lead == 1)
        return (who.operator == 1) | leads


def nominations_of(year_id: int, agency_id: int) -> list[tuple[Nomination, Title]]:
    """An agency's own, also drafts."""
    return _nominations(Nomination.year_id == year_id, Nomination.agency_id == agency_id)


def nominations_filed(year_id: int) -> list[tuple[Nomination, Title]]:
    """All that were filed and are in sight."""
    return _nominations(Nomination.year_id == year_id, Nomination.filed)


def _nominations(*where: Any) -> list[tuple[Nomination, Title]]:
    asked = select(Nomination, Title).join(Title, Title.id == Nomination.title_id).where(*where)
    ordered = asked.order_by(Nomination.agency_id, Title.position, Nomination.id)
    return [(row, title) for row, title in db.session.execute(ordered)]


def nominations_by_id(year_id: int) -> dict[int, Nomination]:
    """Those in sight."""
    return {row.id: row for row in db.session.scalars(select(Nomination).where(Nomination.year_id == year_id))}


def hold_nomination(nomination_id: int) -> Nomination:
    """The agency's own, read again and locked until the commit."""
    asked = select(Nomination).where(Nomination.id == nomination_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def nomination_like(agency_id: int, title_id: int, name: str, year_id: int) -> Nomination | None:
    """The same person for the same title this year, at whatever stage."""
    asked = select(Nomination).where(
        Nomination.year_id == year_id, Nomination.agency_id == agency_id, Nomination.title_id == title_id,
        Nomination.name == name,
    )  # fmt: skip
    return db.session.scalars(asked.limit(1)).first()


def achievement_files(nomination_ids: list[int]) -> dict[int, list[AchievementFile]]:
    """By nomination, of those in sight."""
    found: dict[int, list[AchievementFile]] = {each: [] for each in nomination_ids}
    asked = select(AchievementFile).where(AchievementFile.nomination_id.in_(found)).order_by(AchievementFile.id)
    for row in db.session.scalars(asked) if found else ():
        found[row.nomination_id].append(row)
    return found


def returns_in(year_id: int) -> dict[int, NominationReturn]:
    """The newest of each nomination, of those in sight."""
    asked = select(NominationReturn).where(NominationReturn.year_id == year_id).order_by(NominationReturn.filing)
    return {row.nomination_id: row for row in db.session.scalars(asked)}


def return_of(row: Nomination) -> NominationReturn | None:
    """The return that waits for the agency: that of its newest filing."""
    asked = select(NominationReturn).where(
        NominationReturn.nomination_id == row.id, NominationReturn.filing == row.filings
    )
    return db.session.scalar(asked) if row.filings else None


@dataclass(frozen=True, slots=True)
class Underway:
    """A nomination that is not on the bloc's list, as far as who asks sees the list."""

    row: Nomination
    #: The lead gave its newest filing back.
    returned: bool


def nominations_underway(year_id: int) -> list[Underway]:
    """Those in sight that still wait for somebody, in the order in which they were written."""
    taken = exists().where(AwardProposal.nomination_id == Nomination.id)
    given_back = and_(
        NominationReturn.nomination_id == Nomination.id, NominationReturn.filing == Nomination.filings,
        Nomination.filings > 0,
    )  # fmt: skip
    asked = (
        select(Nomination, NominationReturn.id)
        .outerjoin(NominationReturn, given_back)
        .where(Nomination.year_id == year_id, Nomination.erased_at.is_(None), ~taken)
        .order_by(Nomination.id)
    )
    return [Underway(row, returned is not None) for row, returned in db.session.execute(asked)]
