"""One person's data as files: Excel for people, JSON for machines."""

import json
from collections.abc import Iterable

from khoi.awards.models.personal import Trace
from khoi.office.xlsx import Book

HEAD = ("Năm", "Nơi lưu", "Mục", "Nội dung")


def person_book(name: str, traces: Iterable[Trace]) -> bytes:
    """One line for each thing that is known."""
    book = Book(title="Dữ liệu cá nhân")
    page = book.page("Dữ liệu cá nhân")
    page.widths(8, 34, 26, 80)
    page.on_a4(head=(1, 1))
    page.words(0, 0, f"Dữ liệu về {name}", book.look(bold=True, font_size=14))
    for column, word in enumerate(HEAD):
        page.words(1, column, word, book.look(bold=True, border=1))
    cell = book.look(border=1, text_wrap=True, valign="top")
    lines = [(str(trace.year or ""), trace.table, *pair) for trace in traces for pair in trace.said]
    for line, words in enumerate(lines, 2):
        for column, word in enumerate(words):
            page.words(line, column, word, cell)
        page.fit(line, *words)
    return book.done()


def person_json(name: str, traces: Iterable[Trace]) -> bytes:
    """The same as JSON, keys in Vietnamese as people read them."""
    rows = [{"năm": trace.year, "nơi lưu": trace.table, "nội dung": dict(trace.said)} for trace in traces]
    return json.dumps({"họ và tên": name, "dữ liệu": rows}, ensure_ascii=False, indent=2).encode()
