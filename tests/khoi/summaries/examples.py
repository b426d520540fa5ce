"""Years made from the worked examples, to be written as workbooks and computed anew by a stranger."""

import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from khoi.scoring.actions.importing import take_in
from khoi.scoring.rules import Stage, read_scores
from khoi.sheets.actions import publish, store_sheet
from khoi.sheets.rules import read_sheet
from khoi.summaries.workbook import consolidated_workbook
from tenants.models import Agency, Bloc, Year
from tenants.roles import Seat
from tenants.scope import Scope, acting
from tests import make
from tests.calc import converted

DATA = Path(__file__).parents[2] / "data"
SEATS = (Seat.LEAD, Seat.DEPUTY)


def data_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / name).read_text("utf-8"))
    return found


@dataclass(frozen=True)
class MadeYear:
    """A bloc's year with filed and appraised cards, and its members by code."""

    bloc: Bloc
    year: Year
    agencies: dict[str, Agency]

    @property
    def operator(self) -> Scope:
        return Scope.of_operator(self.bloc.id, self.year.id)

    def scope(self, code: str, **eyes: int) -> Scope:
        """The scope of a member; `lead=1` or `deputy=1` give the seat's eyes."""
        lead = next(iter(self.agencies.values())).id
        return Scope(
            bloc=self.bloc.id, year=self.year.id, agency=self.agencies[code].id, lead_agency=lead, open=1, **eyes
        )

    def workbook(self, scope: Scope | None = None) -> bytes:
        with acting(scope or self.operator):
            found = consolidated_workbook(self.year, "Người thử")
            make.keep()
        return found


def made_year(sheet: dict[str, Any], scores: dict[str, Any], names: dict[str, str] | None = None) -> MadeYear:
    """A year from a sheet and a scores file; the file's first agency leads, the second is its deputy."""
    bloc = make.bloc()
    year = make.year(bloc, sheet["year"])
    agencies = {}
    for position, item in enumerate(scores["agencies"]):
        code = item["agency"]
        agencies[code] = make.agency(bloc, code, (names or {}).get(code, item.get("name")))
        seat = SEATS[position] if position < len(SEATS) else Seat.MEMBER
        make.member(year, agencies[code], seat, position=position)
    make.keep()
    made = MadeYear(bloc, year, agencies)
    with acting(made.operator):
        spec = read_sheet(sheet)
        stored = store_sheet(year, spec)
        publish(stored)
        cards = read_scores(scores, spec)
        take_in(year, stored, ((agencies[card.card.agency].id, card) for card in cards), Stage.APPRAISED)
        make.keep()
    return made


def example(name: str) -> tuple[MadeYear, dict[str, Any]]:
    """A worked example as a year, and what is expected of it."""
    scores = data_of(name)
    sheet = scores["sheet"] if isinstance(scores.get("sheet"), dict) else data_of("sheet-noichinh-2026.json")
    return made_year(sheet, scores), scores["expected"]


def opened(file: bytes, *, values: bool = True) -> Workbook:
    return load_workbook(BytesIO(file), data_only=values)


def recomputed(file: bytes, folder: Path) -> Workbook:
    """The workbook after LibreOffice computed every formula anew."""
    source = folder / "tong-hop.xlsx"
    source.write_bytes(file)
    return load_workbook(converted(source, "xlsx", folder), data_only=True)


def row_named(page: Any, text: str, column: int = 2) -> list[Any]:
    """The values of the first row whose cell in `column` (from 1) holds this text."""
    for row in page.iter_rows():
        if row[column - 1].value == text:
            return [cell.value for cell in row]
    raise AssertionError(f"{page.title}: no row {text!r}")
