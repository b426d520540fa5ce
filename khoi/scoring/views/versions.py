"""What a new version of the sheet means for cards already filed; of what is not filed nothing is said."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import render_template
from werkzeug.exceptions import NotFound

from khoi.scoring.models import FiledCard, last_filed_in
from khoi.scoring.models.bloc import rows_answered
from khoi.scoring.views.blueprint import scoring
from khoi.sheets.models import Sheet, sheet_by_id, spec_of
from khoi.sheets.rules import SheetChanges, differences
from tenants.database import the
from tenants.gate import door, here
from tenants.models import members_of
from tenants.roles import Role, Seat


@dataclass(frozen=True)
class Effect:
    """One agency's filed card under the new version, in rows that it had answered."""

    agency: str
    filed: FiledCard
    version: int
    kept: int
    recomputed: int
    lost: int
    added: int


@scoring.get("/<bloc>/<int:year>/sheets/<public_id:sheet_id>/filed-cards")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def version_effects(sheet_id: str) -> str:
    """Each filed card: how many answered rows stay, are computed anew, have to be entered again."""
    sheet = the(Sheet, sheet_id)
    if sheet.year_id != here().year_id:
        raise NotFound
    return render_template(
        "scoring/version_effects.html", sheet=sheet, effects=_effects(sheet),
        page_title=f"Phiếu đã nộp và phiên bản {sheet.number}",
    )  # fmt: skip


def _effects(sheet: Sheet) -> list[Effect]:
    filed, answered = last_filed_in(sheet.year_id), rows_answered(sheet.year_id)
    versions = {card.sheet_id: sheet_by_id(card.sheet_id) for card in filed.values()}
    changes = {number: differences(spec_of(old), spec_of(sheet)) for number, old in versions.items()}
    return [
        _effect(member.name_that_year, card, versions[card.sheet_id], changes[card.sheet_id], answered[card.agency_id])
        for member in members_of(sheet.year_id)
        if (card := filed.get(member.agency_id)) is not None
    ]


def _effect(agency: str, card: FiledCard, old: Sheet, changes: SheetChanges, answered: Iterable[str]) -> Effect:
    rows, lost = set(answered), set(changes.loses_inputs)
    recomputed = {change.path for change in changes.changed} - lost
    return Effect(
        agency=agency, filed=card, version=old.number, kept=len(rows & set(changes.kept)),
        recomputed=len(rows & recomputed), lost=len(rows & lost), added=len(changes.added),
    )  # fmt: skip
