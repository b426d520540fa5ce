"""Rows of the turn of the year, and the questions about what passes on."""

from khoi.turnover.models.checklist import all_steps, texts_behind
from khoi.turnover.models.collecting import passed_on, unfinished
from khoi.turnover.models.rows import (
    ClosingRequest,
    Handover,
    HandoverReader,
    Reception,
    closing_request,
    handover_of,
    reception_of,
    waiting_handover,
)
from khoi.turnover.models.taking import Taken, taken_from

__all__ = [
    "ClosingRequest",
    "Handover",
    "HandoverReader",
    "Reception",
    "Taken",
    "all_steps",
    "closing_request",
    "handover_of",
    "passed_on",
    "reception_of",
    "taken_from",
    "texts_behind",
    "unfinished",
    "waiting_handover",
]
