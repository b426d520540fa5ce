"""What summaries are made of: the result in sight and, of the cards in sight, the figures, reasons and evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from json import loads
from typing import Any

from sqlalchemy import or_, select

from khoi.ranking.models import Standing, Table, present_table, result_of, standing_in_force
from khoi.ranking.rules import Result
from khoi.ranking.rules import Standing as Line
from khoi.scoring.models import FiledCard, FiledMark, last_filed_in
from khoi.scoring.models.bloc import codes_in
from khoi.scoring.rules import Card, Scored, View, score_card, shown_points, totals
from khoi.sheets.models import Criterion, sheet_by_id
from khoi.sheets.rules import Relative, SheetSpec
from tenants.database import db
from tenants.journal import head_of
from tenants.models import Bloc, Membership, Year, seated
from tenants.roles import Seat
from tenants.scope import present_scope


@dataclass(frozen=True)
class Filed:
    """What an agency filed beside its figures: when, sealed how, and per row the note and the evidence."""

    at: datetime
    days_late: int
    seal: str
    notes: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Material:
    """All that one workbook is made of, as this scope may see it.

    `cards` and `filed` by agency code: whose details are in sight; `own_only`: nothing but the reader's own card."""

    bloc: Bloc
    year: Year
    lead: Membership | None
    result: Result
    sheet_number: int | None
    standing: Standing | None
    cards: Mapping[str, Card]
    filed: Mapping[str, Filed]
    journal: tuple[int, str]
    own_only: bool = False


def material_of(year: Year) -> Material | None:
    """The published result where there is one; else, for chairs, the table as it stands, and for a member its own
    card alone. None where nothing is in sight yet."""
    standing = standing_in_force(year.id)
    table = present_table(year.id)
    result = result_of(standing) if standing is not None else _unpublished(table)
    if result is None or not result.appraised:
        return None
    cards = {card.agency: card for card in table.cards} if table is not None else {}
    scope = present_scope()
    return Material(
        bloc=db.session.scalars(select(Bloc).where(Bloc.id == year.bloc_id)).one(),
        year=year,
        lead=seated(year.id, Seat.LEAD),
        result=result,
        sheet_number=_sheet_number(standing, table),
        standing=standing,
        cards=cards,
        filed=filed_in(year.id) if cards else {},
        journal=head_of(year.bloc_id),
        own_only=standing is None and not (scope.is_chair or scope.operator),
    )


def _sheet_number(standing: Standing | None, table: Table | None) -> int | None:
    if table is not None and (standing is None or standing.sheet_id == table.sheet.id):
        return table.sheet.number
    # An observer sees the copy of the sheet, not its row.
    return sheet_by_id(standing.sheet_id).number if standing is not None and table is not None else None


def _unpublished(table: Table | None) -> Result | None:
    if table is None:
        return None
    scope = present_scope()
    return table.result if scope.is_chair or scope.operator else _own(table)


def _own(table: Table) -> Result:
    """A member's own card, without what depends on others' figures."""
    codes = {member.agency_id: code for code, member in table.members.items()}
    own = codes.get(present_scope().agency)
    cards = [card for card in table.cards if card.agency == own]
    lines = {view: [_alone(table.spec, card, view) for card in cards] for view in View}
    return Result(
        spec=table.spec,
        names={code: member.name_that_year for code, member in table.members.items() if code == own},
        claimed={line.agency: line for line in lines[View.CLAIMED]},
        appraised=lines[View.APPRAISED],
    )


def _alone(spec: SheetSpec, card: Card, view: View) -> Line:
    rows: dict[str, Scored] = score_card(spec, card, view)
    for leaf in spec.leaves:
        # Points of a relative row would tell of others; even appraised ones wait for the publication.
        if isinstance(leaf.method, Relative):
            rows.pop(leaf.path, None)
    return Line(replace(card, not_considered=None), rows, shown_points(spec, rows), totals(spec, rows))


def filed_in(year_id: int) -> dict[str, Filed]:
    """The last filing of every card in sight, by agency code."""
    codes = codes_in(year_id)
    last = last_filed_in(year_id)
    found = {
        card.id: Filed(card.filed_at, card.days_late, card.seal) for card in last.values() if card.agency_id in codes
    }
    for filed_card_id, path, note, evidence in db.session.execute(_told_rows(list(found))):
        if note:
            found[filed_card_id].notes[path] = note
        if evidence != "[]":
            found[filed_card_id].evidence[path] = loads(evidence)
    return {codes[card.agency_id]: found[card.id] for card in last.values() if card.id in found}


def _told_rows(filed_cards: list[int]) -> Any:
    """The rows that say more than their figures."""
    return (
        select(FiledMark.filed_card_id, Criterion.path, FiledMark.note, FiledMark.evidence)
        .join(FiledCard, FiledCard.id == FiledMark.filed_card_id)
        .join(Criterion, Criterion.id == FiledMark.criterion_id)
        .where(FiledMark.filed_card_id.in_(filed_cards), or_(FiledMark.note != "", FiledMark.evidence != "[]"))
    )
