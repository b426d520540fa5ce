"""What the frame around every page of a year needs, in one statement."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from khoi.scoring.models import Scorecard
from khoi.scoring.rules import APPRAISABLE
from tenants.database import db
from tenants.models import Membership, Year
from tenants.notices import Notice
from tenants.scope import Scope, present_scope


@dataclass(frozen=True, slots=True)
class Frame:
    """The years one may choose, what is unread, the own card's stage, and how many cards wait for this appraiser."""

    years: tuple[tuple[int, str], ...]
    unread: int
    stage: str
    #: Counted only on pages one opens with the eyes of the seat: on the others, the lead too is a plain member.
    waiting: int


def frame_of() -> Frame:
    """One statement: each year's line carries the three facts, which the database works out once."""
    rows = db.session.execute(_asked(present_scope())).all()
    _, _, unread, stage, waiting = rows[0]
    return Frame(tuple((row[0], row[1]) for row in rows), unread or 0, stage or "", waiting or 0)


def _asked(scope: Scope) -> Select[Any]:
    unread = select(func.count(Notice.id)).where(
        Notice.year_id == scope.year, Notice.agency_id == scope.agency, Notice.read_at.is_(None)
    )
    stage = select(Scorecard.stage).where(Scorecard.year_id == scope.year, Scorecard.agency_id == scope.agency)
    asked = select(
        Year.number, Year.state, unread.scalar_subquery(), stage.scalar_subquery(), _waiting(scope).scalar_subquery()
    )
    if scope.agency:
        asked = asked.join(Membership, Membership.year_id == Year.id).where(Membership.agency_id == scope.agency)
    return asked.where(Year.bloc_id == scope.bloc).order_by(Year.number.desc())


def _waiting(scope: Scope) -> Select[Any]:
    """The filed cards that this scope appraises (DESIGN 4): not the own one, and the lead's is the deputy's."""
    cards = select(func.count(Scorecard.id)).where(
        Scorecard.year_id == scope.year, Scorecard.stage.in_(APPRAISABLE), Scorecard.agency_id != scope.agency
    )
    if not (scope.lead or scope.team):
        return cards.where(Scorecard.agency_id == (scope.lead_agency if scope.deputy else 0))
    return cards if scope.deputy else cards.where(Scorecard.agency_id != scope.lead_agency)
