"""Rows of activities, and the questions about them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.activities.rules import (
    Attendance,
    Coming,
    Figures,
    Noted,
    Stage,
    counted_by,
    figure_in_words,
    figures_by_agency,
)
from khoi.documents.models import Served
from tenants.database import Base, FoldedText, Public, db
from tenants.files import FileFacts
from tenants.isolation import Addressed, BlocOwned, hangs_in
from tenants.models import Membership


class Activity(Addressed, Public, Base):
    """Something the bloc does together: the lead's alone while it is planned, then in sight of the invited."""

    addressees, addressed_by = "invitation", "activity_id"
    more = (
        UniqueConstraint("year_id", "id"),
        ForeignKeyConstraint(["year_id", "host_agency_id"], ["membership.year_id", "membership.agency_id"]),
        hangs_in("document", "letter_id"),
        hangs_in("document", "programme_id"),
    )

    kind: Mapped[str] = mapped_column(String(30))
    title: Mapped[str] = mapped_column(String(300))
    #: The member that hosts it, or, where none does, who does in words.
    host_agency_id: Mapped[int | None] = mapped_column()
    host_words: Mapped[str] = mapped_column(String(200), default="")
    place: Mapped[str] = mapped_column(String(300))
    starts_at: Mapped[datetime] = mapped_column()
    ends_at: Mapped[datetime | None] = mapped_column()
    answer_until: Mapped[datetime | None] = mapped_column()
    agenda: Mapped[str] = mapped_column(String(4000), default="")
    #: The invitation and the programme, where they were issued as documents.
    letter_id: Mapped[int | None] = mapped_column()
    programme_id: Mapped[int | None] = mapped_column()
    to_all: Mapped[bool] = mapped_column(default=True)
    stage: Mapped[str] = mapped_column(String(20), default=Stage.DRAFT)
    #: Why it was cancelled.
    stage_reason: Mapped[str] = mapped_column(String(500), default="")
    result: Mapped[str] = mapped_column(String(4000), default="")
    folded: Mapped[str] = mapped_column(FoldedText(1000), default="")
    made_at: Mapped[datetime] = mapped_column()
    made_by: Mapped[int | None] = mapped_column()
    announced_at: Mapped[datetime | None] = mapped_column()


