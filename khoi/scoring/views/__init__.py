"""The pages of the scorecard: what the agency enters, its evidence, what others see of it."""

from khoi.scoring.views import documents, evidence, evidence_files
from khoi.scoring.views.blueprint import scoring

__all__ = ["documents", "evidence", "evidence_files", "scoring"]
