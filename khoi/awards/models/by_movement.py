"""Commendation by movement: proposals of agencies, what the council found, decisions and whom they commend."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.awards.rules.by_movement import standing
from khoi.movements.models import Movement
from khoi.pledges.models import Title
from tenants.database import Base, Public, db
from tenants.files import FileFacts
from tenants.isolation import AgencyOwned, BlocOwned, Filed, hangs_in, hangs_on
from tenants.isolation.kinds import Condition, Facts

PII, PERSON = {"pii": True}, {"pii": True, "person": True}


class Proposal(Filed, Public, Base):
    """An agency proposes a person or a collective for what was done in a movement; the lead sees it once filed."""

    movement_id: Mapped[int] = mapped_column(ForeignKey("movement.id"))
    title_id: Mapped[int] = mapped_column(ForeignKey("title.id"))
    name: Mapped[str] = mapped_column(String(200), info=PERSON)
    #: Position and unit of a person, or what the collective belongs to.
    position: Mapped[str] = mapped_column(String(200), default="", info=PII)
    achievement: Mapped[str] = mapped_column(String(4000), info=PII)
    stage: Mapped[str] = mapped_column(String(10), default="draft", info={"pii": False})
    filed_at: Mapped[datetime | None] = mapped_column()


class Finding(AgencyOwned, Public, Base):
    """What the lead's council found on a proposal: votes as plain numbers; the agency sees it once it is told."""

    more = (hangs_on("proposal", "proposal_id"), UniqueConstraint("proposal_id"))

    proposal_id: Mapped[int] = mapped_column()
    minutes: Mapped[str] = mapped_column(String(60), info={"pii": False})
    held_on: Mapped[date] = mapped_column(info={"pii": False})
    total: Mapped[int] = mapped_column()
    present: Mapped[int] = mapped_column()
    agreed: Mapped[int] = mapped_column()
    accepted: Mapped[bool] = mapped_column()
    reason: Mapped[str] = mapped_column(String(1000), default="", info=PII)
    told: Mapped[bool] = mapped_column(default=False)

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        own = (row.agency_id == who.agency) & (row.told == True)  # noqa: E712
        return (who.operator == 1) | ((row.year_id == who.year) & (who.lead == 1)) | own

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        return (who.operator == 1) | ((row.year_id == who.year) & (who.open == 1) & (who.lead == 1))


class Decision(BlocOwned, Public, Base):
    """A decision on commendation: its number and day; all members see it."""

    more = (UniqueConstraint("year_id", "number"),)

    number: Mapped[str] = mapped_column(String(60))
    dated: Mapped[date] = mapped_column()
    decided_by: Mapped[str] = mapped_column(String(200))


class DecisionFile(BlocOwned, FileFacts, Public, Base):
    """The scan of a decision."""

    more = (hangs_in("decision", "decision_id"),)

    decision_id: Mapped[int] = mapped_column(index=True)