class Invitee(BlocOwned, Base):
    """A member chosen for a planned activity: only the lead knows, until the invitations go out."""

    more = (
        hangs_in("activity", "activity_id"),
        ForeignKeyConstraint(["year_id", "agency_id"], ["membership.year_id", "membership.agency_id"]),
        UniqueConstraint("activity_id", "agency_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column()
    agency_id: Mapped[int] = mapped_column()


class Invitation(Served, Public, Base):
    """One invited agency: what it answered, and whether it came."""

    more = (
        ForeignKeyConstraint(["year_id", "activity_id"], ["activity.year_id", "activity.id"]),
        UniqueConstraint("activity_id", "agency_id"),
    )

    activity_id: Mapped[int] = mapped_column()
    name_then: Mapped[str] = mapped_column(String(200))
    position: Mapped[int] = mapped_column(default=0)
    coming: Mapped[str] = mapped_column(String(10), default=Coming.UNANSWERED)
    #: How many come, and who.
    people: Mapped[int] = mapped_column(default=0)
    names: Mapped[str] = mapped_column(String(1000), default="", info={"pii": True})
    away_reason: Mapped[str] = mapped_column(String(500), default="")
    answered_at: Mapped[datetime | None] = mapped_column()
    answered_by: Mapped[int | None] = mapped_column()
    attendance: Mapped[str] = mapped_column(String(20), default=Attendance.UNNOTED)
    attended: Mapped[int] = mapped_column(default=0)
    noted_at: Mapped[datetime | None] = mapped_column()
    noted_by: Mapped[int | None] = mapped_column()


class ActivityFile(Addressed, FileFacts, Public, Base):
    """A paper of an activity, or, once it was held, of its result; in sight of whoever sees the activity."""

    addressees, addressed_by, addressed_as = "invitation", "activity_id", "activity_id"
    more = (hangs_in("activity", "activity_id"),)

    activity_id: Mapped[int] = mapped_column(index=True)
    of_result: Mapped[bool] = mapped_column(default=False)


@dataclass(frozen=True, slots=True)
class Answers:
    """How far the answers to an activity have come."""

    invited: int = 0
    answered: int = 0
    coming: int = 0
    present: int = 0


def activities_in(year_id: int, words: str = "") -> list[Activity]:
    """The activities of a year that are in sight, the latest first; `words` are found without diacritics."""
    asked = select(Activity).where(Activity.year_id == year_id)
    for word in words.split():
        asked = asked.where(Activity.folded.contains(word, autoescape=True))
    return list(db.session.scalars(asked.order_by(Activity.starts_at.desc(), Activity.id.desc())))


def activities_ahead(year_id: int, now: datetime) -> list[Activity]:
    """Activities to which one is invited and that have not ended, the nearest first: for the home page."""
    over = func.coalesce(Activity.ends_at, Activity.starts_at)
    asked = select(Activity).where(Activity.year_id == year_id, Activity.stage == Stage.ANNOUNCED, over >= now)
    return list(db.session.scalars(asked.order_by(Activity.starts_at, Activity.id)))


def answers_due(year_id: int, agency_id: int, now: datetime) -> list[Activity]:
    """Activities ahead that this agency has not answered, the nearest first."""
    asked = (
        select(Activity)
        .join(Invitation, Invitation.activity_id == Activity.id)
        .where(
            Invitation.year_id == year_id, Invitation.agency_id == agency_id, Invitation.coming == Coming.UNANSWERED,
            Activity.stage == Stage.ANNOUNCED, Activity.starts_at > now,
        )
        .order_by(Activity.starts_at, Activity.id)
    )  # fmt: skip
    return list(db.session.scalars(asked))


def unnoted_in(year_id: int, now: datetime) -> list[Activity]:
    """Activities that have begun and still want their attendance and result: for the lead's home page."""
    asked = select(Activity).where(
        Activity.year_id == year_id, Activity.stage == Stage.ANNOUNCED, Activity.starts_at <= now
    )
    return list(db.session.scalars(asked.order_by(Activity.starts_at, Activity.id)))


def announced_in(year_id: int, agency_id: int) -> list[tuple[Activity, Invitation | None]]:
    """Activities that were announced and are neither noted as held nor cancelled, the nearest first, with the
    agency's own invitation: all three of the above in one statement."""
    own = (Invitation.activity_id == Activity.id) & (Invitation.agency_id == agency_id)
    asked = select(Activity, Invitation).outerjoin(Invitation, own)
    asked = asked.where(Activity.year_id == year_id, Activity.stage == Stage.ANNOUNCED)
    return [(row, own) for row, own in db.session.execute(asked.order_by(Activity.starts_at, Activity.id))]


def held_activity(activity: Activity) -> Activity:
    """The activity behind a lock, as the last one left it."""
    asked = select(Activity).where(Activity.id == activity.id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def invitees_of(activity: Activity) -> list[Membership]:
    """The members that a planned activity would invite."""
    asked = select(Membership).where(Membership.year_id == activity.year_id)
    if not activity.to_all:
        asked = asked.where(Membership.agency_id.in_(chosen_for(activity.id)))
    return list(db.session.scalars(asked.order_by(Membership.position, Membership.id)))


def chosen_rows(activity_id: int) -> list[Invitee]:
    return list(db.session.scalars(select(Invitee).where(Invitee.activity_id == activity_id)))


def chosen_for(activity_id: int) -> list[int]:
    """The agencies chosen for a planned activity."""
    return [row.agency_id for row in chosen_rows(activity_id)]


def invitations_of(activity_id: int) -> list[Invitation]:
    """The invited agencies in the bloc's own order, of those in sight."""
    asked = select(Invitation).where(Invitation.activity_id == activity_id)
    return list(db.session.scalars(asked.order_by(Invitation.position, Invitation.id)))


def invitation_to(activity_id: int, agency_id: int) -> Invitation | None:
    """The agency's own invitation; none where it is not invited."""
    asked = select(Invitation).where(Invitation.activity_id == activity_id, Invitation.agency_id == agency_id)
    return db.session.scalar(asked)


def invitations_to(year_id: int, agency_id: int) -> dict[int, Invitation]:
    """An agency's invitations of a year, by activity."""
    asked = select(Invitation).where(Invitation.year_id == year_id, Invitation.agency_id == agency_id)
    return {row.activity_id: row for row in db.session.scalars(asked)}


def answers_in(year_id: int) -> dict[int, Answers]:
    """How many were invited, answered, come and came, by activity; of invitations in sight."""
    asked = (
        select(
            Invitation.activity_id, func.count(Invitation.id), func.count(func.nullif(Invitation.coming, "")),
            func.count(func.nullif(Invitation.coming == Coming.YES, False)),
            func.count(func.nullif(Invitation.attendance == Attendance.PRESENT, False)),
        )
        .where(Invitation.year_id == year_id)
        .group_by(Invitation.activity_id)
    )  # fmt: skip
    return {row[0]: Answers(*row[1:]) for row in db.session.execute(asked)}


def attendance_figures(year_id: int) -> dict[int, Figures]:
    """By agency: activities hosted, invited to, attended, missed with and without a reason; of those that were held.
    The lead learns all agencies', an agency its own."""
    held = (Activity.year_id == year_id, Activity.stage == Stage.HELD)
    noted = db.session.execute(
        select(Invitation.agency_id, Invitation.attendance)
        .join(Activity, Activity.id == Invitation.activity_id)
        .where(*held)
        .order_by(Invitation.position, Invitation.id)
    )
    hosts = db.session.scalars(select(Activity.host_agency_id).where(*held, Activity.host_agency_id.is_not(None)))
    return figures_by_agency([Noted(*row) for row in noted], [host for host in hosts if host is not None])


def figure_offered(year_id: int, agency_id: int, criterion: str) -> str:
    """What stands beside a row of the score sheet that counts one agency's part in the bloc's activities, in words."""
    counted = counted_by(criterion)
    if counted is None:
        return ""
    return figure_in_words(counted, attendance_figures(year_id).get(agency_id, Figures()))


def files_of_activity(activity_id: int) -> list[ActivityFile]:
    """The papers, then those of the result, in the order they came."""
    asked = select(ActivityFile).where(ActivityFile.activity_id == activity_id)
    return list(db.session.scalars(asked.order_by(ActivityFile.of_result, ActivityFile.id)))
