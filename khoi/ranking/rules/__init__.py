"""From cards to places: totals, ties, classes, what decides, and what stands before publication. Pure."""

from khoi.ranking.rules.places import as_expected, standings, tie_key
from khoi.ranking.rules.standing import CONSIDERED, Decided, DecidedKind, Decides, Gap, Standing

__all__ = [
    "CONSIDERED",
    "Decided",
    "DecidedKind",
    "Decides",
    "Gap",
    "Standing",
    "as_expected",
    "standings",
    "tie_key",
]
