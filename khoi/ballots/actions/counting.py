"""A vote on paper: the tellers' numbers, entered by one and confirmed by another, and the scan of their minutes."""

from collections.abc import Mapping, Sequence

from khoi.ballots.actions.closing import settle, write_counts, write_protocol
from khoi.ballots.actions.drafting import refuse_unless_run_here
from khoi.ballots.models import (
    Ballot,
    Candidate,
    Protocol,
    TallyScan,
    candidates_of,
    counts_of,
    entry_of,
    hold_ballot,
    motion_of,
    protocol_of,
    sheet_of,
    teller_in,
)
from khoi.ballots.rules import (
    Person,
    Sheet,
    State,
    Tally,
    Way,
    objection_to_second,
    objections_to_counts,
    objections_to_seats,
)
from tenants import clock, journal
from tenants.database import db
from tenants.files import Received, facts_of
from tenants.refusal import Refused, refuse_over
from tenants.scope import present_scope


def _refuse_unless_counts(ballot: Ballot) -> None:
    """Counting is for its tellers, and for who runs the vote."""
    if teller_in(ballot.id, present_scope().user) is None:
        refuse_unless_run_here(ballot)


def slips_on_paper(ballot: Ballot) -> int:
    """How many slips there are to hand out: one for each of the roll who may vote on it."""
    return max((row.voters for row in candidates_of(ballot.id)), default=0)


def enter_counts(ballot: Ballot, sheet: Sheet, numbers: Mapping[str, Sequence[int]], note: str = "") -> None:
    """Enter what was counted: agree, disagree, blank by candidate (public id). May be entered anew until confirmed."""
    held = hold_ballot(ballot.id, whole=True)
    _refuse_unless_counts(held)
    if held.way != Way.PAPER or held.state not in (State.OPEN, State.COUNTING):
        raise Refused("Chưa mở bỏ phiếu, hoặc kết quả đã được xác nhận.")
    rows = candidates_of(held.id)
    tallies = [_tally(row, numbers[row.public_id]) for row in rows]
    motion, most = motion_of(held), slips_on_paper(held)
    wrong = [*objections_to_counts(sheet, tallies, most), *objections_to_seats(motion, sheet, tallies)]
    refuse_over(wrong, "Số liệu kiểm phiếu chưa khớp.")
    _take_back(held)
    write_protocol(held, sheet, note)
    write_counts(held, {row.id: numbers[row.public_id] for row in rows})
    held.state = State.COUNTING
    journal.wrote(held, "enter_counts", issued=sheet.issued, returned=sheet.returned, valid=sheet.valid)


def _tally(row: Candidate, numbers: Sequence[int]) -> Tally:
    agree, disagree, blank = numbers
    return Tally(row.public_id, row.name, agree, disagree, blank, row.base)


def _take_back(ballot: Ballot) -> None:
    """What was entered before, by whomever, is replaced."""
    for row in (protocol_of(ballot.id), *counts_of(ballot.id).values()):
        if row is not None:
            db.session.delete(row)
    db.session.flush()


def objection_to_confirming(ballot: Ballot, protocol: Protocol) -> str:
    """Why this person cannot be the second one; empty when he can."""
    scope = present_scope()
    entered, second = Person(protocol.entered_by, protocol.entered_agency), Person(scope.user, scope.agency)
    return objection_to_second(entered, second, of_bloc=ballot.is_blocs)


def confirm_counts(ballot: Ballot, seen: str | None = None) -> None:
    """A second person of those who run the vote says that the numbers are those of the signed minutes; what was
    reached is published, and the members are told. `seen`: the entry he had before him, if it is known."""
    held = hold_ballot(ballot.id, whole=True)
    refuse_unless_run_here(held)
    protocol = protocol_of(held.id)
    if held.state == State.COUNTED:
        return
    if protocol is None or held.state != State.COUNTING:
        raise Refused("Chưa có số liệu kiểm phiếu để xác nhận.")
    if seen is not None and seen != entry_of(held.id):
        raise Refused("Số liệu vừa được nhập lại: xem lại rồi xác nhận.")
    if why := objection_to_confirming(held, protocol):
        raise Refused(why)
    protocol.confirmed_at, protocol.confirmed_by = clock.now(), present_scope().user or None
    held.wiped = True  # of a vote on paper the database holds nothing to be wiped
    settle(held, candidates_of(held.id), sheet_of(protocol))
    journal.wrote(held, "confirm_counts", issued=protocol.issued, returned=protocol.returned, valid=protocol.valid)


def file_scan(ballot: Ballot, scan: Received) -> TallyScan:
    """File the signed minutes; the same file twice is there once."""
    _refuse_unless_counts(ballot)
    if ballot.state == State.DRAFT:
        raise Refused("Chưa mở bỏ phiếu: chưa có biên bản.")
    row = TallyScan(
        bloc_id=ballot.bloc_id, year_id=ballot.year_id, owner=ballot.owner, ballot_id=ballot.id, **facts_of(scan)
    )
    db.session.add(row)
    journal.wrote(ballot, "file_tally_scan", sha256=scan.kept.sha256)
    return row
