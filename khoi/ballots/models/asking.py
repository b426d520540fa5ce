"""The questions about secret votes: what is in sight, who may vote, what the count needs."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import delete, func, or_, select

from khoi.ballots.models.rows import (
    Ballot,
    Candidate,
    CouncilMember,
    Count,
    Protocol,
    Receipt,
    RollLine,
    Slip,
    TallyScan,
    Teller,
    Vote,
)
from khoi.ballots.rules import (
    Choice,
    Conflict,
    Kind,
    Motion,
    Named,
    Outcome,
    Sheet,
    State,
    Tally,
    Verdict,
    Way,
    outcome_of_votes,
)
from tenants.database import db
from tenants.models import User
from tenants.roles import Role


def ballots_in(year_id: int, owner: int = 0) -> list[Ballot]:
    """The votes of a council in a year that are in sight, the newest first; `owner` 0 is the bloc's."""
    asked = select(Ballot).where(Ballot.year_id == year_id, Ballot.owner == owner)
    return list(db.session.scalars(asked.order_by(Ballot.id.desc())))


def ballot_by_id(ballot_id: int) -> Ballot:
    return db.session.scalars(select(Ballot).where(Ballot.id == ballot_id)).one()


def ballot_like(year_id: int, owner: int, title: str, kind: str) -> Ballot | None:
    """A draft that asks the same: a form that was sent twice."""
    asked = select(Ballot).where(
        Ballot.year_id == year_id, Ballot.owner == owner, Ballot.title == title, Ballot.kind == kind,
        Ballot.state == State.DRAFT,
    )  # fmt: skip
    return db.session.scalars(asked.limit(1)).first()


def candidates_of(ballot_id: int) -> list[Candidate]:
    """In the order of the slip, which is nobody's rank."""
    asked = select(Candidate).where(Candidate.ballot_id == ballot_id)
    return list(db.session.scalars(asked.order_by(Candidate.position, Candidate.id)))


def candidates_for(subject: str) -> list[tuple[Candidate, Ballot]]:
    """Where another step's row was voted on, the latest vote first."""
    asked = select(Candidate, Ballot).join(Ballot, Ballot.id == Candidate.ballot_id).where(Candidate.subject == subject)
    return [(row, ballot) for row, ballot in db.session.execute(asked.order_by(Ballot.id.desc()))]


def counted_in(year_id: int, kind: Kind) -> list[tuple[Ballot, Candidate, Tally]]:
    """What the bloc's counted votes of a kind came to, candidate by candidate, the latest vote first; nothing for who
    does not see the counts."""
    found = []
    for ballot in ballots_in(year_id):
        if ballot.kind == kind and ballot.state == State.COUNTED:
            rows = candidates_of(ballot.id)
            tallies = {tally.key: tally for tally in tallies_of(rows, counts_of(ballot.id))}
            found += [(ballot, row, tallies[row.public_id]) for row in rows if row.public_id in tallies]
    return found


def council_of(ballot_id: int) -> list[CouncilMember]:
    asked = select(CouncilMember).where(CouncilMember.ballot_id == ballot_id)
    return list(db.session.scalars(asked.order_by(CouncilMember.id)))


def tellers_of(ballot_id: int) -> list[Teller]:
    return list(db.session.scalars(select(Teller).where(Teller.ballot_id == ballot_id).order_by(Teller.id)))


def teller_in(ballot_id: int, user_id: int) -> Teller | None:
    return db.session.scalar(select(Teller).where(Teller.ballot_id == ballot_id, Teller.user_id == user_id))


def roll_of(ballot_id: int) -> list[RollLine]:
    """The roll as far as it is in sight, by name: in no order of casting."""
    asked = select(RollLine).where(RollLine.ballot_id == ballot_id)
    return sorted(db.session.scalars(asked), key=lambda line: (line.name, line.agency_id))


def own_line(ballot_id: int, agency_id: int, user_id: int, *, hold: bool = False) -> RollLine | None:
    """This voter's line; `hold` locks it until the commit, so that two casts come one after the other."""
    asked = select(RollLine).where(
        RollLine.ballot_id == ballot_id, RollLine.agency_id == agency_id,
        or_(RollLine.user_id.is_(None), RollLine.user_id == user_id),
    )  # fmt: skip
    if hold:
        asked = asked.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(asked).first()


def own_lines(year_id: int, agency_id: int, user_id: int) -> dict[int, RollLine]:
    """This voter's lines of the year by ballot."""
    asked = select(RollLine).where(
        RollLine.year_id == year_id, RollLine.agency_id == agency_id,
        or_(RollLine.user_id.is_(None), RollLine.user_id == user_id),
    )  # fmt: skip
    return {line.ballot_id: line for line in db.session.scalars(asked)}


def hold_ballot(ballot_id: int, *, whole: bool) -> Ballot:
    """The ballot as it stands now, nobody closing it meanwhile; `whole`: and nobody casting. On SQLite the writing
    transaction sees to it; PostgreSQL has a lock for it that asks no right to write the row."""
    if db.session.get_bind().dialect.name == "postgresql":
        lock = func.pg_advisory_xact_lock if whole else func.pg_advisory_xact_lock_shared
        db.session.execute(select(lock(func.hashtext(f"ballot {ballot_id}"))))
    asked = select(Ballot).where(Ballot.id == ballot_id).execution_options(populate_existing=True)
    return db.session.scalars(asked).one()


