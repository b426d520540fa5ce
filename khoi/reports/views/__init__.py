"""Pages of reports: the agency's own, and the lead's over all."""

from khoi.reports.views import drafting, files, filing, own
from khoi.reports.views.blueprint import reports

__all__ = ["drafting", "files", "filing", "own", "reports"]
