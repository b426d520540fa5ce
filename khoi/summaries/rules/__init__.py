"""How the consolidated workbook is laid out and what its formulas say; how the bloc's report is put together. Pure."""

from khoi.summaries.rules.bloc_report import (
    PATTERNS,
    BlocReport,
    Cover,
    customary_cover,
    customary_subject,
    report_document,
)
from khoi.summaries.rules.formulas import cell, cells, quoted, rank_formula, span_of, summed
from khoi.summaries.rules.layout import AgencyLayout, Closing, agency_layout
from khoi.summaries.rules.names import sheet_names
from khoi.summaries.rules.score_table import Scores, score_table
from khoi.summaries.rules.sources import (
    CHANGE_NAMES,
    Change,
    Source,
    change_of,
    contradictions,
    doubts_about,
    doubts_of_source,
    gathered,
    mark_of,
    said_by,
    seals_of,
)
from khoi.summaries.rules.words import evidence_line, exceptions_in, remarks, rules_in_words

__all__ = [
    "CHANGE_NAMES",
    "PATTERNS",
    "AgencyLayout",
    "BlocReport",
    "Change",
    "Closing",
    "Cover",
    "Scores",
    "Source",
    "agency_layout",
    "cell",
    "cells",
    "change_of",
    "contradictions",
    "customary_cover",
    "customary_subject",
    "doubts_about",
    "doubts_of_source",
    "evidence_line",
    "exceptions_in",
    "gathered",
    "mark_of",
    "quoted",
    "rank_formula",
    "remarks",
    "report_document",
    "rules_in_words",
    "said_by",
    "score_table",
    "seals_of",
    "sheet_names",
    "span_of",
    "summed",
]
