"""What changes summaries: the lead writes the bloc's report, issues its papers; what is taken out leaves a line."""

from khoi.summaries.actions.composing import Face, begin_report, describe, insert_source, look_at_sources, write_section
from khoi.summaries.actions.filing import file_signed, keep_check, keep_template, use_built_in, use_template
from khoi.summaries.actions.papers import Made, describe_paper, issue_paper, note_taken, withdraw_paper
from khoi.summaries.actions.publishing import cite_in_force, publish_report
from khoi.summaries.actions.taking import take_out, take_out_package

__all__ = [
    "Face",
    "Made",
    "begin_report",
    "cite_in_force",
    "describe",
    "describe_paper",
    "file_signed",
    "insert_source",
    "issue_paper",
    "keep_check",
    "keep_template",
    "look_at_sources",
    "note_taken",
    "publish_report",
    "take_out",
    "take_out_package",
    "use_built_in",
    "use_template",
    "withdraw_paper",
    "write_section",
]
