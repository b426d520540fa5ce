"""What changes reports: the lead asks, the agency drafts and files, the lead returns, reminds, enters paper."""

from khoi.reports.actions.defining import About, ask, correct, define, describe, discard, save_outline
from khoi.reports.actions.drafting import attach, begin, carry_over, detach, enter_figure, write_text
from khoi.reports.actions.filing import file_report, give_back, objections_to_report, send_back, send_to_head
from khoi.reports.actions.moving import Carried, take_over
from khoi.reports.actions.paper import enter_paper
from khoi.reports.actions.reminding import remind, remind_all
from khoi.reports.actions.report_steps import note_download

__all__ = [
    "About",
    "Carried",
    "ask",
    "attach",
    "begin",
    "carry_over",
    "correct",
    "define",
    "describe",
    "detach",
    "discard",
    "enter_figure",
    "enter_paper",
    "file_report",
    "give_back",
    "note_download",
    "objections_to_report",
    "remind",
    "remind_all",
    "save_outline",
    "send_back",
    "send_to_head",
    "take_over",
    "write_text",
]
