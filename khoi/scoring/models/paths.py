"""The way of one row through its filings, and a card as it stood at a past moment, rebuilt from its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from json import dumps, loads
from typing import Any

from sqlalchemy import select

from khoi.scoring.models.appraisals import AppraisalLine
from khoi.scoring.models.cards import CardLine, CardStep, Mark, MarkLine, Scorecard, lines_of_card, steps_of_card
from khoi.scoring.models.filed import FiledCard, FiledMark
from khoi.scoring.models.told import Told, told_in
from khoi.scoring.rules import SETTLED, Stage
from khoi.sheets.models import Criterion, sheet_by_id, spec_of
from tenants.database import db
from tenants.journal import Acts, acts_about

_LATENESS = Acts(frozenset({"note_lateness", "forget_lateness"}), frozenset())
#: More than anybody notes about one agency in a year.
_MOST_ACTS = 10_000


@dataclass(frozen=True, slots=True)
class RowThen:
    """A row as the agency had it: its figures as they are stored, points of its own, note, versions of documents."""

    inputs: str = "{}"
    points: Decimal | None = None
    note: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True)
class CardThen:
    """A card as it stood for its agency: stage, version of the sheet, every row by path, and what it was told."""

    stage: str
    sheet_id: int
    rows: dict[str, RowThen]
    told: dict[str, Told]


def rows_filed_on(scorecard_id: int, path: str) -> list[tuple[FiledCard, FiledMark]]:
    """A row as it was filed each time, the first filing first."""
    rows = db.session.execute(
        select(FiledCard, FiledMark)
        .join(FiledMark, FiledMark.filed_card_id == FiledCard.id)
        .join(Criterion, Criterion.id == FiledMark.criterion_id)
        .where(FiledCard.scorecard_id == scorecard_id, Criterion.path == path)
        .order_by(FiledCard.number)
    )
    return [(filed, row) for filed, row in rows]


def card_then(card: Scorecard, moment: datetime) -> CardThen | None:
    """The card as its agency had it at the end of that second, from its history alone; None before it was begun. Asked
    with the agency's own eyes."""
    lines = [line for line in reversed(lines_of_card(card.id)) if line.at <= moment]
    if not lines:
        return None
    steps = [step for step in steps_of_card(card.id) if step.at <= moment]
    sheet_id = lines[-1].sheet_id or card.sheet_id
    known = spec_of(sheet_by_id(sheet_id)).leaf_at
    rows = {path: row for path, row in _rows_then(card.id, moment).items() if path in known}
    stage = _stage_then(lines, steps)
    return CardThen(stage, sheet_id, rows, _told_then(card.id, moment) if Stage(stage) in SETTLED else {})


def _stage_then(lines: Iterable[CardLine], steps: Iterable[CardStep]) -> str:
    """After the last step of either side. Lines that do not say how the card stood after them are older than that."""
    both: list[CardLine | CardStep] = [*lines, *steps]
    known = [(each.at, each.version, each.stage) for each in both if each.stage and each.version is not None]
    return max(known, key=lambda each: each[:2])[2] if known else Stage.DRAFT.value


def _rows_then(scorecard_id: int, moment: datetime) -> dict[str, RowThen]:
    marks = db.session.execute(
        select(Mark.id, Criterion.path)
        .join(Criterion, Criterion.id == Mark.criterion_id)
        .where(Mark.scorecard_id == scorecard_id)
    )
    paths: dict[int, str] = {row.id: row.path for row in marks}
    changes = db.session.execute(
        select(MarkLine.mark_id, MarkLine.state)
        .where(MarkLine.mark_id.in_(list(paths)), MarkLine.at <= moment)
        .order_by(MarkLine.id)
    )
    last = {mark: loads(state) for mark, state in changes}
    return {path: _row_then(last[mark]) if mark in last else RowThen() for mark, path in paths.items()}


def _row_then(state: dict[str, Any]) -> RowThen:
    points = state["points"]
    return RowThen(
        dumps(state["inputs"], ensure_ascii=False), None if points is None else Decimal(points), state["note"],
        tuple(document["version"] for document in state["evidence"]),
    )  # fmt: skip


def _told_then(scorecard_id: int, moment: datetime) -> dict[str, Told]:
    rows = db.session.execute(
        select(AppraisalLine, Criterion.path)
        .join(Criterion, Criterion.id == AppraisalLine.criterion_id)
        .where(AppraisalLine.scorecard_id == scorecard_id, AppraisalLine.released, AppraisalLine.told_at <= moment)
        .order_by(AppraisalLine.id)
    )
    return {path: told_in(line) for line, path in rows}


def lateness_then(year_id: int, agency_id: int, moment: datetime) -> dict[str, int]:
    """Days late by filing as they were noted then: lateness keeps no history of its own, the journal does."""
    lines, _ = acts_about(agency_id, year_id, _LATENESS, _MOST_ACTS)
    known: dict[str, int] = {}
    for line in reversed(lines):
        if line.at <= moment:
            facts = loads(line.facts)
            known.pop(facts["filing"], None)
            if line.act == "note_lateness":
                known[facts["filing"]] = facts["days"]
    return known
