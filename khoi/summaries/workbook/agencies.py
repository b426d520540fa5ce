"""An agency's page: every row with its points, how they came about, the reasons and the evidence."""

from decimal import Decimal

from khoi.office.xlsx import Book, Page
from khoi.ranking.rules import Standing
from khoi.scoring.rules import Answer, Card, Scored, View, formula
from khoi.sheets.rules import Node, NotApplicable, Relative
from khoi.summaries.models import Filed
from khoi.summaries.rules import Closing, cell, evidence_line
from khoi.summaries.rules.layout import (
    APPRAISED,
    AWAY,
    CEILING,
    CLAIMED,
    CODE,
    DIFFERENCE,
    FIRST_ROW,
    HOW,
    TITLE,
)
from khoi.summaries.workbook.looks import Looks
from khoi.summaries.workbook.plan import Plan
from tenants.vi import date_time

HEADS = ("Mã", "Tiêu chí", "Điểm tối đa", "Tự chấm", "Thẩm định", "Chênh lệch")
DETAILS = ("Số liệu, ghi chú của đơn vị", "Lý do thẩm định", "Minh chứng")
WIDTHS = (6, 40, 9, 9.5, 9.5, 9.5, 27, 24, 27)
COLUMNS = ((CLAIMED, View.CLAIMED), (APPRAISED, View.APPRAISED))
LATER = "tính khi công bố"
ZERO = Decimal(0)


def write_agency(book: Book, looks: Looks, plan: Plan, standing: Standing) -> None:
    """The page of one agency; its details only where they are in sight."""
    page = book.page(plan.agency_pages[standing.agency])
    card, filed = plan.material.cards.get(standing.agency), plan.material.filed.get(standing.agency)
    heads = (*HEADS, *DETAILS) if card is not None else HEADS
    page.widths(*WIDTHS[: len(heads)])
    _head(page, looks, plan, standing, filed, heads)
    for node in plan.result.spec.nodes:
        _node(page, looks, plan, standing, node)
        told = _details(plan, card, filed, node) if card is not None else ()
        for column, text in enumerate(told, HOW):
            if text or not node.is_leaf:
                page.words(plan.layout.row_at[node.path], column, text, looks.text[_kind(node)])
        page.fit(plan.layout.row_at[node.path], node.code, node.title, "", "", "", "", *told, bold=not node.is_leaf)
    _closing(page, looks, plan, standing, len(heads))
    page.boxed((FIRST_ROW, 0), (plan.layout.last_row, len(heads) - 1), looks.box)
    page.sheet.freeze_panes(FIRST_ROW, TITLE + 1)
    page.on_a4(head=(FIRST_ROW - 1, FIRST_ROW - 1))


def _head(
    page: Page, looks: Looks, plan: Plan, standing: Standing, filed: Filed | None, heads: tuple[str, ...]
) -> None:
    last = len(heads) - 1
    page.span(0, 0, last, "PHIẾU CHẤM ĐIỂM THI ĐUA NĂM " + str(plan.material.year.number), looks.title)
    page.span(1, 0, last, plan.result.names[standing.agency], looks.centred(bold=True, font_size=13))
    page.span(2, 0, last, plan.state, looks.centred(italic=True, font_size=11))
    if filed is not None:
        late = f", chậm {filed.days_late} ngày" if filed.days_late else ""
        page.span(3, 0, last, f"Nộp {date_time(filed.at)}{late}", looks.centred(font_size=11))
    for column, text in enumerate(heads):
        page.words(FIRST_ROW - 1, column, text, looks.head)
    page.sheet.set_row(FIRST_ROW - 1, 32)


def _node(page: Page, looks: Looks, plan: Plan, standing: Standing, node: Node) -> None:
    """The figures of a node: numbers for a criterion, sums for what stands above criteria."""
    row, kind = plan.layout.row_at[node.path], _kind(node)
    page.words(row, CODE, node.code, looks.text[kind])
    page.words(row, TITLE, node.title, looks.text[kind])
    page.number(row, CEILING, node.ceiling, looks.exact[kind])
    for column, view in COLUMNS:
        found = plan.of(standing.agency, view)
        if node.is_leaf:
            _points(page, looks, plan, found, node, row, column)
        else:
            page.formula(row, column, plan.layout.sum_of(node, column), _earned(found, node), looks.points[kind])
    _difference(page, looks, plan, standing, node, row)


def _kind(node: Node) -> str:
    if node.depth == 1:
        return "section"
    return "" if node.is_leaf else "group"


