"""What changes the facts of the year."""

from khoi.years.actions.asking import ask_filing
from khoi.years.actions.bases import add_basis, change_basis, copy_bases, first_bases, load_bases
from khoi.years.actions.considering import consider, name_grounds, set_aside
from khoi.years.actions.dates import add_filing, name_filing, set_dates
from khoi.years.actions.holding import hold_points, let_points_go, refuse_held
from khoi.years.actions.lateness import correct_lateness, forget_lateness, note_lateness
from khoi.years.actions.members import add_agency, admit, describe, seat_chairs
from khoi.years.actions.moving import come_back, leave, remove, rename
from khoi.years.actions.opening import (
    close_year,
    found_bloc,
    open_prepared,
    open_year,
    prepare_year,
    reopen_year,
    slug_of,
)
from khoi.years.actions.reopening import reopen, withdraw_reopening

__all__ = [
    "add_agency",
    "add_basis",
    "add_filing",
    "admit",
    "ask_filing",
    "change_basis",
    "close_year",
    "come_back",
    "consider",
    "copy_bases",
    "correct_lateness",
    "describe",
    "first_bases",
    "forget_lateness",
    "found_bloc",
    "hold_points",
    "leave",
    "let_points_go",
    "load_bases",
    "name_filing",
    "name_grounds",
    "note_lateness",
    "open_prepared",
    "open_year",
    "prepare_year",
    "refuse_held",
    "remove",
    "rename",
    "reopen",
    "reopen_year",
    "seat_chairs",
    "set_aside",
    "set_dates",
    "slug_of",
    "withdraw_reopening",
]
