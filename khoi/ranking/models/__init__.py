"""The ranking in the database: what was published and decided, and the table computed at each look."""

from khoi.ranking.models.published import (
    PUBLISH,
    WITHDRAW,
    Decided,
    PublicationRequest,
    Standing,
    StandingLine,
    decisions_of,
    lines_of,
    open_request,
    result_of,
    standing_in_force,
    standings_of,
)
from khoi.ranking.models.table import Table, bloc_table

__all__ = [
    "PUBLISH",
    "WITHDRAW",
    "Decided",
    "PublicationRequest",
    "Standing",
    "StandingLine",
    "Table",
    "bloc_table",
    "decisions_of",
    "lines_of",
    "open_request",
    "result_of",
    "standing_in_force",
    "standings_of",
]
