"""Changes of a scorecard; each asks the rules, keeps the row's history and writes the journal."""

from khoi.scoring.actions.card_steps import note_export
from khoi.scoring.actions.claiming import begin, carry_over, claim, enter, refuse_when_closed
from khoi.scoring.actions.filing import give_back, objections_to_card, send_to_head, submit
from khoi.scoring.actions.history import keep_line
from khoi.scoring.actions.sealing import file_card

__all__ = [
    "begin",
    "carry_over",
    "claim",
    "enter",
    "file_card",
    "give_back",
    "keep_line",
    "note_export",
    "objections_to_card",
    "refuse_when_closed",
    "send_to_head",
    "submit",
]
