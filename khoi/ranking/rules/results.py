"""A year's result as a plain value, the same whether it is computed at this look or was published."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from khoi.ranking.rules.standing import Standing
from khoi.scoring.rules import Card, Scored, Totals
from khoi.sheets.rules import NotApplicable, SheetSpec

#: What a published result says of a member that was not considered: the word, never the reason.
NOT_CONSIDERED = "không xét"


@dataclass(frozen=True)
class Result:
    """Both views of a year: what pages and workbooks are made of.

    `names`: every member by its code, in the bloc's own order, also those that filed nothing."""

    spec: SheetSpec
    names: Mapping[str, str]
    claimed: Mapping[str, Standing]
    appraised: Sequence[Standing]

    @property
    def ranked(self) -> list[Standing]:
        return [standing for standing in self.appraised if standing.rank is not None]


def figures_of(standing: Standing) -> dict[str, Any]:
    """One view of one member as a published line keeps it, decimal strings; `standing_from` reads it back."""
    away = [path for path, row in standing.rows.items() if row.not_applicable]
    return standing.as_expected() | {"not_applicable": away}


def standing_from(
    spec: SheetSpec, agency: str, figures: Mapping[str, Any], not_considered: str | None = None
) -> Standing:
    """The standing of a line that was kept; whether its place is shared only its neighbours tell."""
    points = {path: Decimal(text) for path, text in figures["points"].items()}
    rows = {path: Scored(earned) for path, earned in points.items()}
    for path in figures["not_applicable"]:
        rows[path] = Scored(not_applicable=True)
        if spec.not_applicable is NotApplicable.SCALE:
            points.pop(path, None)
    return Standing(
        card=Card(agency, not_considered=not_considered),
        rows=rows,
        points=points,
        sums=_sums(figures),
        rank=figures["rank"],
        class_label=figures["class"],
        pending_class=figures["pending_class"],
    )


def with_shared(standings: Sequence[Standing]) -> list[Standing]:
    """The same standings, those at one place told so."""
    held = Counter(standing.rank for standing in standings if standing.rank is not None)
    return [replace(standing, shared=standing.rank is not None and held[standing.rank] > 1) for standing in standings]


def _sums(figures: Mapping[str, Any]) -> Totals:
    sections = {path: Decimal(text) for path, text in figures["sections"].items()}
    base, bonus, penalty, total = (Decimal(figures[name]) for name in ("base", "bonus", "penalty", "total"))
    return Totals(sections, base, bonus, penalty, total)
