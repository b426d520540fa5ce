"""Pages of summaries."""

from khoi.summaries.views import (
    composing,
    dossier,
    face,
    issued,
    issuing,
    packing,
    paper_files,
    papers,
    publishing,
    report_files,
    reports_list,
    templates,
    workbook,
)
from khoi.summaries.views.blueprint import summaries

__all__ = [
    "composing",
    "dossier",
    "face",
    "issued",
    "issuing",
    "packing",
    "paper_files",
    "papers",
    "publishing",
    "report_files",
    "reports_list",
    "summaries",
    "templates",
    "workbook",
]
