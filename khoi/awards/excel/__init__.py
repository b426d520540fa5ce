"""Awards as Excel files."""

from khoi.awards.excel.by_movement import commendations_book
from khoi.awards.excel.catalogue import rules_book
from khoi.awards.excel.council import council_book
from khoi.awards.excel.history import history_book, read_history
from khoi.awards.excel.nominations import nominations_book
from khoi.awards.excel.yearly import yearly_book

__all__ = [
    "commendations_book",
    "council_book",
    "history_book",
    "nominations_book",
    "read_history",
    "rules_book",
    "yearly_book",
]
