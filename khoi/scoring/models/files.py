"""The bloc's cards as a file writes them: every figure said outright, so that reading it back gives the same points."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import select

from khoi.scoring.models.bloc import bloc_cards, codes_in
from khoi.scoring.models.cards import Mark
from khoi.scoring.models.filed import FiledMark, last_filed_in
from khoi.scoring.rules import Answer, Card, FiledCard, Scored, View, lateness, score_bloc
from khoi.sheets.models import Criterion
from khoi.sheets.rules import Node, Relative, SheetSpec, Timeliness
from tenants.database import db
from tenants.models import members_of
from tenants.refusal import Refused

Rows = Mapping[str, Scored]


def cards_for_file(year_id: int, spec: SheetSpec) -> list[FiledCard]:
    """Every member's card that is in sight, with names, notes and claimed points of `relative` rows.

    Refused where the appraisal found that a row does not apply: a file has no word for that."""
    cards = bloc_cards(year_id, spec, drafts=True)
    claimed, found = (score_bloc(spec, cards, view) for view in (View.CLAIMED, View.APPRAISED))
    names = _names(year_id)
    notes = _notes(year_id)
    return [
        FiledCard(
            names[card.agency],
            _said_outright(spec, card, claimed[card.agency], found[card.agency]),
            {path: note for path, note in notes.get(card.agency, {}).items() if note and path in card.answers},
            _relative(spec, claimed[card.agency]),
        )
        for card in cards
    ]


def _names(year_id: int) -> dict[str, str]:
    codes = codes_in(year_id)
    return {codes[member.agency_id]: member.name_that_year for member in members_of(year_id)}


def _relative(spec: SheetSpec, rows: Rows) -> dict[str, Decimal]:
    return {
        leaf.path: points
        for leaf in spec.leaves
        if isinstance(leaf.method, Relative) and leaf.path in rows and (points := rows[leaf.path].points) is not None
    }


def _said_outright(spec: SheetSpec, card: Card, claimed: Rows, found: Rows) -> Card:
    answers = {
        path: _answer(card.agency, spec.leaf_at[path], answer, claimed.get(path), found.get(path))
        for path, answer in card.answers.items()
    }
    return replace(card, answers=answers)


def _answer(agency: str, leaf: Node, answer: Answer, claimed: Scored | None, found: Scored | None) -> Answer:
    """Days late that the year knows become figures of the row; corrected figures become the points they gave."""
    if isinstance(leaf.method, Timeliness) and answer.days_late is not None and answer.inputs.days_late is None:
        answer = replace(answer, inputs=replace(answer.inputs, days_late=lateness(answer.inputs, answer.days_late)))
    if answer.appraised is not None or claimed == found:
        return answer
    if found is None or found.points is None:
        raise Refused(f"{agency} {leaf.path}: thẩm định ghi “không áp dụng”, tệp điểm không ghi được điều này.")
    return replace(answer, appraised=found.points, reason=answer.reason or "Theo số liệu đã thẩm định")


def _notes(year_id: int) -> dict[str, dict[str, str]]:
    """Notes by agency and path: as filed, else as they stand in the draft."""
    codes = codes_in(year_id)
    filed = last_filed_in(year_id)
    drafts = select(Mark.agency_id, Criterion.path, Mark.note).join(Criterion, Criterion.id == Mark.criterion_id)
    sealed = select(FiledMark.agency_id, Criterion.path, FiledMark.note).join(
        Criterion, Criterion.id == FiledMark.criterion_id
    )
    found: dict[str, dict[str, str]] = {}
    for agency_id, path, note in db.session.execute(drafts.where(Mark.year_id == year_id)):
        if agency_id not in filed:
            found.setdefault(codes[agency_id], {})[path] = note
    last = [row.id for row in filed.values()]
    for agency_id, path, note in db.session.execute(sealed.where(FiledMark.filed_card_id.in_(last))):
        found.setdefault(codes[agency_id], {})[path] = note
    return found
