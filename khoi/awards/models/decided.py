"""What was decided on the awards of a year: asked by one agency's head, confirmed by another's, and never erased."""

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, Public, db
from tenants.files import FileFacts
from tenants.isolation import ChairOwned, hangs_in
from tenants.isolation.kinds import Condition, Facts


class _AboutMember(ChairOwned):
    """A row of the bloc about one member, which that member sees too."""

    member_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        own = (row.bloc_id == who.bloc) & (row.member_id == who.agency) & (row.shown_to != "lead")
        return ChairOwned.seen(row, who) | own


class AwardDecision(ChairOwned, Public, Base):
    """A decision on awards with number and day: in force once the deputy's head has confirmed what the lead's asked."""

    number: Mapped[str] = mapped_column(String(60))
    dated: Mapped[date] = mapped_column()
    decided_by: Mapped[str] = mapped_column(String(200))
    #: JSON: the random ids of the proposals it decides.
    chosen: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column()
    asked_by: Mapped[int | None] = mapped_column()
    answered_at: Mapped[datetime | None] = mapped_column()
    answered_by: Mapped[int | None] = mapped_column()
    confirmed: Mapped[bool | None] = mapped_column()

    @property
    def proposals(self) -> list[str]:
        ids: list[str] = json.loads(self.chosen)
        return ids


class AwardDecisionFile(ChairOwned, FileFacts, Public, Base):
    """The scan of a decision on awards."""

    more = (hangs_in("award_decision", "decision_id"),)

    decision_id: Mapped[int] = mapped_column(index=True)


class Award(_AboutMember, Public, Base):
    """A title given to a member or to one of its people, in the words of that day: written once. Of people it names
    nobody: the nomination does, and may be emptied while the award stays."""

    written_once = True
    more = (hangs_in("award_decision", "decision_id"), UniqueConstraint("proposal_id"))

    decision_id: Mapped[int] = mapped_column(index=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("award_proposal.id"))
    nomination_id: Mapped[int | None] = mapped_column(ForeignKey("nomination.id"))
    held_year: Mapped[int] = mapped_column()
    agency_name: Mapped[str] = mapped_column(String(200))
    title_code: Mapped[str] = mapped_column(String(20))
    title_name: Mapped[str] = mapped_column(String(200))
    number: Mapped[str] = mapped_column(String(60))
    dated: Mapped[date] = mapped_column()
    decided_by: Mapped[str] = mapped_column(String(200))


class AwardRevocation(_AboutMember, Public, Base):
    """An award is taken back, asked by one head and confirmed by another, with a reason; the award stays on record."""

    more = (hangs_in("award", "award_id"),)

    award_id: Mapped[int] = mapped_column(index=True)
    revoked_on: Mapped[date] = mapped_column()
    reason: Mapped[str] = mapped_column(String(1000))
    asked_at: Mapped[datetime] = mapped_column()
    asked_by: Mapped[int | None] = mapped_column()
    answered_at: Mapped[datetime | None] = mapped_column()
    answered_by: Mapped[int | None] = mapped_column()
    confirmed: Mapped[bool | None] = mapped_column()


def decisions_in(year_id: int) -> list[AwardDecision]:
    """Those in sight, the newest first; what was refused stays among them."""
    asked = select(AwardDecision).where(AwardDecision.year_id == year_id)
    return list(db.session.scalars(asked.order_by(AwardDecision.id.desc())))


def hold_decision(decision_id: int) -> AwardDecision:
    """Read again and locked until the commit: of two answers only the first counts."""
    asked = select(AwardDecision).where(AwardDecision.id == decision_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def decision_with_number(year_id: int, number: str) -> AwardDecision | None:
    """A decision of that number that was not refused."""
    live = or_(AwardDecision.confirmed.is_(None), AwardDecision.confirmed.is_(True))
    asked = select(AwardDecision).where(AwardDecision.year_id == year_id, AwardDecision.number == number, live)
    return db.session.scalars(asked.limit(1)).first()


def scans_in(year_id: int) -> dict[int, AwardDecisionFile]:
    """By decision."""
    rows = db.session.scalars(select(AwardDecisionFile).where(AwardDecisionFile.year_id == year_id))
    return {row.decision_id: row for row in rows}


def awards_in(year_id: int) -> list[Award]:
    """Given in that year, of those in sight."""
    return list(db.session.scalars(select(Award).where(Award.year_id == year_id).order_by(Award.id)))


def award_for(proposal_id: int) -> Award | None:
    return db.session.scalar(select(Award).where(Award.proposal_id == proposal_id))


def awards_before(bloc_id: int, first: int, last: int) -> list[Award]:
    """The bloc's awards of these years that are in sight, whatever year asks."""
    asked = select(Award).where(Award.bloc_id == bloc_id, Award.held_year >= first, Award.held_year <= last)
    return list(db.session.scalars(asked.order_by(Award.held_year, Award.id)))


def revocations_of(bloc_id: int) -> dict[int, AwardRevocation]:
    """By award, the newest that was not refused, of those in sight."""
    asked = select(AwardRevocation).where(AwardRevocation.bloc_id == bloc_id).order_by(AwardRevocation.id)
    return {row.award_id: row for row in db.session.scalars(asked) if row.confirmed is not False}


def hold_revocation(revocation_id: int) -> AwardRevocation:
    asked = select(AwardRevocation).where(AwardRevocation.id == revocation_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def decisions_waiting(year_id: int) -> list[AwardDecision]:
    """What the lead's head asked and nobody has answered yet; the chairs' alone."""
    asked = select(AwardDecision).where(AwardDecision.year_id == year_id, AwardDecision.answered_at.is_(None))
    return list(db.session.scalars(asked.order_by(AwardDecision.id)))


def revocations_waiting(year_id: int) -> list[tuple[AwardRevocation, Award]]:
    """The same of awards that are to be taken back."""
    asked = (
        select(AwardRevocation, Award)
        .join(Award, Award.id == AwardRevocation.award_id)
        .where(AwardRevocation.year_id == year_id, AwardRevocation.answered_at.is_(None))
        .order_by(AwardRevocation.id)
    )
    return [(row, award) for row, award in db.session.execute(asked)]
