"""The meeting: when and where, who was there, what it decided, who was elected, and the remarks of its minutes."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.ballots.models import Ballot
from khoi.ranking.models import Standing
from khoi.years.models import Holding
from tenants.database import Base, Public, db
from tenants.isolation import BlocOwned, ChairOwned, hangs_in
from tenants.roles import Seat


class Meeting(ChairOwned, Public, Base):
    """A meeting (họp bình xét) of the bloc; every member sees that it was called and how far it is."""

    more = (UniqueConstraint("year_id", "number"),)

    number: Mapped[int] = mapped_column()
    held_at: Mapped[datetime] = mapped_column()
    place: Mapped[str] = mapped_column(String(300))
    chair: Mapped[str] = mapped_column(String(120))
    secretary: Mapped[str] = mapped_column(String(120))
    #: So many of so many members have to be there (2/3), and where that stands.
    quorum_parts: Mapped[int] = mapped_column(default=2)
    quorum_of: Mapped[int] = mapped_column(default=3)
    quorum_basis: Mapped[str] = mapped_column(String(300), default="")
    #: Grows with all that happens: by it the screens of the members know that there is news.
    version: Mapped[int] = mapped_column(default=1)
    closed_at: Mapped[datetime | None] = mapped_column()


class Attendance(BlocOwned, Public, Base):
    """Whether a member was there, and who spoke for it."""

    more = (hangs_in("meeting", "meeting_id"), UniqueConstraint("meeting_id", "member_id"))

    meeting_id: Mapped[int] = mapped_column()
    member_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    present: Mapped[bool] = mapped_column(default=False)
    representative: Mapped[str] = mapped_column(String(200), default="")


class RowDecision(ChairOwned, Public, Base):
    """What the meeting said on one disputed row: the chairs' eyes, for the points of others are in it."""

    more = (hangs_in("meeting", "meeting_id"), UniqueConstraint("meeting_id", "member_id", "path"))

    meeting_id: Mapped[int] = mapped_column()
    member_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    path: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(500))
    #: Claimed, appraised before, appraised now; none where there are no points.
    claimed: Mapped[Decimal | None] = mapped_column()
    before: Mapped[Decimal | None] = mapped_column()
    after: Mapped[Decimal | None] = mapped_column()
    reason: Mapped[str] = mapped_column(String(2000))
    decided_at: Mapped[datetime] = mapped_column()
    decided_by: Mapped[int | None] = mapped_column()


class Remarks(BlocOwned, Public, Base):
    """The words of the minutes that nobody computes: what was said at the table; the lead's until they are issued."""

    more = (hangs_in("meeting", "meeting_id"), UniqueConstraint("meeting_id"))

    meeting_id: Mapped[int] = mapped_column()
    text: Mapped[str] = mapped_column(Text, default="")


class Elected(BlocOwned, Public, Base):
    """Who was elected to lead the bloc in the next year, or to be its deputy: the roll-over begins from here."""

    more = (UniqueConstraint("year_id", "seat"),)

    seat: Mapped[str] = mapped_column(String(10))
    member_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    votes: Mapped[int] = mapped_column()
    roll: Mapped[int] = mapped_column()
    basis: Mapped[str] = mapped_column(String(300))
    elected_at: Mapped[datetime] = mapped_column()


def meetings_in(year_id: int) -> list[Meeting]:
    """The year's meetings, the newest first."""
    return list(db.session.scalars(select(Meeting).where(Meeting.year_id == year_id).order_by(Meeting.number.desc())))


def present_meeting(year_id: int) -> Meeting | None:
    """The newest meeting, held or to be held."""
    return next(iter(meetings_in(year_id)), None)


def hold_meeting(meeting_id: int) -> Meeting:
    """The meeting, read again and locked until the commit."""
    asked = select(Meeting).where(Meeting.id == meeting_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def attendance_of(meeting_id: int) -> dict[int, Attendance]:
    """Who was marked, by agency."""
    rows = db.session.scalars(select(Attendance).where(Attendance.meeting_id == meeting_id))
    return {row.member_id: row for row in rows}


def decisions_at(meeting_id: int) -> list[RowDecision]:
    """What the meeting decided on rows, in the order in which it did."""
    return list(
        db.session.scalars(select(RowDecision).where(RowDecision.meeting_id == meeting_id).order_by(RowDecision.id))
    )


def decision_at(meeting_id: int, agency_id: int, path: str) -> RowDecision | None:
    return db.session.scalar(
        select(RowDecision).where(
            RowDecision.meeting_id == meeting_id, RowDecision.member_id == agency_id, RowDecision.path == path
        )
    )


def decided_rows_in(year_id: int) -> set[tuple[int, str]]:
    """The rows on which any meeting of the year said its word, by agency and path."""
    rows = db.session.execute(select(RowDecision.member_id, RowDecision.path).where(RowDecision.year_id == year_id))
    return {(member, path) for member, path in rows}


def remarks_of(meeting_id: int) -> Remarks | None:
    return db.session.scalar(select(Remarks).where(Remarks.meeting_id == meeting_id))


def elected_in(year_id: int) -> dict[Seat, Elected]:
    """Who was elected for the next year, by the seat."""
    rows = db.session.scalars(select(Elected).where(Elected.year_id == year_id))
    return {Seat(row.seat): row for row in rows}


def news_of(year_id: int) -> str:
    """In one statement, a mark of all that the members' screens follow: another mark, other news."""
    meeting = select(func.max(Meeting.id)).where(Meeting.year_id == year_id).scalar_subquery()
    version = select(func.sum(Meeting.version)).where(Meeting.year_id == year_id).scalar_subquery()
    held = select(func.max(Holding.id)).where(Holding.year_id == year_id, Holding.ended_at.is_(None))
    told = select(func.max(Standing.id)).where(Standing.year_id == year_id, Standing.withdrawn_at.is_(None))
    voted = select(func.count(Ballot.opened_at), func.count(Ballot.closed_at), func.count(Ballot.valid))
    votes = voted.where(Ballot.year_id == year_id, Ballot.owner == 0).subquery()
    row = db.session.execute(select(meeting, version, held.scalar_subquery(), told.scalar_subquery(), votes)).one()
    return "-".join(str(part or 0) for part in row)
