"""Movements of the bloc, each agency's way in them, and an agency's own movements."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, FoldedText, Public, db
from tenants.files import FileFacts
from tenants.isolation import AgencyOwned, BlocOwned, Filed, Shared, hangs_in, hangs_on
from tenants.vi import fold


class Movement(BlocOwned, Public, Base):
    """A phong trào: the lead's alone until it is launched, then all members see it."""

    name: Mapped[str] = mapped_column(String(300))
    folded: Mapped[str] = mapped_column(FoldedText(300), default="")
    #: bloc · above (taken over from above, by the document named here)
    origin: Mapped[str] = mapped_column(String(10))
    issuer: Mapped[str] = mapped_column(String(200), default="")
    number: Mapped[str] = mapped_column(String(60), default="")
    dated: Mapped[date | None] = mapped_column()
    begins: Mapped[date] = mapped_column()
    ends: Mapped[date] = mapped_column()
    goals: Mapped[str] = mapped_column(String(4000))
    criteria: Mapped[str] = mapped_column(String(4000), default="")
    state: Mapped[str] = mapped_column(String(20), default="draft")
    launched_at: Mapped[datetime | None] = mapped_column()
    summary: Mapped[str] = mapped_column(String(8000), default="")
    summed_up_at: Mapped[datetime | None] = mapped_column()


class MovementFile(BlocOwned, FileFacts, Public, Base):
    """A document of a movement: its launch, or its summing-up."""

    more = (hangs_in("movement", "movement_id"),)

    movement_id: Mapped[int] = mapped_column(index=True)


class Joining(Shared, Public, Base):
    """An agency's way into a movement: its stage alone, which the lead sees and calls by two words until it is sent."""

    more = (UniqueConstraint("movement_id", "agency_id"),)

    movement_id: Mapped[int] = mapped_column(ForeignKey("movement.id"))
    #: draft · at_head · sent
    stage: Mapped[str] = mapped_column(String(20))


class Launch(Filed, Public, Base):
    """The agency's own launch document and targets; the lead sees it once the head has sent it, and then it stays."""

    more = (hangs_on("joining", "joining_id"), UniqueConstraint("joining_id"))

    joining_id: Mapped[int] = mapped_column()
    number: Mapped[str] = mapped_column(String(60))
    dated: Mapped[date] = mapped_column()
    targets: Mapped[str] = mapped_column(String(4000))
    sent_at: Mapped[datetime | None] = mapped_column()


class LaunchFile(Filed, FileFacts, Public, Base):
    """The launch document itself."""

    more = (hangs_on("launch", "launch_id"),)

    launch_id: Mapped[int] = mapped_column(index=True)


class Progress(Filed, Public, Base):
    """What an agency reports of a movement, by day; the lead sees it once the head has sent it."""

    more = (hangs_on("joining", "joining_id"),)

    joining_id: Mapped[int] = mapped_column(index=True)
    #: progress · result
    kind: Mapped[str] = mapped_column(String(10))
    dated: Mapped[date] = mapped_column()
    text: Mapped[str] = mapped_column(String(2000))
    figure: Mapped[str] = mapped_column(String(100), default="")
    sent_at: Mapped[datetime | None] = mapped_column()


class OwnMovement(AgencyOwned, Public, Base):
    """A movement inside one agency: nobody else ever sees it."""

    name: Mapped[str] = mapped_column(String(300))
    begins: Mapped[date] = mapped_column()
    ends: Mapped[date] = mapped_column()
    goals: Mapped[str] = mapped_column(String(4000))
    summary: Mapped[str] = mapped_column(String(4000), default="")


def movements_of(year_id: int, words: str = "") -> list[Movement]:
    """The movements in sight, the newest period first; searched without diacritics."""
    asked = select(Movement).where(Movement.year_id == year_id)
    if words:
        asked = asked.where(Movement.folded.contains(fold(words), autoescape=True))
    return list(db.session.scalars(asked.order_by(Movement.begins.desc(), Movement.id)))


def draft_called(year_id: int, name: str, begins: date, ends: date) -> Movement | None:
    """A movement in draft that is the same: a form that was sent twice."""
    same = (Movement.name == name, Movement.begins == begins, Movement.ends == ends, Movement.state == "draft")
    return db.session.scalars(select(Movement).where(Movement.year_id == year_id, *same).limit(1)).first()


