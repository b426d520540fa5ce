"""Pages of reports: the agency's own, and the lead's over all."""

from khoi.reports.views import completeness, defining, document, drafting, files, filing, own, paper, reading
from khoi.reports.views.blueprint import reports

__all__ = ["completeness", "defining", "document", "drafting", "files", "filing", "own", "paper", "reading", "reports"]
