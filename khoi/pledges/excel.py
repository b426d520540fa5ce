"""What was registered and reached, as Excel files; what people wrote stays text."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from khoi.office.xlsx import Book, Page
from khoi.pledges.models import FiledRegistration, Title
from khoi.pledges.rules import FOR_WHOM, Contents, Result, Target
from tenants import vi

Row = tuple[str, FiledRegistration | None, Contents | None]


def registrations_book(year: int, bloc: str, titles: Sequence[Title], rows: Sequence[Row]) -> bytes:
    """Two pages: titles by agency, and every target."""
    book = Book(title=f"Đăng ký thi đua năm {year}")
    _titles_page(book, f"{bloc}: đăng ký danh hiệu, hình thức khen thưởng năm {year}", titles, rows)
    _targets_page(book, f"{bloc}: chỉ tiêu thi đua năm {year}", rows)
    return book.done()


def _titles_page(book: Book, title: str, titles: Sequence[Title], rows: Sequence[Row]) -> None:
    page = book.page("Danh hiệu")
    page.widths(5, 34, 18, 9, *(11 for _ in titles))
    page.on_a4(head=(1, 1))
    _head(
        book, page, title, ("TT", "Đơn vị", "Nộp lúc", "Chậm", *(f"{t.code} ({FOR_WHOM[t.for_whom]})" for t in titles))
    )
    cell = book.look(border=1, text_wrap=True, valign="top")
    for line, (name, filed, contents) in enumerate(rows, 2):
        page.number(line, 0, line - 1, cell)
        page.words(line, 1, name, cell)
        page.words(line, 2, vi.date_time(filed.filed_at) if filed else "chưa nộp", cell)
        page.number(line, 3, filed.days_late if filed else None, cell)
        for column, each in enumerate(titles, 4):
            page.number(line, column, (contents.count_of(each.code) or None) if contents else None, cell)
        page.fit(line, "", name)


def _targets_page(book: Book, title: str, rows: Sequence[Row]) -> None:
    page = book.page("Chỉ tiêu")
    page.widths(34, 70, 16, 14)
    page.on_a4(head=(1, 1))
    _head(book, page, title, ("Đơn vị", "Chỉ tiêu", "Đơn vị tính", "Số"))
    cell = book.look(border=1, text_wrap=True, valign="top")
    lines = ((name, target) for name, _, contents in rows for target in (contents.targets if contents else ()))
    for line, (name, target) in enumerate(lines, 2):
        for column, word in enumerate((name, target.text, target.unit)):
            page.words(line, column, word, cell)
        page.number(line, 3, target.figure, cell)
        page.fit(line, name, target.text, target.unit)


def results_book(title: str, rows: Iterable[tuple[str, Target, Result, Decimal | None]]) -> bytes:
    """One line for each target of each agency."""
    book = Book(title=title)
    page = book.page("Kết quả")
    page.widths(34, 60, 14, 12, 12, 10, 50)
    page.on_a4(head=(1, 1))
    _head(book, page, title, ("Đơn vị", "Chỉ tiêu", "Đơn vị tính", "Số", "Thực hiện", "Đạt %", "Kết quả"))
    cell = book.look(border=1, text_wrap=True, valign="top")
    for line, (name, target, result, percent) in enumerate(rows, 2):
        for column, word in enumerate((name, target.text, target.unit)):
            page.words(line, column, word, cell)
        for column, number in enumerate((target.figure, result.figure, percent), 3):
            page.number(line, column, number, cell)
        page.words(line, 6, result.words, cell)
        page.fit(line, name, target.text, target.unit, "", "", "", result.words)
    return book.done()


def _head(book: Book, page: Page, title: str, words: Sequence[str]) -> None:
    page.words(0, 0, title, book.look(bold=True, font_size=14))
    for column, word in enumerate(words):
        page.words(1, column, word, book.look(bold=True, border=1, text_wrap=True, valign="vcenter"))
