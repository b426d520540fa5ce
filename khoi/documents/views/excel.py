"""Lists of documents, the register and what came in, as Excel files."""

from collections.abc import Iterable, Sequence

from khoi.documents.models import Incoming, RegisterEntry
from khoi.documents.rules import handling_word, written
from khoi.documents.views.shown import Line
from khoi.office.xlsx import PALE, Book
from tenants import clock, vi

Cells = Sequence[str | int | None]


def list_book(title: str, sheet: str, head: Sequence[str], widths: Sequence[float], rows: Iterable[Cells]) -> bytes:
    """One table on A4: a title, a head that is repeated, rows whose texts stay texts and whose numbers are numbers."""
    book = Book(title=title)
    page = book.page(sheet)
    page.widths(*widths)
    page.on_a4(head=(2, 2))
    page.words(0, 0, title, book.look(bold=True, font_size=14))
    page.words(1, 0, f"Xuất lúc {vi.date_time(clock.now())}", book.look(italic=True, font_color="#5B6577"))
    for column, word in enumerate(head):
        page.words(2, column, word, book.look(bold=True, border=1, text_wrap=True, bg_color=PALE, valign="vcenter"))
    cell, number = book.look(border=1, text_wrap=True, valign="top"), book.look(border=1, valign="top")
    for line, values in enumerate(rows, 3):
        for column, value in enumerate(values):
            if isinstance(value, int):
                page.number(line, column, value, number)
            else:
                page.words(line, column, value or "", cell)
        page.fit(line, *(str(value or "") for value in values))
    return book.done()


def documents_book(title: str, lines: Iterable[Line]) -> bytes:
    head = (
        "TT", "Số, ký hiệu", "Ngày", "Loại", "Trích yếu", "Người ký", "Tình trạng", "Nơi nhận", "Đã nhận", "Đã đọc",
        "Đã trả lời",
    )  # fmt: skip
    rows = (_document_cells(number, line) for number, line in enumerate(lines, 1))
    return list_book(title, "Văn bản", head, (5, 15, 11, 14, 48, 24, 22, 10, 10, 10, 10), rows)


def _document_cells(number: int, line: Line) -> Cells:
    document, counts = line.document, line.counts
    told = (counts.sent, counts.received, counts.read, counts.replied) if counts else _own(line)
    return (
        number, document.sign, vi.date(document.dated), document.kind, document.subject, document.signer,
        line.state.text, *told,
    )  # fmt: skip


def _own(line: Line) -> Cells:
    """Of a list of one's own: in place of the counts the agency's own words."""
    return ("", line.receipt.text if line.receipt else "", "", line.reply.text if line.reply else "")


def register_book(title: str, entries: Iterable[RegisterEntry]) -> bytes:
    head = ("Số", "Số, ký hiệu", "Ngày", "Loại", "Trích yếu", "Người ký", "Nơi nhận")
    rows = (
        (
            written(row.number), row.sign, vi.date(row.dated), row.kind, row.subject, row.signer, row.recipients,
        )
        for row in entries
    )  # fmt: skip
    return list_book(title, "Sổ văn bản đi", head, (7, 16, 12, 16, 50, 28, 40), rows)


def incoming_book(title: str, rows: Iterable[Incoming]) -> bytes:
    head = (
        "Số đến", "Ngày đến", "Cơ quan gửi", "Số, ký hiệu", "Ngày", "Trích yếu", "Giao cho", "Hạn xử lý", "Tình trạng",
        "Kết quả",
    )  # fmt: skip
    return list_book(
        title, "Văn bản đến", head, (8, 12, 24, 16, 12, 44, 22, 12, 20, 28), (_incoming_cells(row) for row in rows)
    )


def _incoming_cells(row: Incoming) -> Cells:
    return (
        row.number, vi.date(row.received_on), row.sender, row.sign, vi.date(row.dated), row.subject, row.assigned,
        vi.date(row.due), handling_word(row.state, row.due, clock.today()).text, row.result,
    )  # fmt: skip
