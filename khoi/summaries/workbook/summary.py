"""The page Tổng hợp: a line an agency, sections, bonus, penalty and total in both views, as the bloc signs it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from khoi.office.xlsx import Book, Page
from khoi.ranking.rules import Standing
from khoi.scoring.rules import View
from khoi.sheets.rules import Kind, Node
from khoi.summaries.rules import Closing, cell, remarks
from khoi.summaries.rules.layout import APPRAISED, CLAIMED, total_formula
from khoi.summaries.workbook.looks import Looks
from khoi.summaries.workbook.plan import SUMMARY_FIRST, Plan
from tenants import vi

HEAD = SUMMARY_FIRST - 2
VIEWS = ((View.CLAIMED, CLAIMED, "Tự chấm"), (View.APPRAISED, APPRAISED, "Thẩm định"))
FIXED = 2


@dataclass(frozen=True)
class Column:
    """A figure of an agency in one view: its head, its formula for (row, first column of the view), its value."""

    head: str
    formula: Callable[[str, int, int, int], str]
    value: Callable[[Standing], Decimal]
    width: float = 7.5
    minus: bool = False


def write_summary(book: Book, looks: Looks, plan: Plan, now: datetime) -> None:
    """The page that is printed and signed: A4 landscape, one page wide."""
    page = book.page(plan.summary)
    columns = _columns(plan)
    tail = _tail(plan)
    last = FIXED + 2 * len(columns) + 1 + len(tail) - 1
    page.widths(4, 26, *(c.width for c in columns * 2), 7.5, *(width for _, width in tail))
    _letterhead(page, looks, plan, last, now)
    _head(page, looks, columns, tail)
    for code in plan.result.names:
        _row(page, looks, plan, columns, len(tail), code)
    _foot(page, looks, plan, last)
    page.sheet.freeze_panes(SUMMARY_FIRST, FIXED)
    page.on_a4(head=(HEAD, HEAD + 1))


def _columns(plan: Plan) -> list[Column]:
    """The sections of the base, their scaled sum where rows do not apply somewhere, bonus, penalty, total."""
    base = [section for section in plan.result.spec.sections if section.kind is Kind.BASE]
    columns = [_section_column(plan, section) for section in base]
    if plan.scaled and Closing.SCALED in plan.layout.closing:
        columns.append(_closing_column(plan, "Quy đổi", Closing.SCALED, lambda found: found.sums.base))
    columns.append(_closing_column(plan, "Thưởng", Closing.BONUS, lambda found: found.sums.bonus))
    columns.append(replace(_closing_column(plan, "Trừ", Closing.PENALTY, lambda found: found.sums.penalty), minus=True))
    columns.append(Column("Tổng", _total(plan, len(base), len(columns)), lambda found: found.total, 9))
    return columns


def _section_column(plan: Plan, section: Node) -> Column:
    source = plan.layout.row_at[section.path]
    head = f"{section.code or section.path}\n({vi.number(section.ceiling)})"
    return Column(
        head,
        lambda own, row, first, view: "=" + cell(source, view, own),
        lambda found: found.sums.sections[section.path],
    )


def _closing_column(plan: Plan, head: str, line: Closing, value: Callable[[Standing], Decimal]) -> Column:
    return _pointing(head, plan.layout.closing[line], value)


def _pointing(head: str, source: int, value: Callable[[Standing], Decimal]) -> Column:
    """A figure that stands in a row of the agency's own page."""
    return Column(head, lambda own, row, first, view: "=" + cell(source, view, own), value)


def _total(plan: Plan, sections: int, parts: int) -> Callable[[str, int, int, int], str]:
    """The total of the line itself: one can follow it with a pocket calculator."""

    def formula(own: str, row: int, first: int, view: int) -> str:
        scaled = parts - 2 > sections
        stretch = f"SUM({cell(row, first)}:{cell(row, first + sections - 1)})" if sections else "0"
        base = cell(row, first + sections) if scaled else stretch
        bonus, penalty = cell(row, first + parts - 2), cell(row, first + parts - 1)
        return total_formula(plan.result.spec, base, bonus, penalty)

    return formula


def _tail(plan: Plan) -> list[tuple[str, float]]:
    """What stands right of the figures: place, class where the sheet knows classes, and what is proposed."""
    classes = [("Xếp loại", 9.5)] if plan.result.spec.classification else []
    return [("Xếp hạng", 8.5), *classes, ("Đề nghị", 16.0)]


