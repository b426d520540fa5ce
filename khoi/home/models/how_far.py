"""How far the year is, and in which rooms of its end there is anything at all: one question before all others."""

from dataclasses import dataclass

from sqlalchemy import exists, select

from khoi.awards.models import AwardDecision, AwardRevocation, Nomination
from khoi.ballots.models import is_under_way
from khoi.deliberation.models import Meeting
from khoi.ranking.models import PublicationRequest, Standing
from khoi.sheets.models import PUBLISHED, Sheet
from tenants.database import db
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class HowFar:
    """Through the scope's eyes. Of a room in which there is nothing the first page asks nothing more."""

    has_sheet: bool = False
    published: bool = False
    #: What a second person is asked for, of the points and the result; empty: nothing.
    asked: str = ""
    votes: bool = False
    meeting: bool = False
    decisions: bool = False
    revocations: bool = False
    nominations: bool = False


def how_far(scope: Scope) -> HowFar:
    """The scope's year at one look."""
    year_id = scope.year
    waits = (PublicationRequest.year_id == year_id, PublicationRequest.answered_at.is_(None))
    row = db.session.execute(
        select(
            exists().where(Sheet.year_id == year_id, Sheet.state == PUBLISHED),
            exists().where(Standing.year_id == year_id, Standing.withdrawn_at.is_(None)),
            select(PublicationRequest.kind).where(*waits).limit(1).scalar_subquery(),
            exists().where(is_under_way(year_id, scope.agency)),
            exists().where(Meeting.year_id == year_id, Meeting.closed_at.is_(None)),
            exists().where(AwardDecision.year_id == year_id, AwardDecision.answered_at.is_(None)),
            exists().where(AwardRevocation.year_id == year_id, AwardRevocation.answered_at.is_(None)),
            exists().where(Nomination.year_id == year_id),
        )
    ).one()
    has_sheet, published, kind, *rooms = row
    return HowFar(bool(has_sheet), bool(published), kind or "", *(bool(room) for room in rooms))
