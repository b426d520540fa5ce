"""How the cells of the workbook look: few, named, readable in black and white."""

from typing import Any

from khoi.office.xlsx import GOLD, GREY, LINE, PALE, Book, Look

_BOX = {"border": 1, "border_color": LINE, "valign": "top"}
_MIDDLE = {"align": "center", "valign": "vcenter", "text_wrap": True}
#: What a row of a table is: a criterion, a group of them, a section, a sum of all.
KINDS: dict[str, dict[str, Any]] = {
    "": {},
    "group": {"bold": True, "bg_color": GREY},
    "section": {"bold": True, "bg_color": PALE},
    "total": {"bold": True, "bg_color": GOLD},
}


class Looks:
    """The looks of one workbook, made once; those of table cells by the kind of the row."""

    def __init__(self, book: Book, places: int) -> None:
        self._book = book
        decimals = "." + "0" * places if places else ""
        self.text = self._boxed(text_wrap=True)
        self.points = self._boxed(num_format=f"#,##0{decimals}")
        #: Points that are taken away: kept positive, shown with a minus.
        self.minus = book.look(**_BOX, num_format=f'"-"#,##0{decimals};"-"#,##0{decimals};0{decimals}')
        #: A difference: its sign is written, nothing where there is none.
        self.signed = self._boxed(num_format=f"+#,##0{decimals};-#,##0{decimals};")
        #: Ceilings and counts: as many decimals as they have.
        self.exact = self._boxed(num_format="General")
        #: Lines alone, for cells in which nothing is written.
        self.box = book.look(border=1, border_color=LINE)
        self.head = book.look(**_BOX | _MIDDLE, bold=True, bg_color=PALE)
        #: A word where others have points.
        self.away = book.look(**_BOX, text_wrap=True, italic=True, align="right", font_size=9)
        self.place = book.look(**_BOX, bold=True, align="center", num_format="0", text_wrap=True)
        #: The order that a vote gave to equals.
        self.order = book.look(**_BOX, align="center", num_format="0")
        self.title = book.look(**_MIDDLE, bold=True, font_size=14)
        self.heading = book.look(bold=True, font_size=13)
        self.plain = book.look(valign="top")
        self.wrapped = book.look(valign="top", text_wrap=True)
        self.strong = book.look(valign="top", text_wrap=True, bold=True)

    def centred(self, **more: Any) -> Look:
        """Text of a page's head, over the middle of what it is the head of."""
        return self._book.look(**_MIDDLE | {"font_size": 12} | more)

    def _boxed(self, **more: Any) -> dict[str, Look]:
        return {kind: self._book.look(**_BOX | shade | more) for kind, shade in KINDS.items()}
