"""Pages of reports."""

from khoi.reports.views.blueprint import reports

__all__ = ["reports"]
