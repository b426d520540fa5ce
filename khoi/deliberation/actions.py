"""What happens at the meeting: it is called, members are counted, rows are decided, chairs are elected, it ends."""

from collections.abc import Mapping
from decimal import Decimal

from khoi.deliberation.models import (
    Attendance,
    Disputed,
    Elected,
    Meeting,
    Remarks,
    RowDecision,
    attendance_of,
    decision_at,
    elected_in,
    hold_meeting,
    meetings_in,
    quorum_of,
    remarks_of,
)
from khoi.deliberation.rules import Called, objections_to_election
from khoi.scoring.actions.settling import settle
from khoi.scoring.rules import Verdict
from tenants import clock, journal, vi
from tenants.database import db
from tenants.models import Membership, members_of
from tenants.notices import notify
from tenants.refusal import Refused
from tenants.roles import SEAT_NAMES, Seat
from tenants.scope import present_scope

LONGEST_TITLE = 500


def call_meeting(year_id: int, called: Called) -> Meeting:
    """Call the bloc together, and tell every member; refused while a meeting is still open."""
    before = meetings_in(year_id)
    if before and before[0].closed_at is None:
        raise Refused("Đang có một cuộc họp chưa kết thúc.")
    meeting = Meeting(bloc_id=present_scope().bloc, year_id=year_id, shown_to="members", number=len(before) + 1)
    _write(meeting, called)
    db.session.add(meeting)
    db.session.flush()
    journal.wrote(meeting, "call_meeting", number=meeting.number, held_at=meeting.held_at)
    _tell_all(year_id, f"Họp bình xét thi đua: {vi.date_time(called.held_at)}, tại {called.place}.")
    return meeting


def change_meeting(meeting: Meeting, called: Called) -> None:
    """Another hour, place, chair or quorum; every member is told of another hour or place."""
    _hold_open(meeting)
    moved = (meeting.held_at, meeting.place) != (called.held_at, called.place)
    _write(meeting, called)
    _happened(meeting)
    journal.wrote(meeting, "change_meeting", held_at=meeting.held_at, place=meeting.place)
    if moved:
        _tell_all(meeting.year_id, f"Họp bình xét đổi lịch: {vi.date_time(called.held_at)}, tại {called.place}.")


def take_attendance(meeting: Meeting, there: Mapping[int, tuple[bool, str]]) -> None:
    """Mark who is there and who speaks for it, by agency; agencies that are not named stay as they were marked."""
    _hold_open(meeting)
    marked = attendance_of(meeting.id)
    for agency_id, (present, representative) in there.items():
        row = marked.get(agency_id)
        if row is None:
            row = Attendance(
                bloc_id=meeting.bloc_id, year_id=meeting.year_id, shown_to="members", meeting_id=meeting.id,
                member_id=agency_id,
            )  # fmt: skip
            db.session.add(row)
        row.present, row.representative = present, representative.strip() if present else ""
    _happened(meeting)
    journal.wrote(meeting, "take_attendance", present=sum(present for present, _ in there.values()))


def decide_row(meeting: Meeting, disputed: Disputed, verdict: Verdict, version: int, seal: str) -> RowDecision:
    """The meeting's word on one disputed row, with its reason (of `verdict`); its agency is told at once. Refused
    without a quorum; who may and what is stale or out of range as for every appraisal."""
    _hold_open(meeting)
    if not quorum_of(meeting, members_of(meeting.year_id)).reached:
        raise Refused("Chưa đủ số đơn vị dự họp để quyết định.")
    review, row = disputed.review, disputed.row
    assert review.card is not None
    settle(review.card, disputed.criterion, verdict, version, seal, told=True)
    agency_id, path = review.member.agency_id, row.leaf.path
    decision = decision_at(meeting.id, agency_id, path)
    if decision is None:
        decision = RowDecision(
            bloc_id=meeting.bloc_id, year_id=meeting.year_id, shown_to="chairs", meeting_id=meeting.id,
            member_id=agency_id, path=path, claimed=row.claimed.points, before=row.appraised.points,
            title=f"{row.leaf.code}. {row.leaf.title}"[:LONGEST_TITLE],
        )  # fmt: skip
        db.session.add(decision)
    decision.after = _points(disputed, verdict)
    decision.reason = verdict.reason.strip()
    decision.decided_at, decision.decided_by = clock.now(), present_scope().user or None
    _happened(meeting)
    journal.wrote(decision, "decide_row", path=path, after=decision.after, reason=decision.reason)
    text = f"Họp bình xét đã quyết định tiêu chí {row.leaf.code} của đơn vị; lý do ghi ở trang Kết quả của đơn vị."
    notify(agency_id, "decided_at_meeting", text)
    return decision


