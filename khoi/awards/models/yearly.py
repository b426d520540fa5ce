"""The awards of the year: proposals from the ranking and of individuals, who withdrew, what the council voted."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.pledges.models import Title
from tenants.database import Base, Public, db
from tenants.isolation import AgencyOwned, hangs_on
from tenants.isolation.kinds import Condition, Facts


def _chairs(row: Any, who: Facts) -> Condition:
    return (row.year_id == who.year) & ((who.lead == 1) | (who.deputy == 1))


def _leads(row: Any, who: Facts) -> Condition:
    return (row.year_id == who.year) & (who.open == 1) & (who.lead == 1)


class AwardProposal(AgencyOwned, Public, Base):
    """The bloc proposes a member, or one of its people, for a title of the year. The chairs see it; the agency once it
    is told, the other members once the list is shown."""

    more = (hangs_on("nomination", "nomination_id"), UniqueConstraint("year_id", "agency_id", "title_id", "about"))

    title_id: Mapped[int] = mapped_column(ForeignKey("title.id"))
    #: The individual's nomination; None: the member itself. `about` says the same without a gap, for the key.
    nomination_id: Mapped[int | None] = mapped_column()
    about: Mapped[int] = mapped_column(default=0)
    #: The place and the points that stood beside it when it was proposed.
    rank: Mapped[int | None] = mapped_column()
    total: Mapped[Decimal | None] = mapped_column()
    #: Why although the rank order is left or a rule is not met.
    reason: Mapped[str] = mapped_column(String(1000), default="", info={"pii": False})
    #: What the submission letter says of a member's merits; of people their own report does.
    summary: Mapped[str] = mapped_column(String(4000), default="", info={"pii": False})
    #: Not under discipline, inspection, audit or complaint; None: nobody has said so.
    clean: Mapped[bool | None] = mapped_column()
    told: Mapped[bool] = mapped_column(default=False)
    shown: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column()
    made_by: Mapped[int | None] = mapped_column()

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        own = (row.agency_id == who.agency) & (row.told == True)  # noqa: E712
        member = (row.year_id == who.year) & (who.agency != 0) & (row.shown == True) & (row.about == 0)  # noqa: E712
        return (who.operator == 1) | _chairs(row, who) | own | member

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        return (who.operator == 1) | _leads(row, who)


class AwardWithdrawal(AgencyOwned, Public, Base):
    """A proposal is withdrawn, by the member or by the lead, with a reason ("had it last year"); it stays on record."""

    more = (hangs_on("award_proposal", "proposal_id"), UniqueConstraint("proposal_id"))

    proposal_id: Mapped[int] = mapped_column()
    reason: Mapped[str] = mapped_column(String(1000))
    by_agency: Mapped[bool] = mapped_column()
    withdrawn_at: Mapped[datetime] = mapped_column()
    withdrawn_by: Mapped[int | None] = mapped_column()

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        return AgencyOwned.seen(row, who) | _chairs(row, who)

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        return AgencyOwned.changed(row, who) | _leads(row, who)


class AwardVote(AgencyOwned, Public, Base):
    """How the council voted on a proposal, in whole numbers of the minutes, or of the ballot that is named. The numbers
    are for the chairs and the minutes: nobody else sees them."""

    more = (hangs_on("award_proposal", "proposal_id"), UniqueConstraint("proposal_id"))

    proposal_id: Mapped[int] = mapped_column()
    minutes: Mapped[str] = mapped_column(String(60))
    held_on: Mapped[date] = mapped_column()
    total: Mapped[int] = mapped_column()
    present: Mapped[int] = mapped_column()
    agreed: Mapped[int] = mapped_column()
    #: The random id of the ballot these numbers are of; empty: entered from paper.
    ballot: Mapped[str] = mapped_column(String(12), default="")

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        return (who.operator == 1) | _chairs(row, who)

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        return (who.operator == 1) | _leads(row, who)


def award_proposals(year_id: int) -> list[tuple[AwardProposal, Title]]:
    """Those in sight, with their titles: the highest title first, then by place."""
    asked = (
        select(AwardProposal, Title)
        .join(Title, Title.id == AwardProposal.title_id)
        .where(AwardProposal.year_id == year_id)
        .order_by(Title.position, AwardProposal.rank.is_(None), AwardProposal.rank, AwardProposal.id)
    )
    return [(row, title) for row, title in db.session.execute(asked)]


def award_proposal_on(year_id: int, agency_id: int, title_id: int, about: int = 0) -> AwardProposal | None:
    return db.session.scalar(
        select(AwardProposal).where(
            AwardProposal.year_id == year_id, AwardProposal.agency_id == agency_id,
            AwardProposal.title_id == title_id, AwardProposal.about == about,
        )
    )  # fmt: skip


def hold_title(title_id: int) -> Title:
    """The title, locked until the commit: of two proposals for it one waits for the other."""
    return db.session.scalars(select(Title).where(Title.id == title_id).with_for_update()).one()


def hold_award_proposal(proposal_id: int) -> AwardProposal:
    """The proposal, read again; the lead's is locked until the commit."""
    asked = select(AwardProposal).where(AwardProposal.id == proposal_id)
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def withdrawals_in(year_id: int) -> dict[int, AwardWithdrawal]:
    """By proposal, of those in sight."""
    rows = db.session.scalars(select(AwardWithdrawal).where(AwardWithdrawal.year_id == year_id))
    return {row.proposal_id: row for row in rows}


def withdrawal_of(proposal_id: int) -> AwardWithdrawal | None:
    return db.session.scalar(select(AwardWithdrawal).where(AwardWithdrawal.proposal_id == proposal_id))


def votes_on_awards(year_id: int) -> dict[int, AwardVote]:
    """By proposal, of those in sight."""
    return {row.proposal_id: row for row in db.session.scalars(select(AwardVote).where(AwardVote.year_id == year_id))}


def vote_on(proposal_id: int) -> AwardVote | None:
    return db.session.scalar(select(AwardVote).where(AwardVote.proposal_id == proposal_id))