class Commendation(BlocOwned, Public, Base):
    """One commended by a decision, in the words of that day; it may be revoked, it is never erased."""

    more = (hangs_in("decision", "decision_id"), UniqueConstraint("proposal_id"))

    decision_id: Mapped[int] = mapped_column(index=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    movement_id: Mapped[int] = mapped_column(ForeignKey("movement.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    agency_name: Mapped[str] = mapped_column(String(200), info={"pii": False})
    movement_name: Mapped[str] = mapped_column(String(300), info={"pii": False})
    form: Mapped[str] = mapped_column(String(200), info={"pii": False})
    name: Mapped[str] = mapped_column(String(200), info=PERSON)
    revoked_on: Mapped[date | None] = mapped_column(info={"pii": False})
    revoked_reason: Mapped[str] = mapped_column(String(1000), default="", info={"pii": False})
    #: Themed awards do not count towards the year's merit.
    counts_for_year: Mapped[bool] = mapped_column(default=False)


@dataclass(frozen=True, slots=True)
class Case:
    """A proposal with all that became of it, as far as it is in sight."""

    proposal: Proposal
    movement: str
    title: Title
    finding: Finding | None
    commendation: Commendation | None

    @property
    def standing(self) -> tuple[str, str]:
        given = self.commendation
        return standing(self.finding.accepted if self.finding else None, given is not None,
                        bool(given and given.revoked_on))  # fmt: skip


def _cases() -> Any:
    return (
        select(Proposal, Movement.name, Title, Finding, Commendation)
        .join(Movement, Movement.id == Proposal.movement_id)
        .join(Title, Title.id == Proposal.title_id)
        .outerjoin(Finding, Finding.proposal_id == Proposal.id)
        .outerjoin(Commendation, Commendation.proposal_id == Proposal.id)
    )


def filed_cases(year_id: int) -> list[Case]:
    """What was filed in the year and is in sight, by movement."""
    asked = _cases().where(Proposal.year_id == year_id, Proposal.filed).order_by(Proposal.movement_id, Proposal.id)
    return [Case(*row) for row in db.session.execute(asked)]


def own_cases(year_id: int, agency_id: int) -> list[Case]:
    """An agency's proposals, also drafts."""
    asked = _cases().where(Proposal.year_id == year_id, Proposal.agency_id == agency_id).order_by(Proposal.id)
    return [Case(*row) for row in db.session.execute(asked)]


def proposals_at_head(year_id: int, agency_id: int) -> list[Proposal]:
    """An agency's proposals that wait for its head."""
    asked = select(Proposal).where(Proposal.year_id == year_id, Proposal.agency_id == agency_id)
    return list(db.session.scalars(asked.where(Proposal.stage == "at_head").order_by(Proposal.id)))


def words_of(proposal: Proposal) -> tuple[str, str]:
    """The names of its movement and of its form, as they stand now."""
    movement = db.session.scalars(select(Movement.name).where(Movement.id == proposal.movement_id)).one()
    title = db.session.scalars(select(Title.name).where(Title.id == proposal.title_id)).one()
    return movement, title


def hold_proposal(proposal_id: int) -> Proposal:
    """The agency's own proposal, read again and locked until the commit."""
    asked = select(Proposal).where(Proposal.id == proposal_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def draft_like(agency_id: int, movement_id: int, title_id: int, name: str, achievement: str) -> Proposal | None:
    """A draft of the agency that says the same: a form that was sent twice."""
    asked = select(Proposal).where(
        Proposal.agency_id == agency_id, Proposal.movement_id == movement_id, Proposal.title_id == title_id,
        Proposal.name == name, Proposal.achievement == achievement, Proposal.stage == "draft",
    )  # fmt: skip
    return db.session.scalars(asked.limit(1)).first()


def decision_of(row: Commendation) -> Decision:
    return db.session.scalars(select(Decision).where(Decision.id == row.decision_id)).one()


def finding_on(proposal_id: int) -> Finding | None:
    return db.session.scalar(select(Finding).where(Finding.proposal_id == proposal_id))


def commendation_for(proposal_id: int) -> Commendation | None:
    return db.session.scalar(select(Commendation).where(Commendation.proposal_id == proposal_id))


def decision_numbered(year_id: int, number: str) -> Decision | None:
    return db.session.scalar(select(Decision).where(Decision.year_id == year_id, Decision.number == number))


def decided_in(year_id: int) -> list[tuple[Commendation, Decision]]:
    """All who were commended in the year: what members see."""
    asked = (
        select(Commendation, Decision)
        .join(Decision, Decision.id == Commendation.decision_id)
        .where(Commendation.year_id == year_id)
        .order_by(Decision.dated, Decision.id, Commendation.id)
    )
    return [(row, decision) for row, decision in db.session.execute(asked)]


def decision_files_in(year_id: int) -> dict[int, DecisionFile]:
    rows = db.session.scalars(select(DecisionFile).where(DecisionFile.year_id == year_id).order_by(DecisionFile.id))
    return {row.decision_id: row for row in rows}
