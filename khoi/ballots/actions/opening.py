"""A vote is opened: the roll freezes, the box gets its lock. Or everything begins anew, with an empty box."""

from khoi.ballots import sealing
from khoi.ballots.actions.drafting import add_candidate, add_council_member, refuse_unless_run_here
from khoi.ballots.models import (
    Ballot,
    Candidate,
    RollLine,
    Teller,
    accounts_of_agencies,
    candidates_of,
    council_of,
    empty,
    hold_ballot,
    motion_of,
    named,
    outcome_of,
    tellers_of,
)
from khoi.ballots.rules import Conflict, State, Voter, Way, base_of, may_vote_on, objections_to_opening
from tenants import clock, journal
from tenants.database import db
from tenants.models import members_of, membership_of, user_by_id
from tenants.notices import notify
from tenants.refusal import Refused, refuse_over
from tenants.roles import Role
from tenants.scope import present_scope


def take_code(teller: Teller, ballot: Ballot) -> str:
    """A teller's code, made now and shown once: the portal keeps its public half. Taken again before the opening, the
    former one is worth nothing."""
    if teller.user_id != present_scope().user:
        raise Refused("Mã của người nào do chính người đó nhận.")
    held = hold_ballot(ballot.id, whole=False)
    if held.way != Way.PORTAL or held.state != State.DRAFT:
        raise Refused("Chỉ nhận mã trước khi mở cuộc bỏ phiếu trên cổng.")
    code = sealing.new_code()
    teller.public_key = sealing.public_key_of(code)
    journal.wrote(ballot, "take_code", teller=teller.public_id)
    return code


def voters_of(ballot: Ballot) -> list[tuple[Voter, int | None]]:
    """Who would vote if it were opened now, with the account of each person; an agency votes by any of its heads."""
    if not ballot.by_agency:
        rows = council_of(ballot.id)
        return [(Voter(row.agency_id, row.name, row.user_id is not None), row.user_id) for row in rows]
    members = members_of(ballot.year_id)
    headed = {row.agency_id for row in accounts_of_agencies([m.agency_id for m in members]) if row.role == Role.HEAD}
    return [(Voter(m.agency_id, m.name_that_year, m.agency_id in headed), None) for m in members]


def open_ballot(ballot: Ballot) -> None:
    """Freeze the roll and open the vote; every voter is told. A second time changes nothing."""
    refuse_unless_run_here(ballot)
    held = hold_ballot(ballot.id, whole=True)
    if held.state == State.OPEN:
        return
    if held.state != State.DRAFT:
        raise Refused("Cuộc bỏ phiếu đã kiểm phiếu.")
    voters, tellers, rows = voters_of(held), tellers_of(held.id), candidates_of(held.id)
    taken = [(each.agency_id, bool(each.public_key)) for each in tellers]
    wrong = objections_to_opening(motion_of(held), named(rows), [voter for voter, _ in voters], taken)
    refuse_over(wrong, "Chưa mở được cuộc bỏ phiếu.")
    put_on_roll(held, [(voter.agency, user, voter.name, False) for voter, user in voters])
    for row, each in zip(rows, named(rows), strict=True):
        agencies, conflict = [voter.agency for voter, _ in voters], Conflict(held.conflict)
        row.voters = sum(may_vote_on(agency, each.agency, conflict) for agency in agencies)
        row.base = base_of(each, agencies, conflict)
    held.state, held.opened_at, held.roll_size = State.OPEN, clock.now(), len(voters)
    if held.way == Way.PORTAL:
        held.public_key, held.wraps = sealing.new_box({each.public_id: each.public_key for each in tellers})
    if held.is_blocs:
        _show(held, rows)
    journal.wrote(held, "open_ballot", roll=len(voters), way=held.way, box_key=held.public_key)
    tell_voters(held, f"Mở bỏ phiếu kín ({'trên cổng' if held.way == Way.PORTAL else 'phiếu giấy'}): {held.title}")


def _show(ballot: Ballot, rows: list[Candidate]) -> None:
    ballot.shown_to = "members"
    for row in rows:
        row.shown_to = "members"


def put_on_roll(ballot: Ballot, lines: list[tuple[int, int | None, str, bool]]) -> None:
    """Write the roll, in the order given: (agency, account, name, voted)."""
    for agency, user, name, voted in lines:
        db.session.add(
            RollLine(
                bloc_id=ballot.bloc_id, year_id=ballot.year_id, owner=ballot.owner, ballot_id=ballot.id,
                agency_id=agency, user_id=user, name=name, voted=voted,
            )
        )  # fmt: skip
        db.session.flush()


def tell_voters(ballot: Ballot, words: str) -> None:
    """Tell every member of the bloc. Of an agency's own council nothing is said where the chairs could read it."""
    if ballot.is_blocs:
        for member in members_of(ballot.year_id):
            notify(member.agency_id, "ballot", words[:500])


def start_over(ballot: Ballot, reason: str) -> None:
    """Empty the box and the roll: the vote is a draft again, with new codes, and everyone votes anew. Refused once the
    count stands; then a new vote is drawn up."""
    refuse_unless_run_here(ballot)
    held = hold_ballot(ballot.id, whole=True)
    if held.state == State.DRAFT:
        return
    if held.state == State.COUNTED:
        raise Refused("Đã kiểm phiếu xong: kết quả giữ nguyên. Cần thì lập cuộc bỏ phiếu lại.")
    held.state = State.COUNTING  # only so are the slips within reach, to be taken out
    db.session.flush()
    empty(held.id)
    for teller in tellers_of(held.id):
        teller.public_key = ""
    held.state, held.opened_at, held.roll_size = State.DRAFT, None, 0
    held.public_key = held.wraps = ""
    held.wiped = False
    journal.wrote(held, "start_ballot_over", reason=reason)
    tell_voters(held, f"Bỏ phiếu lại từ đầu: {held.title}. Lý do: {reason}. Phiếu đã bỏ được hủy, mọi người bỏ lại.")


def vote_again(ballot: Ballot) -> Ballot:
    """Draw up the next vote that the outcome asks for, among those it names, on the same terms."""
    refuse_unless_run_here(ballot)
    found = outcome_of(ballot)
    if found is None or not found.again:
        raise Refused("Kết quả này không phải bỏ phiếu lại.")
    row = Ballot(
        bloc_id=ballot.bloc_id, year_id=ballot.year_id, owner=ballot.owner, agency_id=ballot.agency_id,
        title=f"{ballot.title} (bỏ phiếu lại)"[:300], kind=ballot.kind, way=ballot.way, office=ballot.office,
        seats=_left(ballot), by_agency=ballot.by_agency, percent=ballot.percent, strict=ballot.strict,
        quorum_part=ballot.quorum_part, quorum_whole=ballot.quorum_whole, basis=ballot.basis,
        conflict=ballot.conflict,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    for each in candidates_of(ballot.id):
        if each.public_id in found.again:
            add_candidate(row, each.name, each.detail, each.agency_id, each.subject)
    for person in council_of(ballot.id):
        member = membership_of(ballot.year_id, person.agency_id)
        assert member is not None
        add_council_member(row, person.name, member, user_by_id(person.user_id) if person.user_id else None)
    journal.wrote(row, "vote_again", after=ballot.public_id)
    return row


def _left(ballot: Ballot) -> int:
    """How many places are still to be filled."""
    if not ballot.seats or not ballot.valid:
        return ballot.seats
    return max(1, ballot.seats - sum(row.chosen is True for row in candidates_of(ballot.id)))
