"""Changes of a secret vote: drawn up, opened, cast, counted, begun anew."""

from khoi.ballots.actions.casting import cast, slips_for
from khoi.ballots.actions.closing import close_ballot, mark_wiped
from khoi.ballots.actions.counting import (
    confirm_counts,
    enter_counts,
    file_scan,
    objection_to_confirming,
    slips_on_paper,
)
from khoi.ballots.actions.drafting import (
    Terms,
    add_candidate,
    add_council_member,
    add_teller,
    amend_ballot,
    draft_ballot,
    drop_ballot,
    remove_candidate,
    remove_council_member,
    remove_teller,
)
from khoi.ballots.actions.opening import open_ballot, start_over, take_code, vote_again

__all__ = [
    "Terms", "add_candidate", "add_council_member", "add_teller", "amend_ballot", "cast", "close_ballot",
    "confirm_counts", "draft_ballot", "drop_ballot", "enter_counts", "file_scan", "mark_wiped",
    "objection_to_confirming", "open_ballot", "remove_candidate", "remove_council_member", "remove_teller",
    "slips_for", "slips_on_paper", "start_over", "take_code", "vote_again",
]  # fmt: skip
