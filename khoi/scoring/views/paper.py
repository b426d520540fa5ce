"""The lines of a card as they are printed and exported: words and numbers, no fields."""

from dataclasses import dataclass

from khoi.scoring.models.reading import MarkRow
from khoi.scoring.rules import Scored, formula, half_up
from khoi.scoring.views.desk import Desk
from khoi.scoring.views.rows import Shown, late_for
from khoi.sheets.rules import Kind, Node, NotApplicable, SheetSpec
from tenants import vi


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line: a section, a group or a criterion."""

    is_group: bool
    depth: int
    code: str
    title: str
    ceiling: str
    how: str
    points: str
    note: str
    documents: tuple[str, ...]


def paper_lines(desk: Desk) -> list[PaperLine]:
    """The whole card in the printed order."""
    shown = {row.leaf.path: row for row in desk.rows}
    stored = {row.path: row for row in desk.page.rows}
    return [
        _leaf(desk, node, shown[node.path], stored[node.path]) if node.is_leaf else _group(desk, node)
        for node in desk.page.spec.nodes
        if not node.is_leaf or node.path in shown
    ]


def _group(desk: Desk, node: Node) -> PaperLine:
    earned = desk.sums.totals.sections.get(node.path)
    points = "" if earned is None else signed(node, vi.number(earned), bool(earned))
    return PaperLine(True, node.depth, node.code, node.title, _ceiling(node), "", points, "", ())


def _leaf(desk: Desk, leaf: Node, row: Shown, mark: MarkRow) -> PaperLine:
    assert leaf.method is not None
    how = formula(leaf.method, leaf.ceiling, row.inputs, row.scored.points, late_for(leaf, desk.page.late))
    documents = tuple(document.title for document in mark.documents)
    earned = points_shown(desk.page.spec, leaf, row.scored)
    return PaperLine(False, leaf.depth, leaf.code, leaf.title, _ceiling(leaf), how, earned, mark.note, documents)


def points_shown(spec: SheetSpec, leaf: Node, scored: Scored) -> str:
    """A row's points as tables print them; nothing where there are none (yet)."""
    if scored.not_applicable and spec.not_applicable is NotApplicable.FULL:
        return vi.number(half_up(leaf.ceiling, spec.places))
    return "" if scored.points is None else signed(leaf, vi.number(scored.points), bool(scored.points))


def signed(node: Node, number: str, earned: bool) -> str:
    return f"−{number}" if node.kind is Kind.PENALTY and earned else number


def _ceiling(node: Node) -> str:
    return vi.number(node.ceiling) if node.ceiling else ""
