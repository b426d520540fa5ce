"""What changes the facts of the year."""

from khoi.years.actions.asking import ask_filing
from khoi.years.actions.considering import consider, name_grounds, set_aside
from khoi.years.actions.dates import set_dates
from khoi.years.actions.lateness import correct_lateness, forget_lateness, note_lateness
from khoi.years.actions.members import add_agency, admit, describe, seat_chairs
from khoi.years.actions.opening import found_bloc, open_year, slug_of

__all__ = [
    "add_agency",
    "admit",
    "ask_filing",
    "consider",
    "correct_lateness",
    "describe",
    "forget_lateness",
    "found_bloc",
    "name_grounds",
    "note_lateness",
    "open_year",
    "seat_chairs",
    "set_aside",
    "set_dates",
    "slug_of",
]
