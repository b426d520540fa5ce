"""Activities and the figures of attendance as an Excel file."""

from collections.abc import Iterable, Sequence

from khoi.activities.rules import Figures
from khoi.activities.views.shown import Line
from khoi.office.xlsx import PALE, Book
from tenants import vi
from tenants.models import Membership

ACTIVITIES = ("TT", "Thời gian", "Loại", "Tên", "Địa điểm", "Đăng cai", "Tình trạng", "Đơn vị tôi", "Kết quả")
FIGURES = ("TT", "Đơn vị", "Đăng cai", "Được mời", "Có mặt", "Vắng có lý do", "Vắng không lý do")


def activities_book(title: str, lines: Iterable[Line], figures: Iterable[tuple[Membership, Figures]]) -> bytes:
    """Two sheets: the activities, and how often each agency hosted, came, was absent."""
    book = Book(title=title)
    rows = [_activity(number, line) for number, line in enumerate(lines, 1)]
    _table(book, "Hoạt động", title, ACTIVITIES, (5, 20, 20, 40, 30, 24, 14, 18, 44), rows)
    counts = [
        (number, member.name_that_year, one.hosted, one.invited, one.attended, one.excused, one.unexcused)
        for number, (member, one) in enumerate(figures, 1)
    ]
    _table(book, "Tham gia", "Tham gia hoạt động của Khối", FIGURES, (5, 40, 12, 12, 12, 14, 16), counts)
    return book.done()


def _activity(number: int, line: Line) -> Sequence[str | int]:
    row = line.activity
    return (
        number, vi.date_time(row.starts_at), line.kind, row.title, row.place, line.host, line.stage.text,
        line.own.text if line.own else "", row.result,
    )  # fmt: skip


def _table(
    book: Book, name: str, title: str, head: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str | int]]
) -> None:
    page = book.page(name)
    page.widths(*widths)
    page.on_a4(head=(1, 1))
    page.words(0, 0, title, book.look(bold=True, font_size=14))
    for column, word in enumerate(head):
        page.words(1, column, word, book.look(bold=True, border=1, text_wrap=True, bg_color=PALE))
    cell, number = book.look(border=1, text_wrap=True, valign="top"), book.look(border=1, valign="top")
    for line, values in enumerate(rows, 2):
        for column, value in enumerate(values):
            if isinstance(value, int):
                page.number(line, column, value, number)
            else:
                page.words(line, column, value, cell)
        page.fit(line, *(str(value) for value in values))
