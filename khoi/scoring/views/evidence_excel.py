"""The list of evidence as an Excel file: row by row, to be sorted, printed, put before the file on paper."""

from collections.abc import Iterable

from khoi.office.xlsx import Book
from khoi.scoring.models import Document
from khoi.sheets.models import Criterion
from tenants import vi

HEAD = (
    "Mã", "Tiêu chí", "Tài liệu", "Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Tệp", "Số trang", "SHA-256",
)  # fmt: skip
WIDTHS = (8, 45, 45, 16, 14, 28, 34, 9, 24)


def evidence_book(title: str, rows: Iterable[tuple[Criterion, list[Document]]]) -> bytes:
    """One line for each document of each row; what people wrote stays text."""
    book = Book(title=title)
    page = book.page("Danh mục minh chứng")
    page.widths(*WIDTHS)
    page.on_a4(head=(1, 1))
    page.words(0, 0, title, book.look(bold=True, font_size=14))
    for column, word in enumerate(HEAD):
        page.words(1, column, word, book.look(bold=True, border=1, text_wrap=True))
    cell = book.look(border=1, text_wrap=True, valign="top")
    lines = ((criterion, document) for criterion, documents in rows for document in documents)
    for line, (criterion, document) in enumerate(lines, 2):
        words = _words(criterion, document)
        for column, word in enumerate(words):
            page.words(line, column, word, cell)
        page.number(line, 7, document.file.pages, cell)
        page.words(line, 8, document.file.sha256, cell)
        page.fit(line, *words)
    return book.done()


def _words(criterion: Criterion, document: Document) -> tuple[str, ...]:
    evidence = document.evidence
    dated = vi.date(evidence.dated) if evidence.dated else ""
    return (
        criterion.code, criterion.title, evidence.title, evidence.number, dated, evidence.issuer, document.file.name,
    )  # fmt: skip
