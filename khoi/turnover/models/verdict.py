"""What passes on of the verdict, and what of it is not finished: rounds, the meeting, secret votes, decisions that
wait for a second person.

All of it is what both chairs see. Of a vote its state is told, never how many have voted."""

from collections.abc import Iterator

from khoi.awards.models import decisions_in, decisions_waiting, revocations_waiting
from khoi.ballots.models import Ballot, ballots_in
from khoi.ballots.models.minutes import day_of
from khoi.ballots.rules import STATES, State, Way
from khoi.deliberation.models import present_meeting
from khoi.ranking.models import package_in_force
from khoi.scoring.models import rounds_in
from khoi.turnover.rules import Item, Kind
from tenants import vi
from tenants.models import Year, all_members_of

ROUNDS, MEETING, VOTES, AWARDS = "Giải trình", "Họp bình xét", "Bỏ phiếu kín", "Khen thưởng"
RESULT = "Xếp hạng, công bố"
SECOND = "chờ lãnh đạo Khối phó xác nhận"


def rounds_left(year: Year) -> Iterator[Item]:
    """Rounds that nobody has ended: their agencies were not told what was appraised anew."""
    left = {row.agency_id for row in rounds_in(year.id) if not row.is_closed}
    if names := [member.name_that_year for member in all_members_of(year.id) if member.agency_id in left]:
        yield Item(Kind.MATTER, ROUNDS, "Đợt giải trình chưa kết thúc", ", ".join(names))


def meeting_left(year: Year) -> Iterator[Item]:
    """A meeting that was called and is not over."""
    meeting = present_meeting(year.id)
    if meeting is not None and meeting.closed_at is None:
        yield Item(Kind.MATTER, MEETING, "Cuộc họp chưa kết thúc", vi.date_time(meeting.held_at))


def votes_left(year: Year) -> Iterator[Item]:
    """The bloc's votes that were drawn up and are not counted, and counted boxes with left-overs in the database."""
    for row in reversed(ballots_in(year.id)):
        if row.state != State.COUNTED:
            yield Item(Kind.MATTER, VOTES, f"Cuộc bỏ phiếu chưa xong: {row.title}", _how_far(row))
        elif row.way == Way.PORTAL and not row.wiped:
            yield Item(Kind.MATTER, VOTES, f"Chưa dọn vết cũ của hòm phiếu: {row.title}")


def verdict_passed_on(year: Year) -> Iterator[Item]:
    """Counted votes, decisions of two heads, the package by which anybody checks the published result."""
    for ballot in reversed(ballots_in(year.id)):
        if ballot.state == State.COUNTED:
            day = day_of(ballot)
            yield Item(Kind.PAPER, VOTES, ballot.title, f"kiểm phiếu ngày {vi.date(day)}" if day else "")
    for row in reversed(decisions_in(year.id)):
        if row.confirmed:
            told = f"ngày {vi.date(row.dated)}, {len(row.proposals)} đề nghị"
            yield Item(Kind.PAPER, AWARDS, f"Quyết định số {row.number}", told)
    if (package := package_in_force(year.id)) is not None:
        yield Item(Kind.PAPER, RESULT, "Gói kiểm chứng kết quả", f"mã {package.code}")


def _how_far(row: Ballot) -> str:
    if row.state == State.COUNTING and row.way == Way.PAPER:
        return "đã nhập số liệu kiểm phiếu, chờ người thứ hai xác nhận"
    return STATES[State(row.state)].lower()


def decisions_left(year: Year) -> Iterator[Item]:
    """What one head asked and the other has not answered."""
    for decision in decisions_waiting(year.id):
        yield Item(Kind.MATTER, AWARDS, f"Quyết định khen thưởng số {decision.number}", SECOND)
    for _, award in revocations_waiting(year.id):
        yield Item(Kind.MATTER, AWARDS, f"Đề nghị thu hồi {award.title_name} của {award.agency_name}", SECOND)
