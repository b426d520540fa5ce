"""The facts of the year: its dates and exceptions, names and legal bases, who was late, who is not considered."""

from khoi.years.models.bases import LegalBasis, bases_of, basis_numbered, legal_bases
from khoi.years.models.considering import Ground, NotConsidered, grounds_of, not_considered_in
from khoi.years.models.dates import (
    REGISTRATION,
    SCORECARD,
    Filing,
    Lateness,
    Reopening,
    all_dates_for,
    all_lateness,
    dates_for,
    filing_keyed,
    filings_held,
    filings_of,
    lateness_in,
    lateness_row,
    reopened_until,
    reopenings_in,
    standing_reopenings,
)
from khoi.years.models.holding import Holding, holding_of, is_held
from khoi.years.models.members import FormerName, discard, former_names, name_of_member_on, renamed_on
from khoi.years.models.setup import seen_of

__all__ = [
    "REGISTRATION",
    "SCORECARD",
    "Filing",
    "FormerName",
    "Ground",
    "Holding",
    "Lateness",
    "LegalBasis",
    "NotConsidered",
    "Reopening",
    "all_dates_for",
    "all_lateness",
    "bases_of",
    "basis_numbered",
    "dates_for",
    "discard",
    "filing_keyed",
    "filings_held",
    "filings_of",
    "former_names",
    "grounds_of",
    "holding_of",
    "is_held",
    "lateness_in",
    "lateness_row",
    "legal_bases",
    "name_of_member_on",
    "not_considered_in",
    "renamed_on",
    "reopened_until",
    "reopenings_in",
    "seen_of",
    "standing_reopenings",
]
