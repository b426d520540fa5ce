"""What a score sheet is, how it is read, checked, described and compared: for Excel, JSON and the editor alike."""

from khoi.sheets.rules.describing import describe_method, filing_names
from khoi.sheets.rules.method_files import dump_method, parse_method, written
from khoi.sheets.rules.methods import (
    METHODS,
    Bonus,
    Deduct,
    Direct,
    Ladder,
    Method,
    PassFail,
    Penalty,
    Percent,
    PerItem,
    Relative,
    Timeliness,
)
from khoi.sheets.rules.paths import placed, segments
from khoi.sheets.rules.publishing import objections_to_publishing, warnings_before_publishing
from khoi.sheets.rules.reading import read_sheet
from khoi.sheets.rules.sheet import ClassRule, EvidenceRule, Kind, Node, NotApplicable, SheetSpec, Tie, TieBy
from khoi.sheets.rules.versions import FACET_NAMES, Facet, LeafChange, SheetChanges, differences
from khoi.sheets.rules.writing import write_sheet

__all__ = [
    "FACET_NAMES",
    "METHODS",
    "Bonus",
    "ClassRule",
    "Deduct",
    "Direct",
    "EvidenceRule",
    "Facet",
    "Kind",
    "Ladder",
    "LeafChange",
    "Method",
    "Node",
    "NotApplicable",
    "PassFail",
    "Penalty",
    "PerItem",
    "Percent",
    "Relative",
    "SheetChanges",
    "SheetSpec",
    "Tie",
    "TieBy",
    "Timeliness",
    "describe_method",
    "differences",
    "dump_method",
    "filing_names",
    "objections_to_publishing",
    "parse_method",
    "placed",
    "read_sheet",
    "segments",
    "warnings_before_publishing",
    "write_sheet",
    "written",
]
