"""What a search may find: the bloc's criteria, the own agency's documents, published results. Never a rival's."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import InstrumentedAttribute

from khoi.ranking.models import Standing, StandingLine
from khoi.scoring.models import Evidence
from khoi.sheets.models import PUBLISHED, Criterion, Sheet
from tenants.database import db
from tenants.models import Year
from tenants.scope import present_scope
from tenants.vi import fold

#: So many of each kind; one more is asked for, to know whether there are more.
MOST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, each with the number of its year."""

    criteria: list[tuple[Criterion, int]]
    documents: list[tuple[Evidence, int]]
    results: list[tuple[StandingLine, int]]

    def __bool__(self) -> bool:
        return bool(self.criteria or self.documents or self.results)


def found_with(words: Sequence[str], *, documents: bool = True) -> Found:
    """What holds all the words, in any order and without regard to diacritics, through the present scope's eyes;
    the agency's `documents` only where asked."""
    return Found(_criteria(words), _documents(words) if documents else [], _results(words))


def _criteria(words: Sequence[str]) -> list[tuple[Criterion, int]]:
    """Criteria of the sheets in force, this and the other years', the newest first."""
    asked = (
        select(Criterion, Year.number)
        .join(Sheet, and_(Sheet.id == Criterion.sheet_id, Sheet.state == PUBLISHED))
        .join(Year, Year.id == Criterion.year_id)
        .where(Criterion.bloc_id == present_scope().bloc, *_each(Criterion.folded, words))
        .order_by(Year.number.desc(), Criterion.place)
    )
    return [(row, number) for row, number in db.session.execute(asked.limit(MOST + 1))]


def _documents(words: Sequence[str]) -> list[tuple[Evidence, int]]:
    """The own agency's documents, the newest first; the agency is said here as well as by the wall."""
    asked = (
        select(Evidence, Year.number)
        .join(Year, Year.id == Evidence.year_id)
        .where(
            Evidence.agency_id == present_scope().agency, Evidence.removed_at.is_(None), *_each(Evidence.folded, words)
        )
        .order_by(Evidence.made_at.desc(), Evidence.id.desc())
    )
    return [(row, number) for row, number in db.session.execute(asked.limit(MOST + 1))]


def _results(words: Sequence[str]) -> list[tuple[StandingLine, int]]:
    """Names in published results in force: some dozens of lines, folded here."""
    asked = (
        select(StandingLine, Year.number)
        .join(Standing, and_(Standing.id == StandingLine.standing_id, Standing.withdrawn_at.is_(None)))
        .join(Year, Year.id == StandingLine.year_id)
        .where(StandingLine.bloc_id == present_scope().bloc)
        .order_by(Year.number.desc(), StandingLine.place)
    )
    lines = [(line, number) for line, number in db.session.execute(asked)]
    return [found for found in lines if all(word in fold(found[0].name) for word in words)][: MOST + 1]


def _each(column: InstrumentedAttribute[str], words: Sequence[str]) -> list[ColumnElement[bool]]:
    return [column.contains(word, autoescape=True) for word in words]
