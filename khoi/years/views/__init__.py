"""Pages of the year as data: its dates, its members and seats, lateness, who is not considered."""

from khoi.years.views import bases, considering, dates, lateness, members, moving, reopening
from khoi.years.views.blueprint import years

__all__ = ["bases", "considering", "dates", "lateness", "members", "moving", "reopening", "years"]
