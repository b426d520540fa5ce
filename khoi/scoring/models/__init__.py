"""The scorecards: what the agency writes (cards), what it filed (filed), what others find (appraisals)."""

from khoi.scoring.models.appraisals import Appraisal, AppraisalLine, appraisals_of
from khoi.scoring.models.cards import Mark, MarkEvidence, MarkLine, Scorecard, card_of, cards_in, marks_of
from khoi.scoring.models.evidence import Evidence, EvidenceVersion
from khoi.scoring.models.filed import FiledCard, FiledMark, filed_marks_of, last_filed, last_filed_in

__all__ = [
    "Appraisal",
    "AppraisalLine",
    "Evidence",
    "EvidenceVersion",
    "FiledCard",
    "FiledMark",
    "Mark",
    "MarkEvidence",
    "MarkLine",
    "Scorecard",
    "appraisals_of",
    "card_of",
    "cards_in",
    "filed_marks_of",
    "last_filed",
    "last_filed_in",
    "marks_of",
]
