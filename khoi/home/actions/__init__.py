"""What the last step changes: notices read, reminders made, mails written and sent, what is over forgotten."""

from khoi.home.actions.keeping import forget_sessions, forget_what_is_over
from khoi.home.actions.mailing import letter_for, note_taken, write_mails
from khoi.home.actions.noticing import mark_read
from khoi.home.actions.reminding import remind_due

__all__ = [
    "forget_sessions",
    "forget_what_is_over",
    "letter_for",
    "mark_read",
    "note_taken",
    "remind_due",
    "write_mails",
]
