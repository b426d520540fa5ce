"""The matrix of reports as an Excel file."""

from khoi.office.xlsx import Book
from khoi.reports.models.matrix import Cell, Matrix
from khoi.reports.rules import SEEN_NAMES, Seen, late_words
from tenants import vi

WIDTH = 26


def cell_words(cell: Cell) -> str:
    """One cell in words: "đã nộp 16:02 ngày 09/07/2026, đúng hạn (bản giấy)"."""
    words = SEEN_NAMES[cell.seen]
    if cell.seen is Seen.FILED and cell.filed:
        words += f" {vi.date_time(cell.filed.filed_at)}, {late_words(cell.days_late)}"
    if cell.seen is Seen.RETURNED and cell.until:
        words += f", nộp lại trước {vi.date_time(cell.until)}"
    return words + (" (bản giấy)" if cell.on_paper and cell.seen is Seen.FILED else "")


def completeness_book(title: str, matrix: Matrix) -> bytes:
    """A line for each member, a column for each report."""
    book = Book(title=title)
    page = book.page("Tình hình báo cáo")
    page.widths(5, 36, *[WIDTH] * len(matrix.columns))
    page.on_a4(head=(1, 2))
    page.words(0, 0, title, book.look(bold=True, font_size=14))
    head = book.look(bold=True, border=1, text_wrap=True, valign="top")
    for at, word in enumerate(("TT", "Đơn vị", *(column.request.title for column in matrix.columns))):
        page.words(1, at, word, head)
    due = [vi.date_time(column.filing.due) if column.filing else "" for column in matrix.columns]
    for at, word in enumerate(("", "Hạn nộp", *due)):
        page.words(2, at, word, head)
    cell = book.look(border=1, text_wrap=True, valign="top")
    for line, member in enumerate(matrix.members, 3):
        words = [cell_words(column.cells[member.agency_id]) for column in matrix.columns]
        page.number(line, 0, line - 2, cell)
        for at, word in enumerate((member.name_that_year, *words), 1):
            page.words(line, at, word, cell)
        page.fit(line, "", member.name_that_year, *words)
    return book.done()
