"""The way of a card, step by step: what its agency does with it is the agency's own history, what the bloc does with it
both sides see."""

from collections.abc import Sequence
from datetime import datetime
from json import dumps

from khoi.scoring.models import CardLine, CardStep, Scorecard
from khoi.scoring.rules import Event, Stage, next_stage
from tenants import clock, journal
from tenants.database import db
from tenants.models import Membership
from tenants.scope import present_scope


def keep_card_line(card: Scorecard, act: str, reason: str = "") -> None:
    """One more step of the card inside the agency, and how the card stands after it."""
    line = CardLine(
        year_id=card.year_id, agency_id=card.agency_id, scorecard_id=card.id, act=act, reason=reason,
        at=clock.now(), by=present_scope().user or None, stage=card.stage, version=card.version,
        sheet_id=card.sheet_id,
    )  # fmt: skip
    db.session.add(line)


def move(
    card: Scorecard, event: Event, *, reason: str = "", rows: Sequence[str] = (), until: datetime | None = None
) -> None:
    """One more step of a filed card, done by the bloc; refused where that cannot happen to it now. Where it stays at
    its stage (the second appraised row, say) nothing is written down."""
    before = Stage(card.stage)
    card.stage = next_stage(before, event)
    if card.stage == before:
        return
    card.version += 1
    scope = present_scope()
    step = CardStep(
        year_id=card.year_id, agency_id=card.agency_id, scorecard_id=card.id, act=event.value, stage=card.stage,
        version=card.version, reason=reason, rows=dumps(list(rows), ensure_ascii=False), until=until,
        at=clock.now(), by=scope.user or None, by_agency=scope.agency or None,
    )  # fmt: skip
    db.session.add(step)


def note_export(of: Scorecard | Membership, what: str, file: bytes) -> None:
    """Somebody took the card, or what belongs to it, away as a file; `of` is the card, or its agency's place."""
    journal.took_out(of, what, file)
