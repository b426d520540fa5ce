"""Proposals and what became of them as an Excel file; what people wrote stays text."""

from collections.abc import Mapping, Sequence

from khoi.awards.models import Case
from khoi.awards.rules import APART
from khoi.office.xlsx import Book
from khoi.pledges.rules import FOR_WHOM

HEAD = (
    "Đơn vị", "Phong trào", "Hình thức", "Đối tượng", "Tên", "Chức vụ, đơn vị", "Thành tích", "Biên bản", "Đồng ý",
    "Dự họp", "Tổng số", "Tình trạng",
)  # fmt: skip


def commendations_book(year: int, names: Mapping[int, str], cases: Sequence[Case]) -> bytes:
    """One line for each filed proposal."""
    book = Book(title=f"Khen thưởng phong trào năm {year}")
    page = book.page("Khen thưởng phong trào")
    page.widths(28, 32, 24, 10, 26, 26, 50, 14, 8, 8, 8, 24)
    page.on_a4(head=(1, 1))
    page.words(0, 0, f"Khen thưởng phong trào năm {year} ({APART.lower()})", book.look(bold=True, font_size=14))
    for column, word in enumerate(HEAD):
        page.words(1, column, word, book.look(bold=True, border=1, text_wrap=True))
    cell = book.look(border=1, text_wrap=True, valign="top")
    for line, case in enumerate(cases, 2):
        row, found = case.proposal, case.finding
        words = (
            names.get(row.agency_id, ""), case.movement, case.title.name, FOR_WHOM[case.title.for_whom], row.name,
            row.position, row.achievement, found.minutes if found else "",
        )  # fmt: skip
        for column, word in enumerate(words):
            page.words(line, column, word, cell)
        for column, number in enumerate((found.agreed, found.present, found.total) if found else (None,) * 3, 8):
            page.number(line, column, number, cell)
        page.words(line, 11, case.standing[0], cell)
        page.fit(line, *words)
    return book.done()
