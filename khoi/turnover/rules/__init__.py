"""The turn of the year as rules: what goes along, what still names the old year, what is handed over."""

from khoi.turnover.rules.handing import (
    KIND_NAMES,
    Item,
    Kind,
    Passed,
    digest_of,
    grouped,
    items_from,
    objections_to_lines,
    own_lines,
    write_items,
)
from khoi.turnover.rules.minutes import Parties, minutes
from khoi.turnover.rules.moving import (
    Choices,
    LeftBehind,
    MovedFiling,
    Text,
    a_year_on,
    left_behind,
    moved,
    named_anew,
    objections_to_choices,
    texts_of_sheet,
)

__all__ = [
    "KIND_NAMES",
    "Choices",
    "Item",
    "Kind",
    "LeftBehind",
    "MovedFiling",
    "Parties",
    "Passed",
    "Text",
    "a_year_on",
    "digest_of",
    "grouped",
    "items_from",
    "left_behind",
    "minutes",
    "moved",
    "named_anew",
    "objections_to_choices",
    "objections_to_lines",
    "own_lines",
    "texts_of_sheet",
    "write_items",
]
