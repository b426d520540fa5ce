"""What the frame around every page of a year needs, in one statement made once.

A named bulk reader: it speaks to the tables themselves, for it is on every page, and says in each of its parts whose
rows it counts."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select

from khoi.scoring.models import Scorecard
from khoi.scoring.rules import APPRAISABLE
from tenants.models import Membership, Year
from tenants.notices import Notice
from tenants.prepared import Prepared
from tenants.scope import FACTS, Scope

_YEAR: Any = Year.__table__
_MEMBER: Any = Membership.__table__
_NOTICE: Any = Notice.__table__
_CARD: Any = Scorecard.__table__


@dataclass(frozen=True, slots=True)
class Frame:
    """The years one may choose, what is unread, the own card's stage, and how many cards wait for this appraiser."""

    years: tuple[tuple[int, str], ...]
    unread: int
    stage: str
    #: Counted only on pages one opens with the eyes of the seat: on the others, the lead too is a plain member.
    waiting: int


def frame_of(scope: Scope) -> Frame:
    """One statement: each year's line carries the three facts, which the database works out once."""
    rows = _ASKED.rows({name: getattr(scope, name) for name in FACTS})
    if not rows:
        return Frame((), 0, "", 0)
    _, _, unread, stage, waiting = rows[0]
    return Frame(tuple((row[0], row[1]) for row in rows), unread or 0, stage or "", waiting or 0)


def _fact(name: str) -> Any:
    return bindparam(name, type_=_YEAR.c.id.type)


def _unread() -> Select[Any]:
    return select(func.count(_NOTICE.c.id)).where(
        _NOTICE.c.year_id == _fact("year"), _NOTICE.c.agency_id == _fact("agency"), _NOTICE.c.read_at.is_(None)
    )


def _stage() -> Select[Any]:
    return select(_CARD.c.stage).where(_CARD.c.year_id == _fact("year"), _CARD.c.agency_id == _fact("agency"))


def _waiting() -> Select[Any]:
    """The filed cards that this scope appraises (DESIGN 4): not the own one, and the lead's is the deputy's."""
    leads = and_(_CARD.c.agency_id == _fact("lead_agency"), _fact("deputy") == 1)
    others = and_(_CARD.c.agency_id != _fact("lead_agency"), or_(_fact("lead") == 1, _fact("team") == 1))
    gone = select(_MEMBER.c.agency_id).where(_MEMBER.c.year_id == _fact("year"), _MEMBER.c.left_on.is_not(None))
    return select(func.count(_CARD.c.id)).where(
        _CARD.c.year_id == _fact("year"),
        or_(*(_CARD.c.stage == stage for stage in sorted(APPRAISABLE))),
        _CARD.c.agency_id != _fact("agency"),
        _CARD.c.agency_id.not_in(gone),
        or_(leads, others),
    )


def _asked() -> Select[Any]:
    """An agency chooses among the years it is a member of; a guest among all of the bloc."""
    member = exists().where(_MEMBER.c.year_id == _YEAR.c.id, _MEMBER.c.agency_id == _fact("agency"))
    return (
        select(
            _YEAR.c.number,
            _YEAR.c.state,
            _unread().scalar_subquery(),
            _stage().scalar_subquery(),
            _waiting().scalar_subquery(),
        )
        .where(_YEAR.c.bloc_id == _fact("bloc"), or_(_fact("agency") == 0, member))
        .order_by(_YEAR.c.number.desc())
    )


_ASKED = Prepared(_asked())