def elect(year_id: int, seat: Seat, member: Membership, votes: int, roll: int, basis: str) -> Elected:
    """Record who was elected to a seat of the next year, by how many of how many; said again it replaces."""
    found = elected_in(year_id)
    others = {other: row.member_id for other, row in found.items()}
    for field, why in objections_to_election(seat, member.agency_id, votes, roll, others):
        raise Refused(why, field=field)
    row = found.get(seat)
    if row is None:
        row = Elected(bloc_id=member.bloc_id, year_id=year_id, shown_to="members", seat=seat)
        db.session.add(row)
    row.member_id, row.votes, row.roll, row.basis = member.agency_id, votes, roll, basis.strip()
    row.elected_at = clock.now()
    for meeting in meetings_in(year_id)[:1]:
        _happened(hold_meeting(meeting.id))
    journal.wrote(row, "elect", seat=seat, member=member.public_id, votes=votes, roll=roll, basis=basis.strip())
    _tell_all(year_id, f"{member.name_that_year} được bầu làm {SEAT_NAMES[seat]} năm sau ({votes}/{roll} phiếu).")
    return row


def write_remarks(meeting: Meeting, text: str) -> None:
    """Keep the words of the minutes that nobody computes; they may be mended after the meeting too."""
    row = remarks_of(meeting.id)
    if row is None:
        row = Remarks(bloc_id=meeting.bloc_id, year_id=meeting.year_id, shown_to="lead", meeting_id=meeting.id)
        db.session.add(row)
    if row.text != text:
        row.text = text
        journal.wrote(row, "write_remarks", length=len(text))


def take_out_minutes(meeting: Meeting, file: bytes) -> None:
    """Somebody takes the minutes home: they hold the table of the whole bloc."""
    journal.took_out(meeting, "meeting_minutes", file)


def close_meeting(meeting: Meeting) -> None:
    """The meeting is over: what it decided stays."""
    _hold_open(meeting)
    meeting.closed_at = clock.now()
    _happened(meeting)
    journal.wrote(meeting, "close_meeting", number=meeting.number)


def _points(disputed: Disputed, verdict: Verdict) -> Decimal | None:
    """What the row is worth by this verdict: the points given, the claim's, or those that stood."""
    if verdict.points is not None:
        return verdict.points
    return disputed.row.claimed.points if verdict.accepted else disputed.row.appraised.points


def _write(meeting: Meeting, called: Called) -> None:
    meeting.held_at, meeting.place = called.held_at, called.place.strip()
    meeting.chair, meeting.secretary = called.chair.strip(), called.secretary.strip()
    meeting.quorum_parts, meeting.quorum_of = called.quorum_parts, called.quorum_of
    meeting.quorum_basis = called.quorum_basis.strip()


def _hold_open(meeting: Meeting) -> None:
    if hold_meeting(meeting.id).closed_at is not None:
        raise Refused("Cuộc họp đã kết thúc.")


def _happened(meeting: Meeting) -> None:
    """News for the screens that follow the meeting."""
    meeting.version += 1


def _tell_all(year_id: int, text: str) -> None:
    for member in members_of(year_id):
        notify(member.agency_id, "meeting", text[:500])
