"""The pages of the last step: start, today, notices, search, help."""

from khoi.home.views import calendar, finding, guide, hanging, journal, noticing, today
from khoi.home.views.blueprint import home

__all__ = ["calendar", "finding", "guide", "hanging", "home", "journal", "noticing", "today"]
