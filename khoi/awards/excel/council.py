"""What an agency's council considered, as an Excel file."""

from collections.abc import Collection, Mapping, Sequence

from khoi.awards.models.council import CouncilCandidate, CouncilSitting
from khoi.office.xlsx import Book
from khoi.pledges.models import Title
from tenants import vi

HEAD = ("TT", "Danh hiệu, hình thức", "Cá nhân, tập thể", "Chức vụ", "Phòng, ban", "Phiếu đồng ý", "Dự họp",
        "Tổng số", "Kết quả", "Thành tích")  # fmt: skip


def council_book(
    sitting: CouncilSitting, rows: Sequence[tuple[CouncilCandidate, Title]], agreed: Collection[int],
    departments: Mapping[int, str],
) -> bytes:  # fmt: skip
    """One line for each candidate."""
    book = Book(title=sitting.title)
    page = book.page("Danh sách xét")
    page.widths(6, 34, 30, 24, 24, 10, 10, 10, 18, 60)
    page.on_a4(head=(1, 1))
    page.words(0, 0, f"{sitting.title}, ngày {vi.date(sitting.held_on)}", book.look(bold=True, font_size=14))
    for column, word in enumerate(HEAD):
        page.words(1, column, word, book.look(bold=True, border=1, text_wrap=True))
    cell = book.look(border=1, text_wrap=True, valign="top")
    for line, (row, title) in enumerate(rows, 2):
        words = (str(line - 1), title.name, row.name, row.position, departments.get(row.department_id or 0, ""))
        for column, word in enumerate(words):
            page.words(line, column, word, cell)
        for column, number in enumerate((row.agreed, sitting.present, sitting.total), 5):
            page.number(line, column, number, cell)
        result = "" if sitting.stage != "confirmed" else "Đồng ý" if row.id in agreed else "Không đạt"
        page.words(line, 8, result, cell)
        page.words(line, 9, row.achievement, cell)
        page.fit(line, *words, "", "", "", result, row.achievement)
    return book.done()
