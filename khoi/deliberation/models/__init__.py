"""The meeting in the database, the disputed rows as its queue, and all that its minutes say."""

from khoi.deliberation.models.elections import Chosen, chosen_in
from khoi.deliberation.models.gathering import minutes_of, quorum_of
from khoi.deliberation.models.queue import Disputed, queue_in
from khoi.deliberation.models.rows import (
    Attendance,
    Elected,
    Meeting,
    Remarks,
    RowDecision,
    attendance_of,
    decision_at,
    decisions_at,
    elected_in,
    hold_meeting,
    meetings_in,
    news_of,
    present_meeting,
    remarks_of,
)

__all__ = [
    "Attendance",
    "Chosen",
    "Disputed",
    "Elected",
    "Meeting",
    "Remarks",
    "RowDecision",
    "attendance_of",
    "chosen_in",
    "decision_at",
    "decisions_at",
    "elected_in",
    "hold_meeting",
    "meetings_in",
    "minutes_of",
    "news_of",
    "present_meeting",
    "queue_in",
    "quorum_of",
    "remarks_of",
]
