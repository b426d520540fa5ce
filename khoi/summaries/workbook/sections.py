"""A section's page: its criteria down, the agencies across, claimed and appraised beside each other."""

from decimal import Decimal

from khoi.office.xlsx import Book, Page
from khoi.ranking.rules import Standing
from khoi.scoring.rules import Scored, View
from khoi.sheets.rules import Node, NotApplicable
from khoi.summaries.rules import cell
from khoi.summaries.rules.layout import APPRAISED, AWAY, CLAIMED
from khoi.summaries.workbook.looks import Looks
from khoi.summaries.workbook.plan import Plan

FIRST = 5
FIXED = ("Mã", "Tiêu chí", "Điểm tối đa")
VIEWS = ((View.CLAIMED, CLAIMED, "Tự chấm"), (View.APPRAISED, APPRAISED, "Thẩm định"))


def write_section(book: Book, looks: Looks, plan: Plan, section: Node) -> None:
    """Every figure points to the agency's own page: it stands in one place only."""
    page = book.page(plan.section_pages[section.path])
    last = len(FIXED) + 2 * len(plan.in_own_order) - 1
    page.widths(6, 44, 8, *(9 for _ in range(2 * len(plan.in_own_order))))
    page.span(0, 0, last, f"NHÓM {section.code}. {section.title}".replace("NHÓM . ", "NHÓM "), looks.title)
    page.span(1, 0, last, plan.state, looks.centred(italic=True, font_size=11))
    _head(page, looks, plan)
    for place, node in enumerate(section.walk()):
        _row(page, looks, plan, node, FIRST + place)
    page.sheet.freeze_panes(FIRST, len(FIXED) - 1)
    page.on_a4(head=(FIRST - 2, FIRST - 1))


def _head(page: Page, looks: Looks, plan: Plan) -> None:
    for column, text in enumerate(FIXED):
        page.span(FIRST - 2, column, column, text, looks.head, rows=2)
    for place, standing in enumerate(plan.in_own_order):
        column = len(FIXED) + 2 * place
        page.span(FIRST - 2, column, column + 1, plan.result.names[standing.agency], looks.head)
        for offset, (_, _, words) in enumerate(VIEWS):
            page.words(FIRST - 1, column + offset, words, looks.head)
    page.sheet.set_row(FIRST - 2, 48)
    page.sheet.set_row(FIRST - 1, 30)


def _row(page: Page, looks: Looks, plan: Plan, node: Node, row: int) -> None:
    kind = "section" if node.depth == 1 else "" if node.is_leaf else "group"
    page.words(row, 0, node.code, looks.text[kind])
    page.words(row, 1, node.title, looks.text[kind])
    page.number(row, 2, node.ceiling, looks.exact[kind])
    page.fit(row, node.code, node.title, bold=not node.is_leaf)
    points, away = looks.points[kind], looks.away
    source = plan.layout.row_at[node.path]
    for place, standing in enumerate(plan.in_own_order):
        own = plan.agency_pages[standing.agency]
        for offset, (view, from_column, _) in enumerate(VIEWS):
            column = len(FIXED) + 2 * place + offset
            value = _value(plan, plan.of(standing.agency, view), node)
            if value is None:
                page.blank(row, column, points)
            else:
                look = away if isinstance(value, str) else points
                page.formula(row, column, "=" + cell(source, from_column, own), value, look)


def _value(plan: Plan, found: Standing, node: Node) -> Decimal | str | None:
    if not node.is_leaf:
        return sum((found.points.get(leaf.path, Decimal(0)) for leaf in node.leaves), Decimal(0))
    away = found.rows.get(node.path, Scored()).not_applicable
    if away and plan.result.spec.not_applicable is NotApplicable.SCALE:
        return AWAY
    return found.points.get(node.path)
