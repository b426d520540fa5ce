"""The votes that have not come to their end, with what one person has to do with each; in one question."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, or_, select

from khoi.ballots.models.rows import Ballot, Candidate, Protocol, RollLine, Teller
from khoi.ballots.rules import Conflict, State, Way
from tenants.database import db


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A vote for one person: whether he still has a slip to cast, his place among the tellers, and the count as it was
    entered. Of what anybody else did with his slip it holds nothing, no number either."""

    ballot: Ballot
    may_cast: bool
    teller: Teller | None
    protocol: Protocol | None


def is_under_way(year_id: int, agency_id: int) -> ColumnElement[bool]:
    """The condition of a vote in which something is still to be done: of the bloc, or of that agency's own council.
    A counted box whose left-overs could not be wiped yet belongs to it."""
    unwiped = and_(Ballot.way == Way.PORTAL, Ballot.wiped.is_(False))
    here = and_(Ballot.year_id == year_id, or_(Ballot.owner == 0, Ballot.owner == agency_id))
    return and_(here, or_(Ballot.state != State.COUNTED, unwiped))


def votes_under_way(year_id: int, agency_id: int, user_id: int, *, is_head: bool) -> list[UnderWay]:
    """Those in sight, the oldest first, for this person; for an agency as a whole only its head votes."""
    his = RollLine.user_id == user_id
    uncast = exists().where(
        RollLine.ballot_id == Ballot.id, RollLine.agency_id == agency_id, RollLine.voted.is_(False),
        or_(his, RollLine.user_id.is_(None)) if is_head else his,
    )  # fmt: skip
    # As the rule `may_vote_on` says it, candidate by candidate.
    has_slip = exists().where(
        Candidate.ballot_id == Ballot.id,
        or_(Ballot.conflict == Conflict.NONE, Candidate.agency_id.is_(None), Candidate.agency_id != agency_id),
    )
    in_portal = and_(Ballot.way == Way.PORTAL, Ballot.state == State.OPEN)
    asked = (
        select(Ballot, and_(in_portal, uncast, has_slip), Teller, Protocol)
        .outerjoin(Teller, and_(Teller.ballot_id == Ballot.id, Teller.user_id == user_id))
        .outerjoin(Protocol, Protocol.ballot_id == Ballot.id)
        .where(is_under_way(year_id, agency_id))
    )
    rows = db.session.execute(asked.order_by(Ballot.id))
    return [UnderWay(ballot, bool(may_cast), teller, protocol) for ballot, may_cast, teller, protocol in rows]
