"""Pages of pledges."""

from khoi.pledges.views import (
    agreement,
    all_results,
    catalogue,
    filing,
    paper,
    registration,
    registrations,
    results,
    rows,
)
from khoi.pledges.views.blueprint import pledges

__all__ = [
    "agreement",
    "all_results",
    "catalogue",
    "filing",
    "paper",
    "pledges",
    "registration",
    "registrations",
    "results",
    "rows",
]
