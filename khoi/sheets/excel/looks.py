"""How the cells of the file look: the bloc's red for headings, numbers right, text wrapped."""

from dataclasses import dataclass
from typing import Any

from khoi.sheets.excel.layout import Key

FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
NUMBERS = (Key.CEILING, Key.POINTS, Key.MINUS, Key.FLOOR, Key.MOST)
CENTRED = (Key.CODE, Key.LEVEL, Key.WHOLE, Key.NO_FILES)
EMPHASIS: tuple[dict[str, Any], ...] = (
    {},
    {"bold": True, "bg_color": "#FBECEB", "font_color": "#A3191D"},
    {"bold": True, "bg_color": "#F3F4F7"},
)


@dataclass(frozen=True, slots=True)
class Looks:
    """The formats of one workbook."""

    title: Any
    heading: Any
    quiet: Any
    text: Any
    bold: Any
    number: Any
    cells: dict[tuple[str, int], Any]

    def of(self, key: Key, emphasis: int) -> Any:
        """The format of a column in a row that is a criterion (0), a section (1) or a group (2)."""
        shape = "number" if key in NUMBERS else "centred" if key in CENTRED else "text"
        return self.cells[shape, emphasis]


def looks_in(book: Any) -> Looks:
    def look(**more: Any) -> Any:
        return book.add_format(FONT | more)

    shapes: dict[str, dict[str, Any]] = {
        "number": {"num_format": "#,##0.###", "align": "right"},
        "centred": {"num_format": "@", "align": "center"},
        "text": {"num_format": "@", "text_wrap": True},
    }
    cells = {
        (shape, level): look(**rule, **emphasis, border=1, border_color="#B9C0CC")
        for shape, rule in shapes.items()
        for level, emphasis in enumerate(EMPHASIS)
    }
    return Looks(
        title=look(bold=True, font_size=14),
        heading=look(
            bold=True,
            text_wrap=True,
            align="center",
            bg_color="#A3191D",
            font_color="#FFFFFF",
            border=1,
        ),
        quiet=look(italic=True, font_color="#5B6577"),
        text=look(text_wrap=True, num_format="@", border=1, border_color="#B9C0CC"),
        bold=look(bold=True, text_wrap=True),
        number=look(num_format="#,##0.###", align="left", border=1, border_color="#B9C0CC"),
        cells=cells,
    )
