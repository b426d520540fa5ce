"""Changes of activities: planned, announced, answered, attended, concluded, cancelled."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from khoi.activities.models import (
    Activity,
    ActivityFile,
    Invitation,
    Invitee,
    chosen_rows,
    files_of_activity,
    held_activity,
    invitations_of,
    invitees_of,
)
from khoi.activities.rules import (
    KIND_NAMES,
    ActivityKind,
    Attendance,
    Coming,
    Stage,
    objection_to_answering,
    objection_to_noting,
    objections_to_announcing,
    objections_to_times,
)
from tenants import clock, journal, vi
from tenants.database import db
from tenants.files import Received, facts_of
from tenants.notices import notify
from tenants.refusal import Refused, refuse_over
from tenants.scope import present_scope

INVITED = "invited"


@dataclass(frozen=True, slots=True)
class Plan:
    """What the lead plans. `chosen` are agencies, empty where all are invited."""

    kind: ActivityKind
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime | None = None
    answer_until: datetime | None = None
    host_agency_id: int | None = None
    host_words: str = ""
    agenda: str = ""
    letter_id: int | None = None
    programme_id: int | None = None
    to_all: bool = True
    chosen: Collection[int] = ()


def plan(bloc_id: int, year_id: int, planned: Plan) -> Activity:
    """Plan an activity; only the lead sees it until it is announced."""
    row = Activity(bloc_id=bloc_id, year_id=year_id, made_at=clock.now(), made_by=present_scope().user or None)
    _write(row, planned)
    db.session.add(row)
    db.session.flush()
    _choose(row, planned)
    journal.wrote(row, "plan", kind=row.kind, title=row.title)
    return row


def replan(activity: Activity, planned: Plan) -> None:
    """Write it anew. Once announced the invited stay the same, and are told when time or place change."""
    row = held_activity(activity)
    if row.stage not in (Stage.DRAFT, Stage.ANNOUNCED):
        raise Refused("Hoạt động đã tổ chức hoặc đã hủy, không sửa được nữa.")
    before = (row.starts_at, row.place)
    if row.stage == Stage.DRAFT:
        row.to_all = planned.to_all
        _choose(row, planned)
    _write(row, planned)
    journal.wrote(row, "replan", title=row.title, starts_at=row.starts_at.isoformat(), place=row.place)
    if row.stage == Stage.ANNOUNCED and before != (row.starts_at, row.place):
        _tell(row, f"Thay đổi: {row.title}, {vi.date_time(row.starts_at)}, tại {row.place}.")


def _write(row: Activity, planned: Plan) -> None:
    refuse_over(objections_to_times(planned.starts_at, planned.ends_at, planned.answer_until), "Thời gian chưa hợp lý.")
    row.kind, row.title, row.place = planned.kind, planned.title, planned.place
    row.starts_at, row.ends_at, row.answer_until = planned.starts_at, planned.ends_at, planned.answer_until
    row.host_agency_id, row.host_words = planned.host_agency_id, planned.host_words
    row.agenda, row.letter_id, row.programme_id = planned.agenda, planned.letter_id, planned.programme_id
    row.folded = f"{KIND_NAMES[planned.kind]} {row.title} {row.place} {row.host_words}"


def _choose(row: Activity, planned: Plan) -> None:
    row.to_all = planned.to_all
    wanted = set() if planned.to_all else set(planned.chosen)
    for old in chosen_rows(row.id):
        if old.agency_id in wanted:
            wanted.discard(old.agency_id)
        else:
            db.session.delete(old)
    owner = {"bloc_id": row.bloc_id, "year_id": row.year_id, "activity_id": row.id}
    db.session.add_all(Invitee(**owner, agency_id=agency_id) for agency_id in sorted(wanted))
    db.session.flush()


def announce(activity: Activity) -> None:
    """The invitations go out; the host is counted as coming."""
    row = held_activity(activity)
    members = invitees_of(row)
    reasons = objections_to_announcing(row.stage, invited=len(members), starts=row.starts_at, now=clock.now())
    refuse_over(reasons, "Chưa mời được.")
    for position, member in enumerate(members):
        coming = Coming.YES if member.agency_id == row.host_agency_id else Coming.UNANSWERED
        invitation = Invitation(
            year_id=row.year_id, agency_id=member.agency_id, activity_id=row.id, name_then=member.name_that_year,
            position=position, coming=coming,
        )  # fmt: skip
        db.session.add(invitation)
    db.session.flush()
    row.stage, row.announced_at = Stage.ANNOUNCED, clock.now()
    row.shown_to = "members" if row.to_all else "chosen"
    for file in files_of_activity(row.id):
        file.shown_to = row.shown_to
    journal.wrote(row, "announce", invited=len(members))
    until = f" Trả lời trước {vi.date_time(row.answer_until)}." if row.answer_until else ""
    _tell(row, f"Mời dự: {row.title}, {vi.date_time(row.starts_at)}, tại {row.place}.{until}")


def _tell(row: Activity, words: str) -> None:
    for invitation in invitations_of(row.id):
        notify(invitation.agency_id, INVITED, words[:500])


def cancel(activity: Activity, reason: str) -> None:
    """Cancel what was announced, with a reason that the invited read; a plan is dropped instead."""
    row = held_activity(activity)
    if row.stage != Stage.ANNOUNCED:
        raise Refused("Chỉ hủy được hoạt động đã mời và chưa ghi nhận kết quả.")
    row.stage, row.stage_reason = Stage.CANCELLED, reason
    journal.wrote(row, "cancel", reason=reason)
    _tell(row, f"Hủy: {row.title}. Lý do: {reason}")


def drop(activity: Activity) -> None:
    """Throw a plan away that nobody was invited to."""
    row = held_activity(activity)
    if row.stage != Stage.DRAFT:
        raise Refused("Hoạt động đã mời các đơn vị: hủy kèm lý do, không bỏ được.")
    journal.wrote(row, "drop", title=row.title)
    for part in (*chosen_rows(row.id), *files_of_activity(row.id)):
        db.session.delete(part)
    db.session.flush()
    db.session.delete(row)


def answer(invitation: Invitation, activity: Activity, coming: Coming, people: int, names: str, reason: str) -> None:
    """An invited agency says whether it comes, how many and who, or why not; until the activity begins."""
    if why := objection_to_answering(activity.stage, activity.starts_at, clock.now()):
        raise Refused(why)
    yes = coming == Coming.YES
    invitation.coming, invitation.people = coming, people if yes else 0
    invitation.names, invitation.away_reason = names if yes else "", "" if yes else reason
    invitation.answered_at, invitation.answered_by = clock.now(), present_scope().user or None
    journal.wrote(invitation, "answer", coming=str(coming), people=invitation.people)


def note_attendance(activity: Activity, noted: Mapping[int, tuple[Attendance, int]]) -> int:
    """The lead notes who came, by invitation, with how many people; how many lines changed."""
    row = held_activity(activity)
    if why := objection_to_noting(row.stage, row.starts_at, clock.now()):
        raise Refused(why)
    changed = 0
    for invitation in invitations_of(row.id):
        attendance, attended = noted.get(invitation.id, (Attendance(invitation.attendance), invitation.attended))
        attended = attended if attendance == Attendance.PRESENT else 0
        if (invitation.attendance, invitation.attended) != (attendance, attended):
            invitation.attendance, invitation.attended = attendance, attended
            invitation.noted_at, invitation.noted_by = clock.now(), present_scope().user or None
            journal.wrote(invitation, "note_attendance", attendance=str(attendance), attended=attended)
            changed += 1
    return changed


def conclude(activity: Activity, result: str) -> None:
    """It was held: with its result, which may still be written anew."""
    row = held_activity(activity)
    if why := objection_to_noting(row.stage, row.starts_at, clock.now()):
        raise Refused(why)
    row.stage, row.result = Stage.HELD, result
    journal.wrote(row, "conclude")


def add_file(activity: Activity, received: Received) -> ActivityFile:
    """A paper of the activity; once it was held, of its result. The same bytes twice are one file."""
    row = held_activity(activity)
    if row.stage == Stage.CANCELLED:
        raise Refused("Hoạt động đã hủy, không thêm tệp được nữa.")
    known = next((file for file in files_of_activity(row.id) if file.sha256 == received.kept.sha256), None)
    if known is not None:
        return known
    file = ActivityFile(
        bloc_id=row.bloc_id, year_id=row.year_id, activity_id=row.id, shown_to=row.shown_to,
        of_result=row.stage == Stage.HELD, **facts_of(received),
    )  # fmt: skip
    db.session.add(file)
    db.session.flush()
    journal.wrote(row, "add_file", name=file.name, sha256=file.sha256)
    return file


def remove_file(activity: Activity, file: ActivityFile) -> None:
    """Take a paper off again."""
    if file.activity_id == activity.id:
        journal.wrote(activity, "remove_file", name=file.name, sha256=file.sha256)
        db.session.delete(file)
