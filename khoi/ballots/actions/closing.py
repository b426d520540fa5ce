"""The portal's box is opened by two tellers, counted, and written anew so that nothing leads from a voter to a vote."""

import secrets
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from khoi.ballots import sealing
from khoi.ballots.actions.drafting import refuse_unless_run_here
from khoi.ballots.actions.opening import put_on_roll, tell_voters
from khoi.ballots.models import (
    Ballot,
    Candidate,
    Count,
    Protocol,
    Receipt,
    RollLine,
    Slip,
    Vote,
    candidates_of,
    counts_of,
    hold_ballot,
    motion_of,
    roll_of,
    slips_of,
    tallies_of,
    tellers_of,
)
from khoi.ballots.rules import (
    Choice,
    Conflict,
    Sheet,
    State,
    Way,
    canonical_box,
    may_vote_on,
    objections_to_box,
    outcome_of_votes,
)
from khoi.ballots.sealing import Answer
from tenants import clock, journal
from tenants.database import db
from tenants.refusal import Objection, Refused, refuse_over
from tenants.scope import present_scope

Thing = TypeVar("Thing")


def close_ballot(ballot: Ballot, codes: Mapping[str, str]) -> None:
    """Open the box with the codes of two tellers (by their public ids), count it, publish what was reached."""
    refuse_unless_run_here(ballot)
    held = hold_ballot(ballot.id, whole=True)
    if held.state != State.OPEN or held.way != Way.PORTAL:
        raise Refused("Cuộc bỏ phiếu trên cổng không mở, hoặc đã kiểm phiếu.")
    key = sealing.key_of(held.wraps, _right_codes(held, codes))
    held.state = State.COUNTING
    db.session.flush()
    rows, roll, slips = candidates_of(held.id), roll_of(held.id), slips_of(held.id)
    answers = [(slip.candidate_id, answer) for slip in slips if (answer := sealing.unseal(key, slip.sealed))]
    _refuse_unless_whole(held, rows, roll, answers)
    _rewrite(held, slips, roll, answers)
    _count(held, rows, roll, answers)
    for teller in tellers_of(held.id):
        teller.public_key = ""
    held.wraps = held.public_key = ""
    names = {row.id: row.public_id for row in rows}
    held.box_hash = canonical_box((names[candidate], answer.choice) for candidate, answer in answers)
    journal.wrote(held, "close_ballot", box=held.box_hash, envelopes=len(answers), roll=held.roll_size)


def _right_codes(ballot: Ballot, codes: Mapping[str, str]) -> dict[str, str]:
    """The two codes as they were printed; a wrong one is named."""
    known = {each.public_id: each.public_key for each in tellers_of(ballot.id)}
    if len(codes) != 2 or set(codes) - set(known):
        raise Refused("Cần mã của đúng hai kiểm phiếu viên.")
    read = {teller: sealing.read_code(typed) for teller, typed in codes.items()}
    wrong = [t for t, code in read.items() if code is None or sealing.public_key_of(code) != known[t]]
    refuse_over(
        [Objection(t, "Mã chưa đúng: xem lại bản in của kiểm phiếu viên này.") for t in wrong],
        "Chưa mở được hòm phiếu.",
    )
    return {teller: code for teller, code in read.items() if code is not None}


def _refuse_unless_whole(
    ballot: Ballot, rows: list[Candidate], roll: list[RollLine], answers: list[tuple[int, Answer]]
) -> None:
    """As many envelopes on each candidate as have voted and have a slip for it."""
    conflict = Conflict(ballot.conflict)
    found = Counter(str(candidate) for candidate, _ in answers)
    voted = {
        str(row.id): sum(line.voted and may_vote_on(line.agency_id, row.agency_id, conflict) for line in roll)
        for row in rows
    }
    wrong = objections_to_box(found, voted, {str(row.id): row.name for row in rows})
    refuse_over(
        (Objection(None, words) for words in wrong),
        "Hòm phiếu không khớp với danh sách đã bỏ phiếu: không kiểm, phải hủy và bỏ phiếu lại từ đầu.",
    )


