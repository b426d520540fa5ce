"""A sheet from Excel: all faults at once, each by its cell, or the sheet and where everything stands."""

import io
import warnings
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from khoi.sheets.excel.cells import Page
from khoi.sheets.excel.layout import SETTINGS_PAGE, TREE_PAGE, Key
from khoi.sheets.excel.settings_read import read_settings
from khoi.sheets.excel.tree_page import Tree, read_tree
from khoi.sheets.rules import SheetSpec, read_sheet
from tenants.refusal import Objection, Refused, refuse_over
from tenants.vi import fold

MOST_ROWS, MOST_COLUMNS = 1200, 40
WRONG = "Tệp Excel chưa đúng."
#: What the parser raises over a file that is an archive of Excel's shape and yet no workbook.
UNREADABLE = (
    InvalidFileException, BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError,
    SyntaxError, RuntimeError, ArithmeticError,
)  # fmt: skip


@dataclass(frozen=True)
class Incoming:
    """A sheet that came in from a file, and the cell behind each path, where the file has cells."""

    spec: SheetSpec
    cells: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[Key, int] = field(default_factory=dict)
    row_of: Mapping[str, int] = field(default_factory=dict)

    def located(self, objections: list[Objection]) -> list[Objection]:
        """The same objections under the names of their cells, for who looks at the file."""
        return [Objection(self._cell(found), found.message) for found in objections]

    def _cell(self, found: Objection) -> str | None:
        if found.path is not None and found.path in self.row_of:
            page = Page(TREE_PAGE, [], is_main=True)
            return page.named(self.row_of[found.path], self.columns.get(_column(found.message)))
        return self.cells.get(found.path or "", found.path)


def read_workbook(content: bytes) -> Incoming:
    """The sheet in a workbook that passed the gate; Refused with the cell and the reason of every fault."""
    pages = _pages(content)
    tree_page = _page(pages, TREE_PAGE, is_main=True)
    settings_page = _page(pages, SETTINGS_PAGE, is_main=False)
    tree, settings = read_tree(tree_page), read_settings(settings_page)
    refuse_over([*tree_page.faults, *settings_page.faults], WRONG)
    data = settings.data | {"sections": tree.sections}
    return Incoming(_checked(data, tree, settings.cells), settings.cells, tree.columns, tree.row_of)


def _checked(data: dict[str, Any], tree: Tree, cells: Mapping[str, str]) -> SheetSpec:
    try:
        return read_sheet(data)
    except Refused as refused:
        nothing = SheetSpec("", 0, Decimal(0), ())
        located = Incoming(nothing, cells, tree.columns, tree.row_of).located(list(refused.objections))
        raise Refused(WRONG, objections=located) from None


def _pages(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The two pages as rows of values; formulas as their last result, nothing beyond the allowed size."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            try:
                return {name: _rows(book[name]) for name in book.sheetnames if _wanted(name)}
            finally:
                book.close()
    except UNREADABLE:
        raise Refused("Không đọc được tệp Excel này. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi thử lại.") from None


def _wanted(name: str) -> bool:
    return fold(name.strip()) in (fold(TREE_PAGE), fold(SETTINGS_PAGE))


def _rows(sheet: Any) -> list[tuple[Any, ...]]:
    if not hasattr(sheet, "iter_rows"):
        return []
    rows = list(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True))
    while rows and all(value is None for value in rows[-1]):
        rows.pop()
    return rows


def _page(pages: Mapping[str, list[tuple[Any, ...]]], name: str, *, is_main: bool) -> Page:
    for found, rows in pages.items():
        if fold(found.strip()) == fold(name):
            return Page(name, rows, is_main)
    raise Refused(f"Tệp không có trang “{name}”. Hãy dùng mẫu của cổng, không đổi tên trang.")


def _column(message: str) -> Key:
    """The column a person has to look at, by what the rules say of the row."""
    for word, key in (("điểm tối đa", Key.CEILING), ("minh chứng", Key.EVIDENCE), ("tên", Key.TITLE), ("mã", Key.CODE)):
        if message.startswith(word):
            return key
    return Key.METHOD
