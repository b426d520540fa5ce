"""What a document may do next, and which number it may carry. Pure."""

from khoi.documents.rules.issuing import (
    may_remind,
    names_in_words,
    objections_to_issuing,
    objections_to_replacing,
    objections_to_sending_reply,
    objections_to_withdrawing,
    other_years,
)
from khoi.documents.rules.numbering import (
    FIRST_KINDS,
    HIGHEST,
    Kind,
    calendar_year,
    gaps,
    next_number,
    objection_to_number,
    sign_of,
    spans,
    written,
)
from khoi.documents.rules.states import (
    HANDLING_KINDS,
    HANDLING_NAMES,
    REPLY_STAGE_NAMES,
    STATE_KINDS,
    STATE_NAMES,
    UNISSUED,
    Handling,
    ReplyStage,
    State,
    Word,
    handling_word,
    receipt_word,
    reply_word,
)

__all__ = [
    "FIRST_KINDS", "HANDLING_KINDS", "HANDLING_NAMES", "HIGHEST", "REPLY_STAGE_NAMES", "STATE_KINDS", "STATE_NAMES",
    "UNISSUED", "Handling", "Kind", "ReplyStage", "State", "Word", "calendar_year", "gaps", "handling_word",
    "may_remind", "names_in_words", "next_number", "objection_to_number", "objections_to_issuing",
    "objections_to_replacing", "objections_to_sending_reply", "objections_to_withdrawing", "other_years",
    "receipt_word", "reply_word", "sign_of", "spans", "written",
]  # fmt: skip
