"""How the consolidated workbook is laid out and what its formulas say. Pure."""

from khoi.summaries.rules.formulas import cell, cells, quoted, rank_formula, span_of, summed
from khoi.summaries.rules.layout import AgencyLayout, Closing, agency_layout
from khoi.summaries.rules.names import sheet_names
from khoi.summaries.rules.words import evidence_line, exceptions_in, remarks, rules_in_words

__all__ = [
    "AgencyLayout",
    "Closing",
    "agency_layout",
    "cell",
    "cells",
    "evidence_line",
    "exceptions_in",
    "quoted",
    "rank_formula",
    "remarks",
    "rules_in_words",
    "sheet_names",
    "span_of",
    "summed",
]
