"""What a score sheet is, how it is read, checked, described and compared: pure, for Excel, JSON and the editor alike."""

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
from khoi.sheets.rules.reading import read_sheet
from khoi.sheets.rules.sheet import ClassRule, EvidenceRule, Kind, Node, NotApplicable, SheetSpec, Tie, TieBy
from khoi.sheets.rules.writing import write_sheet

__all__ = [
    "Bonus",
    "ClassRule",
    "Deduct",
    "Direct",
    "EvidenceRule",
    "Kind",
    "Ladder",
    "METHODS",
    "Method",
    "Node",
    "NotApplicable",
    "PassFail",
    "Penalty",
    "PerItem",
    "Percent",
    "Relative",
    "SheetSpec",
    "Tie",
    "TieBy",
    "Timeliness",
    "dump_method",
    "parse_method",
    "placed",
    "read_sheet",
    "segments",
    "write_sheet",
    "written",
]
