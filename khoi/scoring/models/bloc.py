"""The whole bloc's cards as plain values, read in a handful of statements: what totals, places and workbooks build on.

Cards are read by the path of their criteria, so that a card filed under an older version of the sheet still counts.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from khoi.scoring.models.appraisals import Appraisal
from khoi.scoring.models.cards import Mark, Scorecard, inputs_from
from khoi.scoring.models.filed import FiledCard, FiledMark
from khoi.scoring.rules import NOTHING, Answer, Card, Inputs
from khoi.sheets.models import Criterion
from khoi.sheets.rules import Method, Node, SheetSpec, Timeliness
from khoi.years.models import all_lateness, not_considered_in
from tenants.database import db
from tenants.models import Agency, Membership
from tenants.refusal import Refused

Answers = dict[int, dict[str, Answer]]


def codes_in(year_id: int) -> dict[int, str]:
    """The codes of a year's members by agency, in the bloc's own order; who left within the year is not among them."""
    rows = db.session.execute(
        select(Membership.agency_id, Agency.code)
        .join(Agency, Agency.id == Membership.agency_id)
        .where(Membership.year_id == year_id, Membership.left_on.is_(None))
        .order_by(Membership.position, Membership.id)
    )
    return {row.agency_id: row.code for row in rows}


def bloc_cards(year_id: int, spec: SheetSpec, *, drafts: bool = False) -> list[Card]:
    """Every member's card that is in sight, by the version last filed; `drafts` adds, for the operator alone, the
    cards never filed. Members without a card are absent."""
    answers = _filed_answers(year_id, spec)
    if drafts:
        answers = _draft_answers(year_id, spec) | answers
    excluded = not_considered_in(year_id)
    return [
        Card(code, answers[agency_id], excluded[agency_id].reason if agency_id in excluded else None)
        for agency_id, code in codes_in(year_id).items()
        if agency_id in answers
    ]


def _filed_answers(year_id: int, spec: SheetSpec) -> Answers:
    found = _appraisals(year_id)
    late = all_lateness(year_id)
    answers: Answers = {agency_id: {} for agency_id in _agencies_filed(year_id)}
    for agency_id, path, inputs, seal in db.session.execute(_last_filed_rows(year_id)):
        if path in spec.leaf_at:
            appraisal = found.get((agency_id, path))
            current = appraisal if appraisal is not None and appraisal.seal == seal else None
            answer = _answer(spec, path, inputs, current, late.get(agency_id, {}))
            if answer is not None:
                answers[agency_id][path] = answer
    return answers


def rows_answered(year_id: int) -> dict[int, list[str]]:
    """The paths of the rows that each agency answered when it last filed, of all that are in sight."""
    answered: dict[int, list[str]] = {agency_id: [] for agency_id in _agencies_filed(year_id)}
    for agency_id, path, inputs, _ in db.session.execute(_last_filed_rows(year_id)):
        if inputs != "{}":
            answered[agency_id].append(path)
    return answered


def _agencies_filed(year_id: int) -> list[int]:
    asked = select(FiledCard.agency_id).where(FiledCard.year_id == year_id).distinct()
    return list(db.session.scalars(asked))


def _last_filed_rows(year_id: int) -> Any:
    last = (
        select(func.max(FiledCard.id).label("id"))
        .where(FiledCard.year_id == year_id)
        .group_by(FiledCard.agency_id)
        .subquery()
    )
    return (
        select(FiledMark.agency_id, Criterion.path, FiledMark.inputs, FiledMark.seal)
        .join(last, last.c.id == FiledMark.filed_card_id)
        .join(Criterion, Criterion.id == FiledMark.criterion_id)
        .where(FiledMark.year_id == year_id)
    )


def _draft_answers(year_id: int, spec: SheetSpec) -> Answers:
    late = all_lateness(year_id)
    begun = db.session.scalars(select(Scorecard.agency_id).where(Scorecard.year_id == year_id))
    answers: Answers = {agency_id: {} for agency_id in begun}
    rows = db.session.execute(
        select(Mark.agency_id, Criterion.path, Mark.inputs)
        .join(Criterion, Criterion.id == Mark.criterion_id)
        .where(Mark.year_id == year_id)
    )
    for agency_id, path, inputs in rows:
        answer = _answer(spec, path, inputs, None, late.get(agency_id, {})) if path in spec.leaf_at else None
        if answer is not None:
            answers[agency_id][path] = answer
    return answers


def _appraisals(year_id: int) -> dict[tuple[int, str], Any]:
    """The findings of the year by agency and path, as bare rows: entities would cost more than all the scoring."""
    told = (Appraisal.seal, Appraisal.accepted, Appraisal.points, Appraisal.inputs, Appraisal.reason)
    rows = db.session.execute(
        select(Appraisal.agency_id, Criterion.path, *told)
        .join(Criterion, Criterion.id == Appraisal.criterion_id)
        .where(Appraisal.year_id == year_id)
        .order_by(Appraisal.id)
    )
    return {(row.agency_id, row.path): row for row in rows}


def _answer(spec: SheetSpec, path: str, inputs: str, appraisal: Any | None, late: Mapping[str, int]) -> Answer | None:
    """One row; none where nothing was entered and nobody found anything (timeliness is always there)."""
    leaf = spec.leaf_at[path]
    answer = answer_of(leaf, inputs, appraisal, late)
    is_found = appraisal is not None and not appraisal.accepted
    return answer if is_found or answer.inputs != NOTHING or isinstance(leaf.method, Timeliness) else None


def answer_of(leaf: Node, inputs: str, appraisal: Any | None, late: Mapping[str, int]) -> Answer:
    """A row as the rules count it: the filed figures, and what was found on them."""
    assert leaf.method is not None
    return Answer(
        inputs=figures_read(leaf, inputs),
        appraised=appraisal.points if appraisal else None,
        corrected=_corrected(leaf, appraisal),
        days_late=days_late_for(leaf.method, late),
        reason=appraisal.reason if appraisal else "",
    )


def figures_read(leaf: Node, inputs: str) -> Inputs:
    """The filed figures, where the row still takes them: under a later version of the sheet its method may be another,
    its ceiling lower; then the row counts as unanswered until the card is returned and carried over."""
    assert leaf.method is not None
    try:
        return inputs_from(leaf.method, leaf.ceiling, leaf.kind, inputs)
    except Refused:
        return NOTHING


def _corrected(leaf: Node, appraisal: Any | None) -> Inputs | None:
    return None if appraisal is None or appraisal.inputs is None else figures_read(leaf, appraisal.inputs)


def days_late_for(method: Method, late: Mapping[str, int]) -> int | None:
    """What the year knows of a timeliness row: the largest lateness of its filings; none where nothing was noted."""
    if not isinstance(method, Timeliness):
        return None
    return max((late[filing] for filing in method.filings if filing in late), default=None)
