"""The blocks of a body: headings, paragraphs, tables, room for many to sign."""

from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatch

from khoi.office.document import Align, Block, Column, Heading, Paragraph, Signatures, Table
from khoi.office.docx.markup import cell, fitted, lines, paragraph, row, run, runs, split, table
from khoi.office.docx.measures import bold_width
from khoi.office.docx.styles import CELL_SIDES
from khoi.office.docx.words import lines_of

JUSTIFIED = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right", Align.JUSTIFY: "both"}
#: Up to so many columns: the size of the letters, and how the styles of that size are called.
DENSITY = ((6, 12, ""), (9, 11, "Nho"), (1000, 10, "RatNho"))
KEEP = "<w:keepNext/>"
#: Lines of room for a signature.
ROOM = 5
AFTER_TABLE = paragraph("SauBang")
LINE = paragraph("KhoangKy", extra=KEEP)


def blocks(body: Iterable[Block], width: int, *, signed: bool = False) -> Iterator[str]:
    """The markup of each block in a width; a paragraph stays with the hands or the signature that follow it."""
    body = tuple(body)
    for place, block in enumerate(body, 1):
        signing = signed if place == len(body) else isinstance(body[place], Signatures)
        yield written(block, width, signing)


@singledispatch
def written(block: Block, width: int, kept: bool) -> str:
    raise TypeError(f"no block of a document: {block!r}")


@written.register
def _heading(block: Heading, width: int, kept: bool) -> str:
    return lines(f"Heading{min(max(block.level, 1), 3)}", block.text)


@written.register
def _paragraph(block: Paragraph, width: int, kept: bool) -> str:
    """A paragraph of the body; lines that people typed are paragraphs of their own."""
    extra = KEEP if kept else ""
    if not block.indent or block.align in (Align.CENTRE, Align.RIGHT):
        extra += '<w:ind w:firstLine="0"/>'
    if block.align is not Align.JUSTIFY:
        extra += f'<w:jc w:val="{JUSTIFIED[block.align]}"/>'
    return "".join(paragraph("NoiDung", runs(line), extra) for line in lines_of(block.runs))


def _least_widths(block: Table, size: int) -> list[int]:
    """Twips that the longest word of each column needs, so that no word is broken."""
    words: list[set[str]] = [set(column.title.split()) for column in block.columns]
    for line in block.rows:
        if not line.spans:
            for found, text in zip(words, line.cells, strict=False):
                found.update(text.split())
    return [round(max((bold_width(word, size) for word in found), default=0) * 20.4) + CELL_SIDES for found in words]


@written.register
def _table(block: Table, width: int, kept: bool) -> str:
    size, density = next((size, name) for most, size, name in DENSITY if len(block.columns) <= most)
    widths = fitted(width, [column.share for column in block.columns], _least_widths(block, size))
    rows = [*_heads(block, widths, f"DauBang{density}"), *_rows(block, widths, f"OBang{density}")]
    return lines("ChuThichBang", block.caption, KEEP) + table("BangKe", widths, rows) + AFTER_TABLE


def _heads(block: Table, widths: Sequence[int], style: str) -> list[str]:
    """The heads, repeated on each page; under a group's name its columns, others run over both rows."""
    titles = [lines(style, column.title) or paragraph(style) for column in block.columns]
    if not block.groups:
        return [row((cell(w, title, middle=True) for w, title in zip(widths, titles, strict=True)), head=True)]
    upper, lower = [], []
    for name, first, after in _grouped(block):
        if name:
            upper.append(cell(sum(widths[first:after]), lines(style, name), span=after - first, middle=True))
            lower += [cell(widths[at], titles[at], middle=True) for at in range(first, after)]
        else:
            for at in range(first, after):
                upper.append(cell(widths[at], titles[at], merge="restart", middle=True))
                lower.append(cell(widths[at], paragraph(style), merge="continue", middle=True))
    return [row(upper, head=True), row(lower, head=True)]


def _grouped(block: Table) -> Iterator[tuple[str, int, int]]:
    """Each group's name with its first column and the one after its last; columns without a group have no name."""
    first, grouped = 0, sum(count for _, count in block.groups)
    if grouped > len(block.columns):
        raise ValueError(f"groups of {grouped} columns over a table of {len(block.columns)}")
    for name, count in block.groups:
        yield name, first, first + count
        first += count
    if first < len(block.columns):
        yield "", first, len(block.columns)


def _rows(block: Table, widths: Sequence[int], style: str) -> Iterator[str]:
    aligned = [_aligned(column) for column in block.columns]
    for line in block.rows:
        if line.spans:
            words = _cell_words(style, line.cells[0], "", line.bold)
            yield row([cell(sum(widths), words, span=len(widths), middle=True)])
            continue
        if len(line.cells) != len(widths):
            raise ValueError(f"a row of {len(line.cells)} cells in a table of {len(widths)} columns: {line.cells}")
        yield row(
            cell(width, _cell_words(style, text, align, line.bold), middle=True)
            for width, text, align in zip(widths, line.cells, aligned, strict=True)
        )


def _cell_words(style: str, text: str, align: str, bold: bool) -> str:
    """A cell's text, a paragraph a line; a cell is never without one."""
    if "\n" not in text:
        return paragraph(style, run(text, bold=bold), align) if text else paragraph(style)
    return "".join(paragraph(style, run(line, bold=bold), align) for line in text.split("\n"))


def _aligned(column: Column) -> str:
    return "" if column.align is Align.LEFT else f'<w:jc w:val="{JUSTIFIED[column.align]}"/>'


@written.register
def _signatures(block: Signatures, width: int, kept: bool) -> str:
    """Two a line, each line whole on its page; the last of an odd number stands in the middle."""
    halves, people = split(width, (1, 1)), block.people
    rows: list[str] = []
    for at in range(0, len(people), 2):
        pair = people[at : at + 2]
        rows += signers(pair, halves if len(pair) == 2 else (width,), above=LINE * bool(at))
    return table("BangTron", halves, rows, lined=False) + AFTER_TABLE if rows else ""


def signers(people: Sequence[tuple[str, str]], widths: Sequence[int], above: str = "") -> Iterator[str]:
    """People side by side: their positions in one row, the room for their hands and their names, level, in the next;
    `above` parts them from the names of the line before."""
    span = 1 if len(people) > 1 else 2
    yield row(cell(w, above + _position(said), span=span) for w, (said, _) in zip(widths, people, strict=True))
    yield row(cell(w, _hand(name), span=span) for w, (_, name) in zip(widths, people, strict=True))


def signer(position: str, name: str) -> str:
    """Who signs: authority and position in capitals, room for the hand, the name."""
    return _position(position) + _hand(name)


def _position(said: str) -> str:
    return lines("ChucVuKy", said.upper(), KEEP) or paragraph("ChucVuKy", extra=KEEP)


def _hand(name: str) -> str:
    return LINE * ROOM + (lines("HoTenKy", name) or paragraph("HoTenKy"))
