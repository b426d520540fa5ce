"""The way of a card through the agency, step by step: the agency's own history of the card as a whole."""

from khoi.scoring.models import CardLine, Scorecard
from tenants import clock, journal
from tenants.database import db
from tenants.models import Membership
from tenants.scope import present_scope


def keep_card_line(card: Scorecard, act: str, reason: str = "") -> None:
    """One more step of the card inside the agency."""
    line = CardLine(
        year_id=card.year_id, agency_id=card.agency_id, scorecard_id=card.id, act=act, reason=reason,
        at=clock.now(), by=present_scope().user or None,
    )  # fmt: skip
    db.session.add(line)


def note_export(of: Scorecard | Membership, what: str, file: bytes) -> None:
    """Somebody took the card, or what belongs to it, away as a file; `of` is the card, or its agency's place."""
    journal.took_out(of, what, file)
