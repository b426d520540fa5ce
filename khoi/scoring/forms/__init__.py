"""What people send about a scorecard, checked for form before anything is asked of the database."""

from khoi.scoring.forms.claiming import ClaimForm, GiveBackForm, VersionForm

__all__ = ["ClaimForm", "GiveBackForm", "VersionForm"]
