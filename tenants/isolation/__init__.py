"""The wall: whose rows may be read and written, said once and kept three times.

Each kind of owned row (`kinds`) has two rules, as one expression over the row and the facts of the scope. The same
expression becomes the criteria of every ORM statement and the check of every flush (`session`), the temp triggers of
each SQLite connection and the row-level policies of PostgreSQL (`database`).
"""

from tenants.isolation.councils import CouncilOwned, Sealed, VoterOwned, hangs_under, numbered_under
from tenants.isolation.kinds import (
    Addressed,
    AgencyOwned,
    Assessed,
    BlocOwned,
    ChairOwned,
    Discussed,
    Filed,
    Opened,
    Owned,
    Shared,
    hangs_in,
    hangs_on,
)

__all__ = [
    "Addressed",
    "AgencyOwned",
    "Assessed",
    "BlocOwned",
    "ChairOwned",
    "CouncilOwned",
    "Discussed",
    "Filed",
    "Opened",
    "Owned",
    "Sealed",
    "Shared",
    "VoterOwned",
    "hangs_in",
    "hangs_on",
    "hangs_under",
    "numbered_under",
]
