"""Excel files: real numbers, live formulas with their values, and text of people that always stays text."""

from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from math import ceil
from typing import Any, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import CellFormulaTuple, Worksheet

#: No string becomes a formula, a link or a number by its looks.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FONT = {"font_name": "Times New Roman", "font_size": 11}
A4 = 9
#: How a cell looks: font, box, number format.
Look: TypeAlias = Format
INK, LINE, PALE, ROSE, GOLD, GREY = "#1D2433", "#8A93A3", "#E8EFF8", "#FBECEB", "#FDF4E3", "#F1F3F6"


LINE_HEIGHT = 14.5
#: Excel's own limit of a row, in points.
HIGHEST = 409


@lru_cache(maxsize=4096)
def _lines(text: str, width: float, bold: bool) -> int:
    """How many lines a text takes in a column: a guess on the safe side, letters are narrower than digits."""
    room = width * (1.1 if bold else 1.2)
    if len(text) <= room and "\n" not in text:
        return 1
    return sum(max(1, ceil(len(line) / room)) for line in text.split("\n"))


class _Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose formulas use only functions that Excel has always had."""

    def _write_formula(self, row: int, col: int, formula: str, cell_format: Any = None, value: Any = 0) -> int:
        # XlsxWriter looks for sixty newer functions in each formula: half the time of a workbook full of sums.
        if self._check_dimensions(row, col):
            return -1
        self.table[row][col] = CellFormulaTuple(formula.removeprefix("="), cell_format, value)
        return 0


class Page:
    """One worksheet, printed on A4: rows and columns count from 0."""

    def __init__(self, sheet: Any, name: str) -> None:
        self.name = name
        self.sheet = sheet
        self._widths: tuple[float, ...] = ()
        # The public writers first ask whether a cell was named like "A1"; ten thousand times, never here.
        self._write_string, self._write_number = sheet._write_string, sheet._write_number
        self._write_blank, self._write_formula = sheet._write_blank, sheet._write_formula

    def words(self, row: int, column: int, words: str, look: Look) -> None:
        """Text as text, whatever it looks like."""
        if words:
            self._write_string(row, column, words, look)
        else:
            self._write_blank(row, column, None, look)

    def number(self, row: int, column: int, value: Decimal | int | None, look: Look) -> None:
        """A number as a number; None leaves the cell empty in its look."""
        if value is None:
            self._write_blank(row, column, None, look)
        else:
            self._write_number(row, column, float(value), look)

    def formula(self, row: int, column: int, formula: str, value: Decimal | int | str | None, look: Look) -> None:
        """A formula with the value we computed ourselves, for viewers that do not calculate."""
        cached = value if isinstance(value, str) else "" if value is None else float(value)
        self._write_formula(row, column, formula, look, cached)

    def blank(self, row: int, column: int, look: Look) -> None:
        self._write_blank(row, column, None, look)

    def boxed(self, first: tuple[int, int], last: tuple[int, int], look: Look) -> None:
        """Lines around every cell from the first (row, column) to the last, also where nothing is written."""
        self.sheet.conditional_format(*first, *last, {"type": "formula", "criteria": "=TRUE", "format": look})

    def span(self, row: int, first: int, last: int, text: str, look: Look, rows: int = 1) -> None:
        """Text over several cells of a row (or of several rows)."""
        if first == last and rows == 1:
            self.words(row, first, text, look)
            return
        self.sheet.merge_range(row, first, row + rows - 1, last, "", look)
        self.words(row, first, text, look)

    def widths(self, *widths: float) -> None:
        self._widths = widths
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def fit(self, row: int, *texts: str, bold: bool = False) -> None:
        """Make a row high enough for these texts in its first columns, wrapped; Excel would do so by itself when it
        opens the file, others would not."""
        lines = max(_lines(text, width, bold) for text, width in zip(texts, self._widths, strict=False))
        if lines > 1:
            self.sheet.set_row(row, min(LINE_HEIGHT * lines + 1, HIGHEST))

    def on_a4(self, *, head: tuple[int, int] | None = None, landscape: bool = True) -> None:
        """One page wide, the head repeated on each page, the page's number of how many; `head` is (first, last) row."""
        sheet = self.sheet
        sheet.set_paper(A4)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.7)
        sheet.set_footer('&L&"Times New Roman,Italic"&9&A&R&"Times New Roman,Regular"&9Trang &P/&N')
        sheet.center_horizontally()
        sheet.hide_gridlines(2)
        if head is not None:
            sheet.repeat_rows(*head)


class Book:
    """A workbook in memory. Looks are made once and shared by all pages."""

    def __init__(self, **properties: Any) -> None:
        self._buffer = BytesIO()
        self._book = Workbook(self._buffer, dict(OPTIONS))
        self._book.formats[0].set_font_name(FONT["font_name"])
        self._book.formats[0].set_font_size(FONT["font_size"])
        self._book.set_properties(properties)
        self._looks: dict[frozenset[tuple[str, Any]], Look] = {}

    def page(self, name: str) -> Page:
        """A new worksheet; the name must be one that Excel takes (`sheet_names`)."""
        return Page(self._book.add_worksheet(name, worksheet_class=_Sheet), name)

    def look(self, **properties: Any) -> Look:
        key = frozenset(properties.items())
        if key not in self._looks:
            self._looks[key] = self._book.add_format(FONT | properties)
        return self._looks[key]

    def bar_chart(self, title: str, name: str, categories: str, values: str, *, bars: int) -> Any:
        """A native chart of lying bars from 0 up, the first on top."""
        chart = self._book.add_chart({"type": "bar"})
        series = {
            "name": name,
            "categories": categories,
            "values": values,
            "fill": {"color": "#1F4E8C"},
            "gap": 60,
            "data_labels": {"value": True},
        }
        chart.add_series(series)
        chart.set_title({"name": title, "name_font": {"name": FONT["font_name"], "size": 13}, "overlay": False})
        chart.set_legend({"none": True})
        # An axis that begins elsewhere makes small distances look large.
        chart.set_x_axis(
            {"min": 0, "label_position": "high", "major_gridlines": {"visible": True, "line": {"color": "#E3E6EC"}}}
        )
        chart.set_y_axis({"reverse": True, "num_font": {"name": FONT["font_name"], "size": 10}})
        chart.set_size({"width": 900, "height": 120 + 34 * bars})
        return chart

    def done(self) -> bytes:
        self._book.close()
        return self._buffer.getvalue()
