"""The rules of awards: by movement, and of the year. Pure."""

from khoi.awards.rules.by_movement import (
    APART,
    AT_HEAD,
    DRAFT,
    FILED,
    STAGES,
    objections_to_deciding_on,
    objections_to_finding,
    objections_to_meeting_on,
    objections_to_revoking_on,
    objections_to_votes,
    standing,
)
from khoi.awards.rules.catalogue import ASKS, RuleKind, RuleSpec, objections_to_rule, rules_for
from khoi.awards.rules.checking import OUTCOMES, Check, Count, Facts, Outcome, checks, least, most, tally
from khoi.awards.rules.ordering import Place, limit_of, passed_over, suggested
from khoi.awards.rules.proposing import LEAST_REASON, award_standing, objections_to_proposing, reached

__all__ = [
    "APART",
    "ASKS",
    "AT_HEAD",
    "DRAFT",
    "FILED",
    "LEAST_REASON",
    "OUTCOMES",
    "STAGES",
    "Check",
    "Count",
    "Facts",
    "Outcome",
    "Place",
    "RuleKind",
    "RuleSpec",
    "award_standing",
    "checks",
    "least",
    "limit_of",
    "most",
    "objections_to_deciding_on",
    "objections_to_finding",
    "objections_to_meeting_on",
    "objections_to_proposing",
    "objections_to_revoking_on",
    "objections_to_rule",
    "objections_to_votes",
    "passed_over",
    "reached",
    "rules_for",
    "standing",
    "suggested",
    "tally",
]  # fmt: skip
