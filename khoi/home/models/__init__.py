"""What the last step asks of the others: the frame, the start, today, the notices, the search."""

from khoi.home.models.frame import Frame, frame_of
from khoi.home.models.noticing import notices_in, unread_in
from khoi.home.models.reminding import FILED_BY, Reminded, owed_in, reminded_in
from khoi.home.models.searching import MOST, Found, found_with
from khoi.home.models.starting import Beginning, published_at, years_for
from khoi.home.models.today import Look, look_at

__all__ = [
    "FILED_BY",
    "MOST",
    "Beginning",
    "Found",
    "Frame",
    "Look",
    "Reminded",
    "found_with",
    "frame_of",
    "look_at",
    "notices_in",
    "owed_in",
    "published_at",
    "reminded_in",
    "unread_in",
    "years_for",
]
