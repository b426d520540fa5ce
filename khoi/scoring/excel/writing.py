"""The card written as a file to be filled in: cells to type in are open, the rest is locked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from json import dumps

from khoi.office.xlsx import GREY, LINE, PALE, ROSE, Book, Page
from khoi.scoring.excel import columns as at
from khoi.sheets.rules import written

INPUT = {"locked": False, "bg_color": "#FFFFFF", "border": 1, "border_color": LINE, "valign": "top"}
CELL = {"border": 1, "border_color": LINE, "valign": "top", "text_wrap": True}


@dataclass(frozen=True, slots=True)
class CardFileLine:
    """One line: a section or group (no mark), or a row with its fields by column."""

    depth: int
    code: str
    title: str
    rule: str = ""
    ceiling: Decimal | None = None
    mark: str = ""
    version: int = 0
    #: What may be typed: the column, the name of the field, its value, what one may choose from.
    fields: tuple[tuple[str, str, str | Decimal | None, tuple[str, ...]], ...] = ()
    may_be_off: bool = False
    off: bool = False
    note: str = ""
    points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CardFile:
    """The whole file."""

    key: str
    title: str
    guide: str
    lines: Sequence[CardFileLine]


def write_card_file(card: CardFile) -> bytes:
    """The file's bytes."""
    book = Book(title=card.title)
    page = book.page(at.SHEET)
    _head(book, page, card)
    for line, content in enumerate(card.lines, at.HEAD_ROW + 1):
        _write(book, page, line - 1, content)
    _settle(page, len(card.lines))
    return book.done()


def _head(book: Book, page: Page, card: CardFile) -> None:
    page.widths(7, 44, 38, 9, 12, 16, 12, 34, 12, 3, 3, 3)
    page.words(at.TITLE_ROW - 1, 0, card.title, book.look(bold=True, font_size=14))
    page.words(at.GUIDE_ROW - 1, 0, card.guide, book.look(italic=True))
    page.words(0, _index(at.BASE), card.key, book.look(font_color="#FFFFFF"))
    head = book.look(bold=True, bg_color=GREY, **CELL)
    for column, words in at.HEADS.items():
        page.words(at.HEAD_ROW - 1, _index(column), words, head)


def _write(book: Book, page: Page, row: int, line: CardFileLine) -> None:
    if not line.mark:
        look = book.look(bold=True, bg_color=ROSE if line.depth == 1 else PALE, **CELL)
        for place in range(_index(at.POINTS) + 1):
            page.blank(row, place, look)
        page.words(row, _index(at.CODE), line.code, look)
        page.words(row, _index(at.TITLE), line.title, look)
        page.number(row, _index(at.CEILING), line.ceiling, look)
        return
    plain, number = book.look(**CELL), book.look(num_format="#,##0.###", **CELL)
    page.words(row, _index(at.CODE), line.code, plain)
    page.words(row, _index(at.TITLE), line.title, plain)
    page.words(row, _index(at.RULE), line.rule, plain)
    page.number(row, _index(at.CEILING), line.ceiling, number)
    for column in (at.TARGET, at.VALUE, at.OFF):
        page.blank(row, _index(column), book.look(bg_color=GREY, **CELL))
    _inputs(book, page, row, line)
    page.number(row, _index(at.POINTS), line.points, number)
    _hidden(book, page, row, line)
    page.fit(row, line.code, line.title, line.rule)


def _inputs(book: Book, page: Page, row: int, line: CardFileLine) -> None:
    opened = book.look(num_format="General", **INPUT)
    words = book.look(text_wrap=True, num_format="@", **INPUT)
    for column, _, value, choices in line.fields:
        if isinstance(value, Decimal):
            page.number(row, _index(column), value, opened)
        else:
            page.words(row, _index(column), value or "", opened)
        if choices:
            _choose(page, row, column, choices)
    if line.may_be_off:
        page.words(row, _index(at.OFF), at.YES if line.off else "", words)
        _choose(page, row, at.OFF, (at.YES,))
    page.words(row, _index(at.NOTE), line.note, words)


def _choose(page: Page, row: int, column: str, choices: Sequence[str]) -> None:
    """A list to choose from, where Excel takes one (its text may have 255 letters)."""
    if len(",".join(choices)) <= 255 and not any("," in choice for choice in choices):
        page.sheet.data_validation(
            row, _index(column), row, _index(column), {"validate": "list", "source": list(choices)}
        )


def _hidden(book: Book, page: Page, row: int, line: CardFileLine) -> None:
    plain = book.look()
    page.words(row, _index(at.MARK), line.mark, plain)
    page.number(row, _index(at.VERSION), line.version, plain)
    page.words(row, _index(at.BASE), dumps(_said(line), ensure_ascii=False), plain)


def _said(line: CardFileLine) -> Mapping[str, object]:
    """What the row says now, so that the reader can tell which rows were touched."""
    typed = {name: written(value).replace(".", ",") if isinstance(value, Decimal) else value or ""
             for _, name, value, _ in line.fields}  # fmt: skip
    return {"typed": typed | ({"not_applicable": "1"} if line.off else {}), "note": line.note}


def _settle(page: Page, lines: int) -> None:
    """Locked but for the cells to type in (no password: it guards against slips, not against people); printed on A4."""
    page.sheet.protect("", {"format_columns": True, "format_rows": True})
    page.sheet.set_column(f"{at.MARK}:{at.BASE}", None, None, {"hidden": True})
    page.sheet.freeze_panes(at.HEAD_ROW, 2)
    page.sheet.autofilter(at.HEAD_ROW - 1, 0, at.HEAD_ROW + lines - 1, _index(at.POINTS))
    page.sheet.print_area(0, 0, at.HEAD_ROW + lines - 1, _index(at.POINTS))
    page.on_a4(head=(at.HEAD_ROW - 1, at.HEAD_ROW - 1))


def _index(column: str) -> int:
    return ord(column) - ord("A")
