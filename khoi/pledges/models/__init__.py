"""Rows of pledges: the catalogue, what an agency drafts and files, the giao ước, results against targets."""

from khoi.pledges.models.agreement import (
    Pledge,
    PledgeScan,
    bound_members,
    hold_pledge,
    pledge_of,
    scans_of_pledge,
)
from khoi.pledges.models.catalogue import Title, catalogue_of, title_coded
from khoi.pledges.models.filed import (
    FiledRegistration,
    PaperScan,
    filings_of,
    last_registered,
    last_registered_in,
    scan_of,
)
from khoi.pledges.models.registrations import (
    RegisteredTitleRow,
    Registration,
    TargetRow,
    contents_of,
    hold_registration,
    registration_of,
    registrations_in,
    reminders_of_registration,
    targets_of,
    title_rows_of,
)
from khoi.pledges.models.results import (
    FiledResults,
    TargetResult,
    last_results,
    last_results_in,
    results_of,
)

__all__ = [
    "FiledRegistration",
    "FiledResults",
    "PaperScan",
    "Pledge",
    "PledgeScan",
    "RegisteredTitleRow",
    "Registration",
    "TargetResult",
    "TargetRow",
    "Title",
    "bound_members",
    "catalogue_of",
    "contents_of",
    "filings_of",
    "hold_pledge",
    "hold_registration",
    "last_registered",
    "last_registered_in",
    "last_results",
    "last_results_in",
    "pledge_of",
    "registration_of",
    "registrations_in",
    "reminders_of_registration",
    "results_of",
    "scan_of",
    "scans_of_pledge",
    "targets_of",
    "title_coded",
    "title_rows_of",
]
