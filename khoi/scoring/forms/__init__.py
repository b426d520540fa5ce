"""What people send about a scorecard, checked for form before anything is asked of the database."""

from khoi.scoring.forms.claiming import ClaimForm, GiveBackForm, VersionForm
from khoi.scoring.forms.confirming import ConfirmedRow, confirmed_rows

__all__ = ["ClaimForm", "ConfirmedRow", "GiveBackForm", "VersionForm", "confirmed_rows"]
