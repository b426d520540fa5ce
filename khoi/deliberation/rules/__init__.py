"""The meeting's rules: quorum, an election's figures, the minutes as a document. Pure."""

from khoi.deliberation.rules.calling import Called
from khoi.deliberation.rules.electing import objections_to_election
from khoi.deliberation.rules.minutes import (
    Adopted,
    Attended,
    Minutes,
    Place,
    RowDecided,
    meeting_minutes_document,
    name_to_sign,
)
from khoi.deliberation.rules.quorum import Quorum

__all__ = [
    "Adopted",
    "Attended",
    "Called",
    "Minutes",
    "Place",
    "Quorum",
    "RowDecided",
    "meeting_minutes_document",
    "name_to_sign",
    "objections_to_election",
]