def _points(page: Page, looks: Looks, plan: Plan, found: Standing, leaf: Node, row: int, column: int) -> None:
    scored = found.rows.get(leaf.path, Scored())
    if scored.not_applicable and plan.result.spec.not_applicable is NotApplicable.SCALE:
        page.words(row, column, AWAY, looks.away)
    elif plan.material.own_only and isinstance(leaf.method, Relative):
        page.words(row, column, LATER, looks.away)
    else:
        page.number(row, column, found.points.get(leaf.path), looks.points[_kind(leaf)])


def _earned(found: Standing, node: Node) -> Decimal:
    """The points of a criterion, or of all under a group; what has none counts as nothing."""
    if node.is_leaf:
        return found.points.get(node.path, ZERO)
    return sum((found.points.get(leaf.path, ZERO) for leaf in node.leaves), ZERO)


def _difference(page: Page, looks: Looks, plan: Plan, standing: Standing, node: Node, row: int) -> None:
    """Appraised less claimed; a word counts as nothing."""
    own = [_earned(plan.of(standing.agency, view), node) for _, view in COLUMNS]
    claimed, appraised = cell(row, CLAIMED), cell(row, APPRAISED)
    formula = f"=ROUND(N({appraised})-N({claimed}),{plan.result.spec.places})"
    page.formula(row, DIFFERENCE, formula, own[1] - own[0], looks.signed[_kind(node)])


def _details(plan: Plan, card: Card, filed: Filed | None, node: Node) -> tuple[str, str, str]:
    """What is told of a criterion beside its points."""
    if not node.is_leaf:
        return "", "", ""
    answer = card.answers.get(node.path, Answer())
    evidence = evidence_line(filed.evidence.get(node.path, ())) if filed else ""
    return _how(plan, card, node, answer, filed), _reason(node, answer), evidence


def _how(plan: Plan, card: Card, leaf: Node, answer: Answer, filed: Filed | None) -> str:
    """The agency's own figures, and what it noted."""
    assert leaf.method is not None
    points = plan.of(card.agency, View.CLAIMED).points.get(leaf.path)
    said = formula(leaf.method, leaf.ceiling, answer.inputs, points, answer.days_late)
    if answer.inputs.not_applicable and plan.result.spec.not_applicable is NotApplicable.FULL:
        said = "Không áp dụng, tính đủ điểm"
    note = filed.notes.get(leaf.path, "") if filed else ""
    return f"{said}\n{note}" if note else said


def _reason(leaf: Node, answer: Answer) -> str:
    """Why the appraisal departs from the claim; corrected figures are told too."""
    assert leaf.method is not None
    if answer.corrected is None or answer.corrected == answer.inputs:
        return answer.reason
    corrected = formula(leaf.method, leaf.ceiling, answer.corrected, None, answer.days_late).split(" → ")[0]
    return f"Số liệu thẩm định: {corrected}\n{answer.reason}".strip()


def _closing(page: Page, looks: Looks, plan: Plan, standing: Standing, columns: int) -> None:
    """From the sections to the total, line by line."""
    for line, row in plan.layout.closing.items():
        kind = "total" if line is Closing.TOTAL else ""
        look = looks.minus if line is Closing.PENALTY else looks.points[kind]
        page.words(row, CODE, "", looks.text[kind])
        page.words(row, TITLE, line.value, looks.text[kind])
        page.blank(row, CEILING, looks.text[kind])
        for column, view in COLUMNS:
            value = _value(plan, plan.of(standing.agency, view), line)
            page.formula(row, column, plan.layout.closing_formula(line, column), value, look)
        difference = f"=ROUND({cell(row, APPRAISED)}-{cell(row, CLAIMED)},{plan.result.spec.places})"
        values = [_value(plan, plan.of(standing.agency, view), line) for _, view in COLUMNS]
        page.formula(row, DIFFERENCE, difference, values[1] - values[0], looks.signed[kind])
        for column in range(HOW, columns):
            page.blank(row, column, looks.text[kind])


def _value(plan: Plan, found: Standing, line: Closing) -> Decimal:
    """What we computed ourselves for a closing line."""
    sums, spec = found.sums, plan.result.spec
    match line:
        case Closing.BASE:
            return sum((sums.sections[s.path] for s in spec.sections if s.kind.value == "base"), Decimal(0))
        case Closing.AWAY:
            away = (leaf for leaf in spec.leaves if found.rows.get(leaf.path, Scored()).not_applicable)
            return sum((leaf.ceiling for leaf in away), Decimal(0))
        case Closing.SCALED:
            return sums.base
        case Closing.BONUS:
            return sums.bonus
        case Closing.PENALTY:
            return sums.penalty
        case Closing.TOTAL:
            return sums.total