def _rewrite(ballot: Ballot, slips: list[Slip], roll: list[RollLine], answers: list[tuple[int, Answer]]) -> None:
    """The box and the roll as new rows in random order under new keys; what an envelope said and whose sign it bore
    part here, each in an order of its own."""
    lines = [(line.agency_id, line.user_id, line.name, line.voted) for line in roll]
    for row in (*slips, *roll):
        db.session.delete(row)
    db.session.flush()
    put_on_roll(ballot, _shuffled(lines))
    under = {"bloc_id": ballot.bloc_id, "year_id": ballot.year_id, "owner": ballot.owner, "ballot_id": ballot.id}
    shown = "members" if ballot.is_blocs else "chairs"
    _put(answers, lambda key, one, said: Vote(key=key, candidate_id=one, choice=said.choice, **under))
    _put(answers, lambda key, one, said: Receipt(key=key, candidate_id=one, sign=said.sign, shown_to=shown, **under))


def _put(answers: list[tuple[int, Answer]], make: Callable[[str, int, Answer], object]) -> None:
    for candidate, answer in _shuffled(answers):
        db.session.add(make(secrets.token_hex(16), candidate, answer))
    db.session.flush()


def _shuffled(things: Sequence[Thing]) -> list[Thing]:
    mixed = list(things)
    secrets.SystemRandom().shuffle(mixed)
    return mixed


def _count(ballot: Ballot, rows: list[Candidate], roll: list[RollLine], answers: list[tuple[int, Answer]]) -> None:
    """The numbers of the box, as tellers would have written them down."""
    sums = Counter((candidate, answer.choice) for candidate, answer in answers)
    voted = sum(line.voted for line in roll)
    sheet = Sheet(len(roll), voted, len(roll) - voted, voted, 0)
    write_protocol(ballot, sheet)
    write_counts(ballot, {row.id: [sums[row.id, choice] for choice in Choice] for row in rows})
    settle(ballot, rows, sheet)


def write_protocol(ballot: Ballot, sheet: Sheet, note: str = "") -> Protocol:
    scope = present_scope()
    row = Protocol(
        bloc_id=ballot.bloc_id, year_id=ballot.year_id, owner=ballot.owner, ballot_id=ballot.id, note=note,
        issued=sheet.issued, returned=sheet.returned, missing=sheet.missing, valid=sheet.valid, invalid=sheet.invalid,
        entered_at=clock.now(), entered_by=scope.user or None, entered_agency=scope.agency or None,
    )  # fmt: skip
    db.session.add(row)
    return row


def write_counts(ballot: Ballot, numbers: Mapping[int, Sequence[int]]) -> None:
    """Agree, disagree, blank by candidate."""
    for candidate, (agree, disagree, blank) in numbers.items():
        db.session.add(
            Count(
                bloc_id=ballot.bloc_id, year_id=ballot.year_id, owner=ballot.owner, ballot_id=ballot.id,
                candidate_id=candidate, agree=agree, disagree=disagree, blank=blank,
            )
        )  # fmt: skip
    db.session.flush()


def settle(ballot: Ballot, rows: list[Candidate], sheet: Sheet) -> None:
    """What the count came to, on the rows that members see; and they are told."""
    tallies = tallies_of(rows, counts_of(ballot.id))
    found = outcome_of_votes(motion_of(ballot), ballot.roll_size, sheet.returned, tallies)
    for row, verdict in zip(rows, found.verdicts, strict=True):
        row.reached, row.chosen = verdict.reached, verdict.chosen
    ballot.state, ballot.valid, ballot.next_step = State.COUNTED, found.valid, found.next_step[:1000]
    ballot.closed_at = clock.now()
    tell_voters(ballot, f"Đã kiểm phiếu: {ballot.title}.")


def mark_wiped(ballot: Ballot) -> None:
    """The database's own left-overs are gone."""
    ballot.wiped = True
    journal.wrote(ballot, "wipe_ballot")
