"""What turns one year into the next."""

from khoi.turnover.actions.closing import ask_to_close, confirm_closing, decline_closing
from khoi.turnover.actions.handing import hand_over, keep_lines, receive
from khoi.turnover.actions.opening import open_for_all
from khoi.turnover.actions.rolling import fill_year, next_year_begun

__all__ = [
    "ask_to_close",
    "confirm_closing",
    "decline_closing",
    "fill_year",
    "hand_over",
    "keep_lines",
    "next_year_begun",
    "open_for_all",
    "receive",
]
