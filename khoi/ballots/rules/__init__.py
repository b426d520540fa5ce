"""Secret votes: what may be asked of whom, when it is enough, how slips add up, what a result leads to. Pure."""

from khoi.ballots.rules.counting import (
    Outcome,
    Sheet,
    Tally,
    Verdict,
    canonical_box,
    objections_to_box,
    objections_to_counts,
    objections_to_seats,
    outcome_of_votes,
    sign_of,
)
from khoi.ballots.rules.minutes import Asked, tally_minutes_document
from khoi.ballots.rules.motions import (
    CHOICES,
    CONFLICTS,
    FEWEST_IN_PORTAL,
    KINDS,
    NO_QUORUM,
    OFFICES,
    STATES,
    WAYS,
    Choice,
    Conflict,
    Kind,
    Measure,
    Motion,
    Named,
    State,
    Voter,
    Way,
    base_of,
    may_vote_on,
    needed,
    objections_to_choices,
    objections_to_opening,
    objections_to_terms,
    quorum_needed,
    reaches,
    read_quorum,
    said_of_measure,
    write_quorum,
)

__all__ = [
    "CHOICES", "CONFLICTS", "FEWEST_IN_PORTAL", "KINDS", "NO_QUORUM", "OFFICES", "STATES", "WAYS", "Asked", "Choice",
    "Conflict", "Kind", "Measure", "Motion", "Named", "Outcome", "Sheet", "State", "Tally", "Verdict", "Voter", "Way",
    "base_of", "canonical_box", "may_vote_on", "needed", "objections_to_box", "objections_to_choices",
    "objections_to_counts", "objections_to_opening", "objections_to_seats",
    "objections_to_terms", "outcome_of_votes", "quorum_needed",
    "reaches", "read_quorum", "said_of_measure", "sign_of", "tally_minutes_document", "write_quorum",
]  # fmt: skip
