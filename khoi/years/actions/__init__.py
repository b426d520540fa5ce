"""What changes the facts of the year."""

from khoi.years.actions.considering import consider, set_aside
from khoi.years.actions.lateness import note_lateness
from khoi.years.actions.members import add_agency, admit
from khoi.years.actions.opening import found_bloc, open_year, slug_of

__all__ = ["add_agency", "admit", "consider", "found_bloc", "note_lateness", "open_year", "set_aside", "slug_of"]
