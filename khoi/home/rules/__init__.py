"""What is due for whom, the year's dates, and how what was searched for is shown. Pure."""

from khoi.home.rules.filings import Filing, Progress, progress_of
from khoi.home.rules.highlight import Piece, marked, words_of
from khoi.home.rules.milestones import Milestone, milestones, share_of_year
from khoi.home.rules.tasks import STAGE_WORDS, Bloc, Card, Dates, Explaining, Steps, Task, Viewer, Waiting, due

__all__ = [
    "STAGE_WORDS",
    "Bloc",
    "Card",
    "Dates",
    "Explaining",
    "Filing",
    "Milestone",
    "Piece",
    "Progress",
    "Steps",
    "Task",
    "Viewer",
    "Waiting",
    "due",
    "marked",
    "milestones",
    "progress_of",
    "share_of_year",
    "words_of",
]
