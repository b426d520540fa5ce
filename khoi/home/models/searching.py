"""What a search may find: criteria, and of the bloc its documents, activities, movements and reports; tasks of plans in
sight, the own agency's evidence, published results. Never a rival's."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import InstrumentedAttribute

from khoi.activities.models import Activity
from khoi.documents.models import Document
from khoi.movements.models import Movement
from khoi.plans.models import Task
from khoi.ranking.models import Standing, StandingLine
from khoi.reports.models import ReportRequest
from khoi.scoring.models import Evidence
from khoi.sheets.models import PUBLISHED, Criterion, Sheet
from khoi.summaries.models import PublishedReport
from tenants.database import db
from tenants.models import Year
from tenants.scope import present_scope
from tenants.vi import fold

#: So many of each kind; one more is asked for, to know whether there are more.
MOST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, each with the number of its year."""

    criteria: list[tuple[Criterion, int]] = field(default_factory=list)
    evidence: list[tuple[Evidence, int]] = field(default_factory=list)
    documents: list[tuple[Document, int]] = field(default_factory=list)
    tasks: list[tuple[Task, int]] = field(default_factory=list)
    activities: list[tuple[Activity, int]] = field(default_factory=list)
    movements: list[tuple[Movement, int]] = field(default_factory=list)
    #: What is asked of the members, and what the bloc has published.
    reports: list[tuple[ReportRequest, int]] = field(default_factory=list)
    published: list[tuple[PublishedReport, int]] = field(default_factory=list)
    results: list[tuple[StandingLine, int]] = field(default_factory=list)


def found_with(words: Sequence[str], *, drafts: bool = True) -> Found:
    """What holds all the words, in any order and without regard to diacritics, through the present scope's eyes;
    the evidence of the agency's `drafts` only where asked. Always as many statements."""
    return Found(
        criteria=_criteria(words),
        evidence=_evidence(words) if drafts else [],
        documents=_of_the_bloc(Document, words, Document.issued_at.desc()),
        tasks=_tasks(words),
        activities=_of_the_bloc(Activity, words, Activity.starts_at.desc()),
        movements=_of_the_bloc(Movement, words, Movement.begins.desc()),
        reports=_titled(ReportRequest, words, ReportRequest.asked_at.is_not(None)),
        published=_titled(PublishedReport, words),
        results=_results(words),
    )


def _of_the_bloc(model: Any, words: Sequence[str], newest: ColumnElement[Any]) -> list[tuple[Any, int]]:
    """Rows of the bloc that the wall shows to a member, the newest year first: drafts are the lead's seat's alone, and
    nobody searches with its eyes."""
    asked = (
        select(model, Year.number)
        .join(Year, Year.id == model.year_id)
        .where(model.bloc_id == present_scope().bloc, *_each(model.folded, words))
        .order_by(Year.number.desc(), newest, model.id.desc())
    )
    return [(row, number) for row, number in db.session.execute(asked.limit(MOST + 1))]


def _tasks(words: Sequence[str]) -> list[tuple[Task, int]]:
    """Tasks of the own plans, and those that are the bloc's."""
    asked = (
        select(Task, Year.number)
        .join(Year, Year.id == Task.year_id)
        .where(Task.removed_at.is_(None), *_each(Task.folded, words))
        .order_by(Year.number.desc(), Task.quarter, Task.number, Task.id)
    )
    return [(row, number) for row, number in db.session.execute(asked.limit(MOST + 1))]


def _titled(model: Any, words: Sequence[str], *more: ColumnElement[bool]) -> list[tuple[Any, int]]:
    """Reports by their titles: a handful a year, folded here."""
    asked = (
        select(model, Year.number)
        .join(Year, Year.id == model.year_id)
        .where(model.bloc_id == present_scope().bloc, *more)
        .order_by(Year.number.desc(), model.id.desc())
    )
    rows = [(row, number) for row, number in db.session.execute(asked)]
    return [found for found in rows if all(word in fold(found[0].title) for word in words)][: MOST + 1]


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


def _evidence(words: Sequence[str]) -> list[tuple[Evidence, int]]:
    """The own agency's evidence, the newest first; the agency is said here as well as by the wall."""
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
