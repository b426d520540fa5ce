"""The ranking in the database: what was published and decided, and the table computed at each look."""

from khoi.ranking.models.adopted import AdoptedLine, Adoption, adoption_in_force, adoptions_of
from khoi.ranking.models.package import KeptPackage, new_package, package_in_force, package_of, package_text
from khoi.ranking.models.published import (
    ADOPT,
    PUBLISH,
    REOPEN,
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
from khoi.ranking.models.table import Table, adopted_table, bloc_table, present_table

__all__ = [
    "ADOPT",
    "PUBLISH",
    "REOPEN",
    "WITHDRAW",
    "AdoptedLine",
    "Adoption",
    "Decided",
    "KeptPackage",
    "PublicationRequest",
    "Standing",
    "StandingLine",
    "Table",
    "adopted_table",
    "adoption_in_force",
    "adoptions_of",
    "bloc_table",
    "decisions_of",
    "lines_of",
    "new_package",
    "open_request",
    "package_in_force",
    "package_of",
    "package_text",
    "present_table",
    "result_of",
    "standing_in_force",
    "standings_of",
]
