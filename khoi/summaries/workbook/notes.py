"""The page Ghi chú: the rules behind the figures, who took the file and when, and by what it can be checked."""

from collections.abc import Iterator
from datetime import datetime

from khoi.office.xlsx import Book, Page
from khoi.scoring.rules import seal_code
from khoi.summaries.rules import exceptions_in, rules_in_words
from khoi.summaries.workbook.looks import Looks
from khoi.summaries.workbook.plan import Plan
from tenants.vi import date_time

Pair = tuple[str, str]


def write_notes(book: Book, looks: Looks, plan: Plan, who: str, now: datetime) -> None:
    """Two columns: what, and how it is."""
    page = book.page(plan.notes)
    page.widths(30, 66)
    page.words(0, 0, f"Ghi chú cho bảng tổng hợp năm {plan.material.year.number}", looks.heading)
    row = 2
    for title, pairs in (
        ("Tệp này", _file(plan, who, now)),
        ("Quy tắc của bảng tiêu chí", rules_in_words(plan.result.spec)),
        ("Cách đọc", _reading(plan)),
        ("Lưu ý về các đơn vị", exceptions_in(plan.result) if not plan.material.own_only else ()),
        ("Phiếu chấm đã nộp và mã niêm phong", _seals(plan)),
    ):
        row = _part(page, looks, row, title, list(pairs))
    page.on_a4(landscape=False)


def _part(page: Page, looks: Looks, row: int, title: str, pairs: list[Pair]) -> int:
    """A titled list; nothing where it is empty. Returns the row after it."""
    if not pairs:
        return row
    page.words(row, 0, title, looks.heading)
    for offset, (what, how) in enumerate(pairs, 1):
        page.words(row + offset, 0, what, looks.strong)
        page.words(row + offset, 1, how, looks.wrapped)
        page.fit(row + offset, what, how, bold=True)
    return row + len(pairs) + 2


def _file(plan: Plan, who: str, now: datetime) -> Iterator[Pair]:
    material = plan.material
    version = f", phiên bản {material.sheet_number}" if material.sheet_number else ""
    yield "Khối thi đua", material.bloc.name
    yield "Bảng tiêu chí", f"{plan.result.spec.name}{version}"
    yield "Số liệu", plan.state
    if material.standing is not None:
        yield "Mã kiểm tra kết quả công bố", material.standing.digest
    yield "Người xuất", who
    yield "Thời điểm xuất", date_time(now)
    seq, head = material.journal
    yield "Nhật ký đến lúc xuất", f"{seq} dòng; mã đối chiếu {head}"


def _reading(plan: Plan) -> Iterator[Pair]:
    yield "Công thức", "Điểm của từng dòng đứng ở trang của đơn vị; các trang khác và mọi dòng cộng là công thức"
    yield "Chênh lệch", "Thẩm định trừ tự chấm; ô trống là không đổi"
    yield "Ô trống ở cột điểm", "Chưa chấm, tính 0 điểm"
    if plan.material.own_only:
        yield "tính khi công bố", "Điểm so với đơn vị tốt nhất trong Khối chỉ có khi công bố kết quả"


def _seals(plan: Plan) -> Iterator[Pair]:
    for standing in plan.in_own_order:
        filed = plan.material.filed.get(standing.agency)
        if filed is not None:
            late = f", chậm {filed.days_late} ngày" if filed.days_late else ""
            when = f"nộp {date_time(filed.at)}{late}"
            yield plan.result.names[standing.agency], f"{seal_code(filed.seal)}; {when}"
