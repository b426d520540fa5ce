"""What the appraisal found on the agency's own card, once it is released: row by row, with the reasons."""

from dataclasses import dataclass
from decimal import Decimal

from flask import render_template

from khoi.scoring.models import Appraisal, Scorecard, card_of, filed_marks_of, last_filed
from khoi.scoring.models.appraisals import findings_by_path
from khoi.scoring.models.bloc import days_late_for
from khoi.scoring.models.cards import inputs_from
from khoi.scoring.rules import SETTLED, Answer, Scored, Stage, View, score_row, totals
from khoi.scoring.views.blueprint import scoring
from khoi.scoring.views.paper import points_shown
from khoi.sheets.models import criteria_of, sheet_by_id, spec_of
from khoi.sheets.rules import Node, Relative, SheetSpec
from khoi.years.models import lateness_in
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
    spec, claimed, appraised, reasons = _found(card)
    lines = [_line(spec, node, claimed, appraised, reasons) for node in spec.nodes]
    return render_template(
        "scoring/result.html",
        lines=lines, spec=spec, sums=(totals(spec, claimed), totals(spec, appraised)),
        waits=any(isinstance(leaf.method, Relative) for leaf in spec.leaves), page_title="Kết quả của đơn vị",
    )  # fmt: skip


Rows = dict[str, Scored]


def _found(card: Scorecard) -> tuple[SheetSpec, Rows, Rows, dict[str, str]]:
    """The last filing and what was found on it, by path; `relative` rows stay without points until publication, also
    where an appraiser typed them: he saw what the others have."""
    filed = last_filed(card.id)
    assert filed is not None
    spec = spec_of(sheet_by_id(filed.sheet_id))
    paths = {row.id: row.path for row in criteria_of(filed.sheet_id)}
    found, late = findings_by_path(card.id), lateness_in(here().year_id, here().agency_id)
    claimed: Rows = {}
    appraised: Rows = {}
    reasons: dict[str, str] = {}
    for row in filed_marks_of(filed.id):
        leaf = spec.leaf_at[paths[row.criterion_id]]
        finding = found.get(leaf.path)
        answer = _answer(leaf, row.inputs, finding, late)
        claimed[leaf.path] = score_row(spec, leaf, answer)
        worth = score_row(spec, leaf, answer, View.APPRAISED)
        waits = isinstance(leaf.method, Relative) and card.stage != Stage.ADOPTED
        appraised[leaf.path] = Scored() if waits and not worth.not_applicable else worth
        reasons[leaf.path] = finding.reason if finding else ""
    return spec, claimed, appraised, reasons


def _answer(leaf: Node, inputs: str, finding: Appraisal | None, late: dict[str, int]) -> Answer:
    assert leaf.method is not None
    corrected = (
        inputs_from(leaf.method, leaf.ceiling, leaf.kind, finding.inputs) if finding and finding.inputs else None
    )
    return Answer(
        inputs_from(leaf.method, leaf.ceiling, leaf.kind, inputs),
        finding.points if finding else None, corrected, days_late_for(leaf.method, late),
    )  # fmt: skip


def _line(spec: SheetSpec, node: Node, claimed: Rows, appraised: Rows, reasons: dict[str, str]) -> ResultLine:
    if not node.is_leaf or node.path not in claimed:
        return ResultLine(node)
    before, after = claimed[node.path], appraised[node.path]
    waits = isinstance(node.method, Relative) and not before.not_applicable
    first = AT_PUBLICATION if waits else points_shown(spec, node, before)
    second = AT_PUBLICATION if waits and after.points is None else points_shown(spec, node, after)
    return ResultLine(node, first, second, _difference(before.points, after.points), reasons[node.path])


def _difference(before: Decimal | None, after: Decimal | None) -> str:
    if before is None or after is None or before == after:
        return ""
    number = vi.number(abs(after - before))
    return f"+{number}" if after > before else f"−{number}"
