"""Pages of summaries."""

from khoi.summaries.views import composing, face, publishing, report_files, reports_list, workbook
from khoi.summaries.views.blueprint import summaries

__all__ = ["composing", "face", "publishing", "report_files", "reports_list", "summaries", "workbook"]
