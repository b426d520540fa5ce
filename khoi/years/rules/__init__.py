"""The year's rules: on time or late, what is missing, names and comings and goings, which law is in force."""

from khoi.years.rules.bases import KINDS, Basis, Citing, cites, in_force, objections_to_basis, warnings_for_citing
from khoi.years.rules.dates import (
    FILING_NAMES,
    LONGEST_REOPENING,
    Dates,
    FilingVerdict,
    Punctuality,
    customary_dates,
    days_late,
    end_of_day,
    filing_verdict,
    objections_to_dates,
    objections_to_reopening,
    own_key,
)
from khoi.years.rules.holding import HELD
from khoi.years.rules.members import (
    Named,
    name_on,
    objections_to_day,
    objections_to_leaving,
    objections_to_removing,
)
from khoi.years.rules.setup import FEWEST_MEMBERS, Place, Seen, Step, missing, setup_steps
from tenants.vi import ZONE

__all__ = [
    "FEWEST_MEMBERS",
    "FILING_NAMES",
    "HELD",
    "KINDS",
    "LONGEST_REOPENING",
    "ZONE",
    "Basis",
    "Citing",
    "Dates",
    "FilingVerdict",
    "Named",
    "Place",
    "Punctuality",
    "Seen",
    "Step",
    "cites",
    "customary_dates",
    "days_late",
    "end_of_day",
    "filing_verdict",
    "in_force",
    "missing",
    "name_on",
    "objections_to_basis",
    "objections_to_dates",
    "objections_to_day",
    "objections_to_leaving",
    "objections_to_removing",
    "objections_to_reopening",
    "own_key",
    "setup_steps",
    "warnings_for_citing",
]
