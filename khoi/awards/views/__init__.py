"""Pages of awards."""

from khoi.awards.views import (
    award_decisions,
    award_proposals,
    council,
    deciding,
    filed_nominations,
    history,
    nominations,
    papers,
    personal,
    proposing,
    rules,
    showing,
    yearly,
)
from khoi.awards.views.blueprint import awards

__all__ = [
    "award_decisions", "award_proposals", "awards", "council", "deciding", "filed_nominations", "history",
    "nominations", "papers", "personal", "proposing", "rules", "showing", "yearly",
]  # fmt: skip
