"""Pages of the year as data: its dates, its members and seats, lateness, who is not considered."""

from khoi.years.views import considering, dates, lateness, members
from khoi.years.views.blueprint import years

__all__ = ["considering", "dates", "lateness", "members", "years"]
