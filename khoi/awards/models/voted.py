"""What the bloc's secret votes say of a proposal: its numbers are counted there, not typed a second time."""

from dataclasses import dataclass
from datetime import date

from khoi.awards.models.desk import Row
from khoi.ballots.models import Ballot, counted_in, protocol_of
from khoi.ballots.models.minutes import day_of
from khoi.ballots.rules import Kind, Tally


@dataclass(frozen=True, slots=True)
class Voted:
    """A counted vote on a candidate: the ballot it was, and whole numbers as the council's minutes have them."""

    ballot: str
    title: str
    held_on: date | None
    total: int
    present: int
    agreed: int


def voted_on(row: Row) -> Voted | None:
    """The latest counted vote on that agency or person: one that names the award, else any."""
    found = [
        (ballot, tally, f"{ballot.title} {candidate.detail}")
        for ballot, candidate, tally in counted_in(row.proposal.year_id, Kind.AWARD)
        if candidate.agency_id == row.proposal.agency_id and candidate.name == row.name
    ]
    named = [each for each in found if row.title.name in each[2]]
    return next((_voted(ballot, tally) for ballot, tally, _ in (*named, *found)), None)


def _voted(ballot: Ballot, tally: Tally) -> Voted:
    """An invalid slip was handed in too: who cast it was there."""
    protocol = protocol_of(ballot.id)
    there = tally.agree + tally.disagree + tally.blank + (protocol.invalid if protocol else 0)
    return Voted(ballot.public_id, ballot.title, day_of(ballot), tally.of, there, tally.agree)
