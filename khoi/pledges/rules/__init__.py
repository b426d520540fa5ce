"""What may be registered and when it may leave; results against targets; the giao ước as a document. Pure."""

from khoi.pledges.rules.agreement import Agreement, Bound, agreement_document, objections_to_issuing
from khoi.pledges.rules.catalogue import CUSTOMARY, FOR_WHOM, KINDS, LEVELS, TitleSpec
from khoi.pledges.rules.contents import (
    Contents,
    RegisteredTitle,
    Target,
    objections_to_filing,
    other_years,
    read_contents,
    read_target_lines,
    seal_of,
    write_contents,
)
from khoi.pledges.rules.results import PERIODS, Result, percent_of, read_results, write_results
from khoi.pledges.rules.stages import BOARD_WORDS, EDITABLE, STAGE_NAMES, Event, Stage, board_word, next_stage

__all__ = [
    "BOARD_WORDS",
    "CUSTOMARY",
    "EDITABLE",
    "FOR_WHOM",
    "KINDS",
    "LEVELS",
    "PERIODS",
    "STAGE_NAMES",
    "Agreement",
    "Bound",
    "Contents",
    "Event",
    "RegisteredTitle",
    "Result",
    "Stage",
    "Target",
    "TitleSpec",
    "agreement_document",
    "board_word",
    "next_stage",
    "objections_to_filing",
    "objections_to_issuing",
    "other_years",
    "percent_of",
    "read_contents",
    "read_results",
    "read_target_lines",
    "seal_of",
    "write_contents",
    "write_results",
]