def files_of_movement(movement_id: int) -> list[MovementFile]:
    asked = select(MovementFile).where(MovementFile.movement_id == movement_id).order_by(MovementFile.id)
    return list(db.session.scalars(asked))


def hold_movement(movement_id: int) -> Movement:
    asked = select(Movement).where(Movement.id == movement_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def joining_of(movement_id: int, agency_id: int) -> Joining | None:
    return db.session.scalar(select(Joining).where(Joining.movement_id == movement_id, Joining.agency_id == agency_id))


def hold_joining(joining_id: int) -> Joining:
    asked = select(Joining).where(Joining.id == joining_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def joinings_of(movement_id: int) -> dict[int, Joining]:
    """By agency, of those in sight."""
    rows = db.session.scalars(select(Joining).where(Joining.movement_id == movement_id))
    return {row.agency_id: row for row in rows}


def own_joinings(year_id: int, agency_id: int) -> dict[int, Joining]:
    """An agency's ways into movements, by movement."""
    rows = db.session.scalars(select(Joining).where(Joining.year_id == year_id, Joining.agency_id == agency_id))
    return {row.movement_id: row for row in rows}


def launch_of(joining_id: int) -> Launch | None:
    return db.session.scalar(select(Launch).where(Launch.joining_id == joining_id))


def launches_in(movement_id: int) -> dict[int, tuple[Launch, LaunchFile | None]]:
    """What is in sight of the agencies' launches, by agency."""
    asked = (
        select(Launch, LaunchFile)
        .join(Joining, Joining.id == Launch.joining_id)
        .outerjoin(LaunchFile, LaunchFile.launch_id == Launch.id)
        .where(Joining.movement_id == movement_id)
        .order_by(LaunchFile.id)
    )
    return {launch.agency_id: (launch, file) for launch, file in db.session.execute(asked)}


def launch_file_of(launch_id: int) -> LaunchFile | None:
    asked = select(LaunchFile).where(LaunchFile.launch_id == launch_id).order_by(LaunchFile.id.desc())
    return db.session.scalars(asked.limit(1)).first()


def progress_of(joining_id: int) -> list[Progress]:
    """By day."""
    asked = select(Progress).where(Progress.joining_id == joining_id).order_by(Progress.dated, Progress.id)
    return list(db.session.scalars(asked))


def progress_in(movement_id: int) -> dict[int, list[Progress]]:
    """What was sent of a movement, by agency and day."""
    asked = select(Progress).join(Joining, Joining.id == Progress.joining_id)
    rows = db.session.scalars(asked.where(Joining.movement_id == movement_id).order_by(Progress.dated, Progress.id))
    found: dict[int, list[Progress]] = {}
    for row in rows:
        found.setdefault(row.agency_id, []).append(row)
    return found


def own_movements_of(year_id: int, agency_id: int) -> list[OwnMovement]:
    asked = select(OwnMovement).where(OwnMovement.year_id == year_id, OwnMovement.agency_id == agency_id)
    return list(db.session.scalars(asked.order_by(OwnMovement.begins, OwnMovement.id)))


def own_movement_called(year_id: int, agency_id: int, name: str, begins: date, ends: date) -> OwnMovement | None:
    """One of the agency's own movements that is the same: a form that was sent twice."""
    asked = select(OwnMovement).where(OwnMovement.year_id == year_id, OwnMovement.agency_id == agency_id)
    same = (OwnMovement.name == name, OwnMovement.begins == begins, OwnMovement.ends == ends)
    return db.session.scalars(asked.where(*same).limit(1)).first()


@dataclass(frozen=True, slots=True)
class Way:
    """A movement in sight with how far one agency has come in it: its stage (none: not begun), whether the last result
    is entered, whether something waits for the head to send it."""

    movement: Movement
    stage: str | None
    concluded: bool
    unsent: bool


def ways_of(year_id: int, agency_id: int) -> list[Way]:
    """The year's movements with the agency's way into each, what ends first first, in one statement."""
    own = (Joining.movement_id == Movement.id) & (Joining.agency_id == agency_id)
    told = select(Progress.id).where(Progress.joining_id == Joining.id, Progress.agency_id == agency_id)
    asked = (
        select(
            Movement, Joining.stage, exists(told.where(Progress.kind == "result")), exists(told.where(~Progress.filed))
        )
        .outerjoin(Joining, own)
        .where(Movement.year_id == year_id)
        .order_by(Movement.ends, Movement.id)
    )
    return [Way(*row) for row in db.session.execute(asked)]
