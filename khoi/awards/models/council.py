"""An agency's own council: members, sittings, candidates, counts, decisions. Its alone: no other agency, and no chair,
sees a row of it."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.awards.models.catalogue import rules_of
from khoi.awards.rules import Count, rules_for
from khoi.awards.rules.council import agreed_on
from khoi.pledges.models import Title
from tenants.database import Base, Public, db
from tenants.files import FileFacts
from tenants.isolation import AgencyOwned, hangs_on

PII, PLAIN = {"pii": True}, {"pii": False}


class CouncilSeat(AgencyOwned, Public, Base):
    """Somebody of the agency's council for emulation and commendation."""

    name: Mapped[str] = mapped_column(String(200), info={"pii": True, "person": True})
    position: Mapped[str] = mapped_column(String(200), default="", info=PII)
    #: chair · deputy · secretary · member
    role: Mapped[str] = mapped_column(String(10), default="member", info=PLAIN)
    in_office: Mapped[bool] = mapped_column(default=True, info=PLAIN)


class CouncilSitting(AgencyOwned, Public, Base):
    """A sitting of the council: prepared, counted by one person, confirmed by another."""

    title: Mapped[str] = mapped_column(String(200))
    held_on: Mapped[date] = mapped_column()
    minutes: Mapped[str] = mapped_column(String(60), default="")
    #: preparing · counted · confirmed
    stage: Mapped[str] = mapped_column(String(10), default="preparing")
    #: The council's members, and those present, when the slips were counted.
    total: Mapped[int | None] = mapped_column()
    present: Mapped[int | None] = mapped_column()
    counted_at: Mapped[datetime | None] = mapped_column()
    counted_by: Mapped[int | None] = mapped_column()
    confirmed_at: Mapped[datetime | None] = mapped_column()
    confirmed_by: Mapped[int | None] = mapped_column()


class CouncilDecision(AgencyOwned, Public, Base):
    """The head of the agency decides what its council agreed on."""

    more = (hangs_on("council_sitting", "sitting_id"), UniqueConstraint("year_id", "agency_id", "number"))

    sitting_id: Mapped[int] = mapped_column(index=True)
    number: Mapped[str] = mapped_column(String(60), info={"pii": False})
    dated: Mapped[date] = mapped_column(info={"pii": False})
    signer: Mapped[str] = mapped_column(String(200), info={"pii": True})


class CouncilDecisionFile(AgencyOwned, FileFacts, Public, Base):
    """The scan of the agency's decision."""

    more = (hangs_on("council_decision", "decision_id"),)

    decision_id: Mapped[int] = mapped_column(index=True)


class CouncilCandidate(AgencyOwned, Public, Base):
    """A person or a department before the council, for one title."""

    more = (
        hangs_on("council_sitting", "sitting_id"), hangs_on("department", "department_id"),
        hangs_on("council_decision", "decision_id"), hangs_on("nomination", "nomination_id"),
    )  # fmt: skip

    sitting_id: Mapped[int] = mapped_column(index=True, info=PLAIN)
    title_id: Mapped[int] = mapped_column(ForeignKey("title.id"), info=PLAIN)
    department_id: Mapped[int | None] = mapped_column(info=PLAIN)
    name: Mapped[str] = mapped_column(String(200), info={"pii": True, "person": True})
    position: Mapped[str] = mapped_column(String(200), default="", info=PII)
    achievement: Mapped[str] = mapped_column(String(4000), default="", info=PII)
    clean: Mapped[bool | None] = mapped_column(info=PII)
    agreed: Mapped[int | None] = mapped_column(info=PII)
    decision_id: Mapped[int | None] = mapped_column(info=PLAIN)
    #: The nomination that was made of it for the level above.
    nomination_id: Mapped[int | None] = mapped_column(info=PLAIN)
    erased_at: Mapped[datetime | None] = mapped_column(info=PLAIN)


def council_of(year_id: int, agency_id: int) -> list[CouncilSeat]:
    """Who is in office, in the order of the list."""
    asked = select(CouncilSeat).where(CouncilSeat.year_id == year_id, CouncilSeat.agency_id == agency_id)
    rows = db.session.scalars(asked.where(CouncilSeat.in_office).order_by(CouncilSeat.id))
    return sorted(rows, key=lambda row: ROLE_ORDER.index(row.role))


ROLE_ORDER = ("chair", "deputy", "secretary", "member")


def sittings_of(year_id: int, agency_id: int) -> list[CouncilSitting]:
    """The newest first."""
    asked = select(CouncilSitting).where(CouncilSitting.year_id == year_id, CouncilSitting.agency_id == agency_id)
    return list(db.session.scalars(asked.order_by(CouncilSitting.held_on.desc(), CouncilSitting.id.desc())))


def hold_sitting(sitting_id: int) -> CouncilSitting:
    """Read again and locked until the commit."""
    asked = select(CouncilSitting).where(CouncilSitting.id == sitting_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def sitting_of(candidate: CouncilCandidate) -> CouncilSitting:
    return db.session.scalars(select(CouncilSitting).where(CouncilSitting.id == candidate.sitting_id)).one()


def candidates_of(sitting_id: int) -> list[tuple[CouncilCandidate, Title]]:
    """In the order of the titles, then as entered."""
    asked = (
        select(CouncilCandidate, Title)
        .join(Title, Title.id == CouncilCandidate.title_id)
        .where(CouncilCandidate.sitting_id == sitting_id)
        .order_by(Title.position, CouncilCandidate.id)
    )
    return [(row, title) for row, title in db.session.execute(asked.execution_options(populate_existing=True))]


def agreed_in(sitting: CouncilSitting, rows: Sequence[tuple[CouncilCandidate, Title]]) -> set[int]:
    """The candidates on whom the council agreed by the year's rules, once the count is confirmed."""
    if sitting.stage != "confirmed":
        return set()
    rules, present, total = rules_of(sitting.year_id), sitting.present or 0, sitting.total or 0
    return {
        row.id
        for row, title in rows
        if row.agreed is not None
        and agreed_on(Count(row.agreed, present, total), rules_for(rules, title.code, title.for_whom, sitting.held_on))
    }


def council_decisions_of(sitting_id: int) -> list[CouncilDecision]:
    asked = select(CouncilDecision).where(CouncilDecision.sitting_id == sitting_id)
    return list(db.session.scalars(asked.order_by(CouncilDecision.id)))


def council_decision_numbered(year_id: int, agency_id: int, number: str) -> CouncilDecision | None:
    return db.session.scalar(
        select(CouncilDecision).where(
            CouncilDecision.year_id == year_id, CouncilDecision.agency_id == agency_id,
            CouncilDecision.number == number,
        )
    )  # fmt: skip


def council_scans(decision_ids: list[int]) -> dict[int, CouncilDecisionFile]:
    """By decision."""
    asked = select(CouncilDecisionFile).where(CouncilDecisionFile.decision_id.in_(decision_ids))
    return {row.decision_id: row for row in db.session.scalars(asked)} if decision_ids else {}
