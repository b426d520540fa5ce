"""Nominations of individuals as an Excel file."""

from collections.abc import Mapping, Sequence

from khoi.awards.models import Nomination
from khoi.office.xlsx import Book
from khoi.pledges.models import Title
from tenants import vi

HEAD = ("TT", "Đơn vị", "Họ và tên", "Ngày sinh", "Chức vụ", "Phòng, ban", "Danh hiệu, hình thức", "Tình trạng",
        "Nộp lúc", "Thành tích")  # fmt: skip


def nominations_book(
    year: int, names: Mapping[int, str], rows: Sequence[tuple[Nomination, Title]],
    standing: Mapping[int, tuple[str, str]],
) -> bytes:  # fmt: skip
    """One line for each nominee."""
    book = Book(title=f"Đề nghị khen thưởng cá nhân năm {year}")
    page = book.page("Cá nhân")
    page.widths(6, 30, 28, 14, 24, 24, 34, 22, 20, 70)
    page.on_a4(head=(1, 1))
    page.words(0, 0, f"Đề nghị khen thưởng cá nhân năm {year}", book.look(bold=True, font_size=14))
    for column, word in enumerate(HEAD):
        page.words(1, column, word, book.look(bold=True, border=1, text_wrap=True))
    cell = book.look(border=1, text_wrap=True, valign="top")
    for line, (row, title) in enumerate(rows, 2):
        words = (
            str(line - 1), names.get(row.agency_id, ""), row.name, vi.date(row.born), row.position, row.unit,
            title.name, standing[row.id][0], vi.date_time(row.filed_at), row.achievement,
        )  # fmt: skip
        for column, word in enumerate(words):
            page.words(line, column, word, cell)
        page.fit(line, *words)
    return book.done()
