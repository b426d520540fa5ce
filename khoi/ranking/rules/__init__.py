"""From cards to places: totals, ties, classes, what decides, and what stands before publication. Pure."""

from khoi.ranking.rules.deciding import neighbours, what_decides
from khoi.ranking.rules.places import as_expected, equals_in, placed, standings, tie_key
from khoi.ranking.rules.publishing import CardState, objections_to_publishing, warnings_before_publishing
from khoi.ranking.rules.results import NOT_CONSIDERED, Result, figures_of, standing_from, with_shared
from khoi.ranking.rules.standing import CONSIDERED, Decided, DecidedKind, Decides, Gap, Standing

__all__ = [
    "CONSIDERED",
    "NOT_CONSIDERED",
    "CardState",
    "Decided",
    "DecidedKind",
    "Decides",
    "Gap",
    "Result",
    "Standing",
    "as_expected",
    "equals_in",
    "figures_of",
    "neighbours",
    "objections_to_publishing",
    "placed",
    "standing_from",
    "standings",
    "tie_key",
    "warnings_before_publishing",
    "what_decides",
    "with_shared",
]
