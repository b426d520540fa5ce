"""Pages of activities: the list with its figures, plans, one activity with answers, attendance and result."""

from khoi.activities.views import listing, planning, reading
from khoi.activities.views.blueprint import activities

__all__ = ["activities", "listing", "planning", "reading"]
