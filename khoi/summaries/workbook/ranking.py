"""The page Xếp hạng: the places, what decides between equals, and a native chart of the totals."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from khoi.office.xlsx import Book, Page
from khoi.ranking.rules import Standing, equals_in
from khoi.scoring.rules import View
from khoi.sheets.rules import Kind, Node, TieBy
from khoi.summaries.rules import Closing, cell, quoted, rank_formula, remarks
from khoi.summaries.rules.formulas import span_of
from khoi.summaries.rules.layout import APPRAISED, CLAIMED
from khoi.summaries.workbook.looks import Looks
from khoi.summaries.workbook.plan import RANKING_FIRST, Plan

RANK, NAME, OWN, TOTAL, TIES = range(5)
HEAD = RANKING_FIRST - 1


def write_ranking(book: Book, looks: Looks, plan: Plan) -> None:
    """Places that the page itself computes anew, by the sheet's own order of ties."""
    page = book.page(plan.ranking)
    ties = list(_ties(plan))
    tail = TIES + len(ties)
    last = tail + 1
    page.widths(9, 40, 12, 12, *(12 for _ in ties), 16, 34)
    page.span(0, 0, last, f"XẾP HẠNG THI ĐUA NĂM {plan.material.year.number}", looks.title)
    page.span(1, 0, last, plan.state, looks.centred(italic=True, font_size=11))
    heads = ("Hạng", "Đơn vị", "Tự chấm", "Thẩm định", *(tie.head for tie in ties), "Xếp loại", "Ghi chú")
    for column, text in enumerate(heads):
        page.words(HEAD, column, text, looks.head)
    page.sheet.set_row(HEAD, 32)
    for standing in plan.result.appraised:
        _row(page, looks, plan, ties, standing)
    _chart(book, page, plan)
    page.sheet.freeze_panes(RANKING_FIRST, NAME + 1)
    page.on_a4(head=(HEAD, HEAD))


@dataclass(frozen=True)
class _Tie:
    """A column by which equal totals are told apart; `row`: where its figure stands on an agency's own page."""

    head: str
    more_is_better: bool
    value: Callable[[Standing], Decimal | int]
    row: int | None = None


def _ties(plan: Plan) -> Iterator[_Tie]:
    spec = plan.result.spec
    for tie in spec.ties:
        section = spec.section_named(tie.code)
        if tie.by is TieBy.SECTION and section is not None:
            yield _section_tie(section, plan.layout.row_at[section.path])
        elif tie.by is TieBy.PENALTY and any(s.kind is Kind.PENALTY for s in spec.sections):
            yield _Tie("Điểm trừ", False, lambda found: found.sums.penalty, plan.layout.closing[Closing.PENALTY])
    order = _voted(plan)
    if any(place > 1 for place in order.values()):
        yield _Tie("Biểu quyết", False, lambda found: order.get(found.agency, 1))


def _section_tie(section: Node, row: int) -> _Tie:
    head = f"Nhóm {section.code or section.path}"
    return _Tie(head, True, lambda found: found.sums.sections[section.path], row)


def _voted(plan: Plan) -> dict[str, int]:
    """Among those equal in all figures, the order in which they stand: 1 for all who share a place.

    Read from the places themselves, for a published result knows no ballots."""
    order: dict[str, int] = {}
    for equals in equals_in(plan.result.spec, plan.result.ranked):
        first = equals[0].rank or 0
        order |= {standing.agency: (standing.rank or 0) - first + 1 for standing in equals}
    return order


def _row(page: Page, looks: Looks, plan: Plan, ties: list[_Tie], standing: Standing) -> None:
    row, own = plan.ranking_row[standing.agency], plan.agency_pages[standing.agency]
    total = plan.layout.closing[Closing.TOTAL]
    _place(page, looks, plan, ties, standing, row)
    page.words(row, NAME, plan.result.names[standing.agency], looks.text[""])
    claimed = plan.of(standing.agency, View.CLAIMED).total
    page.formula(row, OWN, "=" + cell(total, CLAIMED, own), claimed, looks.points[""])
    page.formula(row, TOTAL, "=" + cell(total, APPRAISED, own), standing.total, looks.points["total"])
    for offset, tie in enumerate(ties):
        value = tie.value(standing)
        if tie.row is None:
            page.number(row, TIES + offset, value, looks.order)
        else:
            look = looks.points[""] if tie.more_is_better else looks.minus
            page.formula(row, TIES + offset, "=" + cell(tie.row, APPRAISED, own), value, look)
    page.words(row, TIES + len(ties), standing.class_label or "", looks.text[""])
    remark = "; ".join(remarks(standing))
    page.words(row, TIES + len(ties) + 1, remark, looks.text[""])
    page.fit(row, "không xếp hạng" if standing.rank is None else "", *[""] * (TIES + len(ties)), remark)


def _place(page: Page, looks: Looks, plan: Plan, ties: list[_Tie], standing: Standing, row: int) -> None:
    """The place as a formula over those who are ranked; a word for who is not."""
    if standing.rank is None:
        page.words(row, RANK, "không xếp hạng", looks.text[""])
        return
    keys = [(TOTAL, True), *((TIES + offset, tie.more_is_better) for offset, tie in enumerate(ties))]
    last = RANKING_FIRST + len(plan.result.ranked) - 1
    page.formula(row, RANK, rank_formula(row, RANKING_FIRST, last, keys), standing.rank, looks.place)


def _chart(book: Book, page: Page, plan: Plan) -> None:
    count = len(plan.result.appraised)
    last = RANKING_FIRST + count - 1
    names, values = (
        f"={quoted(page.name)}!{span_of(RANKING_FIRST, last, column, fixed=True)}" for column in (NAME, TOTAL)
    )
    title = f"Tổng điểm thẩm định năm {plan.material.year.number}"
    chart = book.bar_chart(title, "Thẩm định", names, values, bars=count)
    told = "; ".join(f"{plan.result.names[s.agency]} {s.total}" for s in plan.result.appraised)
    alt = {"description": f"{title}, từ cao xuống thấp: {told}"[:2000], "object_position": 2}
    page.sheet.insert_chart(last + 3, 0, chart, alt)
