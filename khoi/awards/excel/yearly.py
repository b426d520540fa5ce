"""The awards of the year as an Excel file: places with five years beside them, proposals with their checks."""

from collections.abc import Callable

from khoi.awards.models import Desk, Row
from khoi.office.xlsx import Book, Page
from tenants import vi

Standing = Callable[[Row], tuple[str, str]]


def yearly_book(desk: Desk, standing: Standing) -> bytes:
    """What the present scope sees: a page of places (where there are any), a page of proposals."""
    book = Book(title=f"Khen thưởng năm {desk.year.number}")
    if desk.lines:
        _places(book, desk)
    _proposals(book, desk, standing)
    return book.done()


def _head(book: Book, page: Page, title: str, heads: tuple[str, ...]) -> None:
    page.on_a4(head=(1, 1))
    page.words(0, 0, title, book.look(bold=True, font_size=14))
    for column, word in enumerate(heads):
        page.words(1, column, word, book.look(bold=True, border=1, text_wrap=True))


def _places(book: Book, desk: Desk) -> None:
    page = book.page("Kết quả và lịch sử")
    page.widths(8, 34, 12, 22, 34, *(22 for _ in desk.years))
    state = "đã công bố" if desk.published else "tạm tính, chưa công bố"
    heads = ("Hạng", "Đơn vị", "Tổng điểm", "Xếp loại", "Đề nghị", *(str(year) for year in desk.years))
    _head(book, page, f"Kết quả thi đua năm {desk.year.number} ({state})", heads)
    cell, figure = book.look(border=1, text_wrap=True, valign="top"), book.look(border=1, num_format="#,##0.00")
    for number, line in enumerate(desk.lines, 2):
        proposed = ", ".join(desk.title_names.get(code, code) for code in desk.proposed.get(line.agency_id, ()))
        page.words(number, 0, "" if line.rank is None else str(line.rank), cell)
        page.words(number, 1, line.name, cell)
        page.number(number, 2, line.total, figure)
        page.words(number, 3, line.label or ("" if line.considered else "Không xét"), cell)
        page.words(number, 4, proposed, cell)
        for column, year in enumerate(desk.years, 5):
            held = desk.held_by.get((line.agency_id, year), ())
            page.words(number, column, "; ".join(each.name for each in held), cell)
        page.fit(number, "", line.name, "", line.label, proposed)


def _proposals(book: Book, desk: Desk, standing: Standing) -> None:
    page = book.page("Danh sách đề nghị")
    page.widths(6, 34, 34, 34, 22, 60, 44, 44)
    heads = ("TT", "Đơn vị", "Tập thể, cá nhân", "Danh hiệu, hình thức", "Tình trạng", "Đối chiếu quy tắc", "Lý do",
             "Tóm tắt thành tích")  # fmt: skip
    _head(book, page, f"Danh sách đề nghị khen thưởng năm {desk.year.number}", heads)
    cell = book.look(border=1, text_wrap=True, valign="top")
    for number, row in enumerate(desk.rows, 2):
        found = (
            f"{check.chip[0]}: {check.rule.words(desk.title_names.get(check.rule.other, ''))}"
            f"{f' ({check.missing})' if check.missing else ''}"
            for check in row.checks
        )
        reason = f"Đã rút: {row.withdrawal.reason}" if row.withdrawal else row.proposal.reason
        summary = row.nomination.achievement if row.nomination else row.proposal.summary
        decided = f" (QĐ {row.award.number} ngày {vi.date(row.award.dated)})" if row.award else ""
        words = (
            str(number - 1), row.agency, row.name, row.title.name, standing(row)[0] + decided,
            "\n".join(found) if desk.seated else "", reason if desk.seated or row.withdrawal else "", summary,
        )  # fmt: skip
        for column, word in enumerate(words):
            page.words(number, column, word, cell)
        page.fit(number, *words)
