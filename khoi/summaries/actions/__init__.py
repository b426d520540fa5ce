"""What changes summaries: the lead writes the bloc's report; what is taken out leaves a line."""

from khoi.summaries.actions.composing import Face, begin_report, describe, insert_source, look_at_sources, write_section
from khoi.summaries.actions.publishing import cite_in_force, publish_report
from khoi.summaries.actions.taking import take_out

__all__ = [
    "Face",
    "begin_report",
    "cite_in_force",
    "describe",
    "insert_source",
    "look_at_sources",
    "publish_report",
    "take_out",
    "write_section",
]
