"""The bloc's official documents as plain values: their kinds, their words, and what to look at before they go out."""

from khoi.summaries.rules.papers.dressing import (
    by_deputy,
    cover_from,
    dressed,
    numbered,
    official,
    usual_cover,
)
from khoi.summaries.rules.papers.kinds import EYES, KINDS, PaperKey, PaperKind, eyes
from khoi.summaries.rules.papers.notice import Notice, notice_document, notice_of
from khoi.summaries.rules.papers.results import Places, places_of, result_document, scores_document
from khoi.summaries.rules.papers.warnings import Doubt, figures_digest, places_in, warnings_for

__all__ = [
    "EYES",
    "KINDS",
    "Doubt",
    "Notice",
    "PaperKey",
    "PaperKind",
    "Places",
    "by_deputy",
    "cover_from",
    "dressed",
    "eyes",
    "figures_digest",
    "notice_document",
    "notice_of",
    "numbered",
    "official",
    "places_in",
    "places_of",
    "result_document",
    "scores_document",
    "usual_cover",
    "warnings_for",
]