def _letterhead(page: Page, looks: Looks, plan: Plan, last: int, now: datetime) -> None:
    """The official head: who issues, the state's name and motto, place and day."""
    material, half = plan.material, max(FIXED, last // 2)
    lead = material.lead.name_that_year.upper() if material.lead else ""
    page.span(0, 0, half - 1, lead, looks.centred())
    page.span(1, 0, half - 1, material.bloc.name.upper(), looks.centred(bold=True, underline=1))
    page.span(0, half, last, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", looks.centred(bold=True))
    page.span(1, half, last, "Độc lập - Tự do - Hạnh phúc", looks.centred(bold=True, underline=1, font_size=13))
    page.span(2, half, last, _place_and_day(material.bloc.province, now), looks.centred(italic=True))
    page.span(3, 0, last, f"BẢNG TỔNG HỢP ĐIỂM THI ĐUA NĂM {material.year.number}", looks.title)
    page.span(4, 0, last, f"({plan.state})", looks.centred(italic=True))
    for row in (0, 1, 3):
        page.sheet.set_row(row, 20)


def _place_and_day(province: str, now: datetime) -> str:
    day, month, year = vi.date(now).split("/")
    short = month if int(month) <= 2 else str(int(month))
    return f"{province + ', ' if province else ''}ngày {day} tháng {short} năm {year}"


def _head(page: Page, looks: Looks, columns: list[Column], tail: list[tuple[str, float]]) -> None:
    page.span(HEAD, 0, 0, "TT", looks.head, rows=2)
    page.span(HEAD, 1, 1, "Đơn vị", looks.head, rows=2)
    for place, (_, _, words) in enumerate(VIEWS):
        first = FIXED + place * len(columns)
        page.span(HEAD, first, first + len(columns) - 1, words, looks.head)
        for offset, column in enumerate(columns):
            page.words(HEAD + 1, first + offset, column.head, looks.head)
    for place, text in enumerate(["Chênh lệch", *(name for name, _ in tail)]):
        right = FIXED + 2 * len(columns) + place
        page.span(HEAD, right, right, text, looks.head, rows=2)
    page.sheet.set_row(HEAD, 20)
    page.sheet.set_row(HEAD + 1, 32)


def _row(page: Page, looks: Looks, plan: Plan, columns: list[Column], tail: int, code: str) -> None:
    row = plan.summary_row[code]
    page.number(row, 0, row - SUMMARY_FIRST + 1, looks.place)
    page.words(row, 1, plan.result.names[code], looks.text[""])
    right = FIXED + 2 * len(columns)
    if code not in plan.agency_pages:
        for empty in range(FIXED, right + 1 + tail):
            page.blank(row, empty, looks.text[""])
        page.words(row, right + 1, "chưa nộp", looks.text[""])
        return
    own = plan.agency_pages[code]
    for place, (view, source, _) in enumerate(VIEWS):
        first, found = FIXED + place * len(columns), plan.of(code, view)
        for offset, column in enumerate(columns):
            look = looks.minus if column.minus else looks.points["total" if offset == len(columns) - 1 else ""]
            page.formula(row, first + offset, column.formula(own, row, first, source), column.value(found), look)
    _right(page, looks, plan, code, row, right)


def _right(page: Page, looks: Looks, plan: Plan, code: str, row: int, right: int) -> None:
    """Difference, place, class; the proposal is for the meeting to fill in."""
    claimed, found = plan.of(code, View.CLAIMED), plan.of(code, View.APPRAISED)
    width = (right - FIXED) // 2
    totals = cell(row, right - 1), cell(row, FIXED + width - 1)
    places = plan.result.spec.places
    page.formula(row, right, f"=ROUND({totals[0]}-{totals[1]},{places})", found.total - claimed.total, looks.signed[""])
    rank = "=" + cell(plan.ranking_row[code], 0, plan.ranking)
    place = found.rank if found.rank is not None else "không xếp hạng"
    page.formula(row, right + 1, rank, place, looks.place)
    words = ["; ".join(remarks(found))]
    if plan.result.spec.classification:
        words.insert(0, found.class_label or "")
    for offset, text in enumerate(words, right + 2):
        page.words(row, offset, text, looks.text[""])
    page.fit(row, "", plan.result.names[code], *[""] * (right - 1), str(place), *words)


def _foot(page: Page, looks: Looks, plan: Plan, last: int) -> None:
    """What the short heads mean, and who signs."""
    row = SUMMARY_FIRST + len(plan.result.names) + 1
    half = max(FIXED, last // 2)
    page.span(row, half, last, "TM. KHỐI THI ĐUA", looks.centred(bold=True))
    page.span(row + 1, half, last, "KHỐI TRƯỞNG", looks.centred(bold=True))
    for section in plan.result.spec.sections:
        if section.kind is Kind.BASE:
            words = f"{section.code or section.path}. {section.title} ({vi.number(section.ceiling)} điểm)"
            page.words(row, 1, words, looks.plain)
            row += 1
    if plan.scaled and Closing.SCALED in plan.layout.closing:
        page.words(row, 1, "Quy đổi: điểm cơ bản khi có tiêu chí không áp dụng (xem trang Ghi chú)", looks.plain)
