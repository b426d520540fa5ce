"""The pages of the scorecard: what the agency enters, its evidence, what others see of it."""

from khoi.scoring.views import (
    appraisal,
    appraisal_cards,
    appraisal_filed,
    appraisal_panel,
    appraisal_rows,
    card,
    card_excel,
    documents,
    evidence,
    evidence_files,
    filing,
    mark,
    result,
    targets,
    versions,
)
from khoi.scoring.views.blueprint import scoring

__all__ = [
    "appraisal",
    "appraisal_cards",
    "appraisal_filed",
    "appraisal_panel",
    "appraisal_rows",
    "card",
    "card_excel",
    "documents",
    "evidence",
    "evidence_files",
    "filing",
    "mark",
    "result",
    "scoring",
    "targets",
    "versions",
]
