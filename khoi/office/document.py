"""A document said once, as plain values: whoever writes it (docx, pdf) adds only its form. Pure.

The elements and their order are those of Nghị định 30/2020/NĐ-CP; text is Vietnamese, dates and numbers are already
words, so that nothing is computed while writing."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Align(StrEnum):
    """How the text of a cell or a paragraph stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A part of the body: level 1 is a part (I, bold), 2 a section (1, bold), 3 a point (a, bold italic). The number
    stands in the text."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body, its first line indented unless it says otherwise."""

    text: str | tuple[Run, ...]
    align: Align = Align.JUSTIFY
    indent: bool = True

    @property
    def runs(self) -> tuple[Run, ...]:
        return (Run(self.text),) if isinstance(self.text, str) else self.text

    @property
    def said(self) -> str:
        """The words without their looks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and its share of the table's width (any unit; shares are compared)."""

    title: str
    share: float = 1.0
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: a cell a column; `bold` for sums; a row of one cell runs over the whole width."""

    cells: tuple[str, ...]
    bold: bool = False

    @property
    def spans(self) -> bool:
        return len(self.cells) == 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on each page. `groups` stands above the heads, from the left: (title, how many
    columns); the heads of columns under an empty title, or after the last group, are as high as both rows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    groups: tuple[tuple[str, int], ...] = ()
    #: Said above the table, e.g. the unit.
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Room for many to sign, two a line: (position, name) each; the name may be empty."""

    people: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | Table | Signatures


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues: left above (not bold) and below (bold), in their own spelling, printed in capitals; the number's
    sign (BC-KTĐ; empty for what bears no number); where and when.

    `number` stays empty for the registry clerk, who writes it by hand; below 10 it gets a leading 0."""

    superior: str
    issuer: str
    sign: str = ""
    number: int | None = None
    place: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the authority (TM., KT., TL., TUQ. …; may be empty), the position, the name."""

    authority: str
    position: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """A part on a page of its own after the signature: "Phụ lục I" and what it is about."""

    title: str
    subject: str
    body: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """An official document: kind ("BÁO CÁO"; empty for a letter), subject (trích yếu), bases (căn cứ, without the final
    sign), body, who signs, who receives (without dash; the last is "Lưu: …"), annexes."""

    letterhead: Letterhead
    kind: str
    subject: str
    body: tuple[Block, ...]
    signature: Signature | None = None
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = field(default=())
    #: A second signer beside the first, to the left (minutes: thư ký, chủ trì; a handover: two heads).
    countersignature: Signature | None = None
    #: Kính gửi, above the grounds: of a tờ trình or a letter.
    addressees: tuple[str, ...] = ()


def place_and_date(place: str, dated: date | None) -> str:
    """Lạng Sơn, ngày 05 tháng 02 năm 2026: day below 10 and months 1 and 2 with a leading 0; unsaid, room to write."""
    where = f"{place}, " if place else ""
    if dated is None:
        return f"{where}ngày … tháng … năm …"
    month = f"{dated.month:02d}" if dated.month <= 2 else str(dated.month)
    return f"{where}ngày {dated.day:02d} tháng {month} năm {dated.year}"


def number_line(letterhead: Letterhead) -> str:
    """Số: 05/BC-KTĐ, with room for a number that is not given yet."""
    number = "      " if letterhead.number is None else f"{letterhead.number:02d}"
    return f"Số: {number}/{letterhead.sign}"
