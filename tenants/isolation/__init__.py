"""The wall: whose rows may be read and written, said once and kept three times.

Each kind of owned row (`kinds`) has two rules, as one expression over the row and the facts of the scope. The same
expression becomes the criteria of every ORM statement and the check of every flush (`session`), the temp triggers of
each SQLite connection and the row-level policies of PostgreSQL (`database`).
"""

from tenants.isolation.kinds import (
    Addressed,
    AgencyOwned,
    Assessed,
    BlocOwned,
    ChairOwned,
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
    "Filed",
    "Opened",
    "Owned",
    "Shared",
    "hangs_in",
    "hangs_on",
]
