"""What the appraisal found on the agency's own card, once it is released: row by row, with the reasons."""

from dataclasses import dataclass
from decimal import Decimal

from flask import render_template

from khoi.scoring.models import OwnRow, card_of, own_rows
from khoi.scoring.rules import SETTLED, Scored, Stage, totals
from khoi.scoring.views.blueprint import scoring
from khoi.scoring.views.paper import points_shown
from khoi.sheets.rules import Node, Relative, SheetSpec
from tenants import vi
from tenants.gate import door, here
from tenants.roles import Role

AT_PUBLICATION = "tính khi công bố"


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One line of the result; sections and groups have words only."""

    leaf: Node
    claimed: str = ""
    appraised: str = ""
    difference: str = ""
    reason: str = ""


@scoring.get("/<bloc>/<int:year>/scorecard/result")
@door(Role.CLERK, Role.HEAD)
def result() -> str:
    """The agency's result: self-score, appraised points, reasons; nothing of others."""
    card = card_of(here().year_id, here().agency_id)
    if card is None or Stage(card.stage) not in SETTLED:
        return render_template("scoring/result.html", lines=(), sums=None, spec=None, page_title="Kết quả của đơn vị")
    spec, rows = own_rows(card)
    by_path = {row.leaf.path: row for row in rows}
    claimed = {path: row.claimed for path, row in by_path.items()}
    found = {path: row.found for path, row in by_path.items()}
    return render_template(
        "scoring/result.html",
        lines=[_line(spec, node, by_path) for node in spec.nodes], spec=spec,
        sums=(totals(spec, claimed), totals(spec, found)),
        waits=any(isinstance(leaf.method, Relative) for leaf in spec.leaves),
        adopted=Stage(card.stage) is Stage.ADOPTED, page_title="Kết quả của đơn vị",
    )  # fmt: skip


def _line(spec: SheetSpec, node: Node, rows: dict[str, OwnRow]) -> ResultLine:
    if not node.is_leaf or node.path not in rows:
        return ResultLine(node)
    row = rows[node.path]
    return ResultLine(node, *shown_pair(spec, row), agency_words(row))


def shown_pair(spec: SheetSpec, row: OwnRow) -> tuple[str, str, str]:
    """Claimed, found and the difference, as the agency may read them."""
    leaf, claimed, found = row.leaf, row.claimed, row.found
    waits = isinstance(leaf.method, Relative) and not claimed.not_applicable
    first = AT_PUBLICATION if waits else points_shown(spec, leaf, claimed)
    second = AT_PUBLICATION if waits and found.points is None else points_shown(spec, leaf, found)
    return first, second, _difference(claimed, found)


def agency_words(row: OwnRow) -> str:
    """Why it was found so, as told."""
    return row.told.reason if row.told else ""


def _difference(claimed: Scored, found: Scored) -> str:
    before, after = claimed.points, found.points
    if before is None or after is None or before == after:
        return ""
    number: str = vi.number(abs(Decimal(after) - before))
    return f"+{number}" if after > before else f"−{number}"
