"""Points adopted and results published, each by two people; what a vote on paper decided."""

from khoi.ranking.actions.asking import (
    ask_to_adopt,
    ask_to_publish,
    ask_to_reopen,
    ask_to_withdraw,
    confirm,
    decline,
)
from khoi.ranking.actions.deciding import decide, undecide

__all__ = [
    "ask_to_adopt",
    "ask_to_publish",
    "ask_to_reopen",
    "ask_to_withdraw",
    "confirm",
    "decide",
    "decline",
    "undecide",
]
