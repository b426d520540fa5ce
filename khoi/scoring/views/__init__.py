"""The pages of the scorecard: what the agency enters, its evidence, what others see of it."""

from khoi.scoring.views import card, documents, evidence, evidence_files, filing, mark
from khoi.scoring.views.blueprint import scoring

__all__ = ["card", "documents", "evidence", "evidence_files", "filing", "mark", "scoring"]
