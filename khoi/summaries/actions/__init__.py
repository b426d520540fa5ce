"""What changes summaries: the lead writes the bloc's report; what is taken out leaves a line."""

from khoi.summaries.actions.composing import Face, begin_report, describe, insert_source, look_at_sources, write_section
from khoi.summaries.actions.taking import take_out

__all__ = [
    "Face",
    "begin_report",
    "describe",
    "insert_source",
    "look_at_sources",
    "take_out",
    "write_section",
]