def slips_of(ballot_id: int) -> list[Slip]:
    """The sealed slips; the wall gives none before the count."""
    return list(db.session.scalars(select(Slip).where(Slip.ballot_id == ballot_id)))


def votes_of(ballot_id: int) -> list[Vote]:
    """The counted box in the order of its random keys."""
    return list(db.session.scalars(select(Vote).where(Vote.ballot_id == ballot_id).order_by(Vote.key)))


def receipts_of(ballot_id: int) -> list[Receipt]:
    return list(db.session.scalars(select(Receipt).where(Receipt.ballot_id == ballot_id).order_by(Receipt.key)))


def empty(ballot_id: int) -> None:
    """Take out of the box, and off the roll, whatever is there."""
    for table in (Slip, Vote, Receipt, Count, Protocol, RollLine):
        for row in db.session.scalars(select(table).where(table.ballot_id == ballot_id)):
            db.session.delete(row)
    db.session.flush()


def drop_children(ballot_id: int) -> None:
    """Take all that hangs on a draft away, before itself."""
    for table in (Candidate, CouncilMember, Teller):
        db.session.execute(delete(table).where(table.ballot_id == ballot_id))


def protocol_of(ballot_id: int) -> Protocol | None:
    return db.session.scalar(select(Protocol).where(Protocol.ballot_id == ballot_id))


def counts_of(ballot_id: int) -> dict[int, Count]:
    """The counts by candidate; empty for who has no business with numbers."""
    return {row.candidate_id: row for row in db.session.scalars(select(Count).where(Count.ballot_id == ballot_id))}


def entry_of(ballot_id: int) -> str:
    """The numbers entered, as one mark: who confirms says which he has seen."""
    protocol = protocol_of(ballot_id)
    if protocol is None:
        return ""
    numbers = [(row.candidate_id, row.agree, row.disagree, row.blank) for row in counts_of(ballot_id).values()]
    said = f"{sheet_of(protocol)} {protocol.note} {sorted(numbers)}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def scans_of(ballot_id: int) -> list[TallyScan]:
    return list(db.session.scalars(select(TallyScan).where(TallyScan.ballot_id == ballot_id).order_by(TallyScan.id)))


def turnouts(ballot_ids: Iterable[int]) -> dict[int, int]:
    """How many have voted, of the ballots whose roll is in sight."""
    voted = RollLine.voted.is_(True)
    asked = select(RollLine.ballot_id, func.count()).where(RollLine.ballot_id.in_(list(ballot_ids)), voted)
    return {row[0]: row[1] for row in db.session.execute(asked.group_by(RollLine.ballot_id))}


def telling_for(year_id: int, user_id: int) -> dict[int, Teller]:
    """Where this person counts, by ballot."""
    asked = select(Teller).where(Teller.year_id == year_id, Teller.user_id == user_id)
    return {row.ballot_id: row for row in db.session.scalars(asked)}


def accounts_of_agencies(agency_ids: Sequence[int]) -> list[User]:
    """Living accounts, of which tellers and voters are chosen."""
    asked = select(User).where(User.agency_id.in_(agency_ids), User.disabled_at.is_(None))
    return sorted(db.session.scalars(asked), key=lambda row: (row.agency_id or 0, row.role != Role.HEAD, row.name))


# --- as the rules see it ---------------------------------------------------------------------------------------------


def motion_of(ballot: Ballot) -> Motion:
    return Motion(
        ballot.title, Kind(ballot.kind), Way(ballot.way), ballot.seats, ballot.measure, ballot.basis,
        Conflict(ballot.conflict),
    )  # fmt: skip


def named(rows: Iterable[Candidate]) -> list[Named]:
    return [Named(row.public_id, row.name, row.agency_id) for row in rows]


def tallies_of(rows: Sequence[Candidate], counts: dict[int, Count]) -> list[Tally]:
    """The counts as plain values."""
    return [
        Tally(row.public_id, row.name, count.agree, count.disagree, count.blank, row.base)
        for row in rows
        if (count := counts.get(row.id)) is not None
    ]


def counted_votes(ballot_id: int) -> dict[int, Counter[Choice]]:
    """The counted box, added up by candidate."""
    sums: dict[int, Counter[Choice]] = {}
    for vote in votes_of(ballot_id):
        sums.setdefault(vote.candidate_id, Counter())[Choice(vote.choice)] += 1
    return sums


def sheet_of(protocol: Protocol) -> Sheet:
    return Sheet(protocol.issued, protocol.returned, protocol.missing, protocol.valid, protocol.invalid)


def outcome_of(ballot: Ballot) -> Outcome | None:
    """What a counted vote came to, as all who see it may know it; None before. Whom a next vote would be among is
    told only to those who see the counts."""
    if ballot.state != State.COUNTED or ballot.valid is None:
        return None
    rows = candidates_of(ballot.id)
    verdicts = tuple(Verdict(row.public_id, bool(row.reached), row.chosen) for row in rows)
    return Outcome(ballot.valid, verdicts, ballot.next_step, _again(ballot, rows))


def _again(ballot: Ballot, rows: Sequence[Candidate]) -> tuple[str, ...]:
    protocol, counts = protocol_of(ballot.id), counts_of(ballot.id)
    if protocol is None or len(counts) != len(rows):
        return ()
    tallies = tallies_of(rows, counts)
    return outcome_of_votes(motion_of(ballot), ballot.roll_size, protocol.returned, tallies).again
