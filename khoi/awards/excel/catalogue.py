"""The year's rules of awards as an Excel file."""

from collections.abc import Mapping, Sequence

from khoi.awards.models import AwardRule
from khoi.awards.rules import RuleSpec
from khoi.office.xlsx import Book
from khoi.pledges.rules import FOR_WHOM
from tenants import vi

HEAD = ("Áp dụng cho", "Quy tắc", "Căn cứ", "Từ ngày", "Đến ngày", "Cần kiểm tra", "Tình trạng", "Ghi chú")


def whom(spec: RuleSpec, names: Mapping[str, str]) -> str:
    """For which title, or for whom, a rule is."""
    if spec.title:
        return names.get(spec.title, spec.title)
    return f"Mọi hình thức, {FOR_WHOM[spec.for_whom].lower()}" if spec.for_whom else "Mọi danh hiệu, hình thức"


def rules_book(year: int, rows: Sequence[tuple[AwardRule, RuleSpec]], names: Mapping[str, str]) -> bytes:
    """One line for each rule."""
    book = Book(title=f"Quy tắc khen thưởng năm {year}")
    page = book.page("Quy tắc khen thưởng")
    page.widths(34, 48, 30, 12, 12, 12, 12, 44)
    page.on_a4(head=(1, 1))
    page.words(0, 0, f"Quy tắc xét khen thưởng năm {year}", book.look(bold=True, font_size=14))
    for column, word in enumerate(HEAD):
        page.words(1, column, word, book.look(bold=True, border=1, text_wrap=True))
    cell = book.look(border=1, text_wrap=True, valign="top")
    for line, (row, spec) in enumerate(rows, 2):
        words = (
            whom(spec, names), spec.words(names.get(spec.other, "")), spec.basis, vi.date(spec.in_force_from),
            vi.date(spec.in_force_to), "Có" if spec.verify else "", "Đang dùng" if row.in_use else "Thôi dùng",
            spec.note,
        )  # fmt: skip
        for column, word in enumerate(words):
            page.words(line, column, word, cell)
        page.fit(line, *words)
    return book.done()
