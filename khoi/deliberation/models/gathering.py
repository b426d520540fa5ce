"""All that the minutes say, gathered from what the steps keep."""

from khoi.ballots.models import Ballot, ballots_in, candidates_of
from khoi.ballots.models.minutes import day_of
from khoi.ballots.rules import Kind, State
from khoi.deliberation.models.rows import Meeting, attendance_of, decisions_at, elected_in, remarks_of
from khoi.deliberation.rules import Adopted, Attended, Minutes, Place, Quorum, RowDecided
from khoi.ranking.models import (
    Adoption,
    Table,
    adopted_table,
    adoption_in_force,
    decisions_of,
    package_in_force,
)
from khoi.ranking.rules import NOT_CONSIDERED, DecidedKind
from khoi.years.models import not_considered_in
from tenants import vi
from tenants.journal import head_of
from tenants.models import Membership, Year, bloc_by_id, members_of, seated
from tenants.roles import SEAT_NAMES, Seat

VOTES = {
    DecidedKind.TIE: "{name}: thứ tự {result} giữa các đơn vị bằng điểm ({basis})",
    DecidedKind.CLASS: "{name}: đạt “{result}” ({basis})",
    DecidedKind.CLASS_REFUSED: "{name}: không đạt “{result}” ({basis})",
    DecidedKind.CONSIDERATION: "{name}: biểu quyết xét, không xét: {result} ({basis})",
}


def quorum_of(meeting: Meeting, members: list[Membership]) -> Quorum:
    """How many of the members are there, and how many have to be."""
    marked = attendance_of(meeting.id)
    present = sum(member.agency_id in marked and marked[member.agency_id].present for member in members)
    return Quorum(len(members), present, meeting.quorum_parts, meeting.quorum_of, meeting.quorum_basis)


def minutes_of(year: Year, meeting: Meeting) -> Minutes:
    """What the meeting's minutes say now, through the chairs' eyes."""
    members, bloc = members_of(year.id), bloc_by_id(year.bloc_id)
    names = {member.agency_id: member.name_that_year for member in members}
    lead = seated(year.id, Seat.LEAD)
    remarks = remarks_of(meeting.id)
    return Minutes(
        bloc=bloc.name, province=bloc.province, lead=lead.name_that_year if lead else "", year=year.number,
        held_at=meeting.held_at, place=meeting.place, chair=meeting.chair, secretary=meeting.secretary,
        quorum=quorum_of(meeting, members), attended=_attended(meeting, members), rows=_rows(meeting, names),
        set_aside=[(names.get(key, ""), row.reason) for key, row in not_considered_in(year.id).items()],
        adopted=_adopted(adoption_in_force(year.id), adopted_table(year.id)),
        votes=[*_votes(year.id, names), *_ballots(year.id)],
        elected=_elected(year.id, names), remarks=remarks.text.splitlines() if remarks else (),
        closed_at=meeting.closed_at, journal=head_of(year.bloc_id), package=_package(year.id),
    )  # fmt: skip


def _package(year_id: int) -> str:
    kept = package_in_force(year_id)
    return kept.code if kept else ""


def _attended(meeting: Meeting, members: list[Membership]) -> list[Attended]:
    marked = attendance_of(meeting.id)
    found = []
    for member in members:
        row = marked.get(member.agency_id)
        found.append(Attended(member.name_that_year, bool(row and row.present), row.representative if row else ""))
    return found


def _rows(meeting: Meeting, names: dict[int, str]) -> list[RowDecided]:
    return [
        RowDecided(
            names.get(row.member_id, ""), row.title, vi.number(row.claimed), vi.number(row.before),
            vi.number(row.after), row.reason,
        )
        for row in decisions_at(meeting.id)
    ]  # fmt: skip


def _adopted(adoption: Adoption | None, table: Table | None) -> Adopted | None:
    if adoption is None or table is None:
        return None
    places = [
        Place(
            line.rank, table.members[line.agency].name_that_year, table.claimed_of[line.agency].total, line.total,
            line.class_label or ("" if line.considered else NOT_CONSIDERED),
        )
        for line in table.appraised
    ]  # fmt: skip
    return Adopted(adoption.number, adoption.adopted_at, adoption.digest, places, table.spec.places)


def _votes(year_id: int, names: dict[int, str]) -> list[str]:
    return [
        VOTES[DecidedKind(row.kind)].format(name=names.get(row.member_id, ""), result=row.result, basis=row.basis)
        for row in decisions_of(year_id)
    ]


def _ballots(year_id: int) -> list[str]:
    """The secret votes that were counted: who reached what was asked; the numbers stand in the minutes of the count."""
    return [
        f"Bỏ phiếu kín ngày {vi.date(day_of(ballot))} “{ballot.title}”: {_came_of(ballot)}"
        for ballot in reversed(ballots_in(year_id))
        if ballot.state == State.COUNTED
    ]


def _came_of(ballot: Ballot) -> str:
    """A question is answered; names are chosen, or reach what was asked."""
    rows = candidates_of(ballot.id)
    if ballot.kind == Kind.QUESTION:
        return "thông qua" if all(row.chosen for row in rows) else "không thông qua"
    return ", ".join(
        f"{row.name} {'được chọn' if row.chosen else 'đạt' if row.reached else 'không đạt'}" for row in rows
    )


def _elected(year_id: int, names: dict[int, str]) -> list[str]:
    found = elected_in(year_id)
    return [
        f"{SEAT_NAMES[seat]}: {names.get(row.member_id, '')}, {row.votes}/{row.roll} phiếu ({row.basis})"
        for seat in (Seat.LEAD, Seat.DEPUTY)
        if (row := found.get(seat)) is not None
    ]
