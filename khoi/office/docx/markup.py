"""How Word spells paragraphs, cells and tables. Lengths are twips: 20 to a point, 1440 to an inch. Pure."""

from collections.abc import Iterable, Sequence
from html import escape

from khoi.office.document import Run
from khoi.office.docx.words import clean

#: Printed width of an A4 page, 30 mm bound on the left and 15 mm on the right.
PORTRAIT, LANDSCAPE = 9354, 14287
#: As WordprocessingML names a line that is not there.
NO_LINES = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
NO_MARGINS = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'


def run(text: str, *, bold: bool = False, italic: bool = False) -> str:
    """A stretch of text; what the style already says is not said again."""
    look = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    words = escape(clean(text), quote=False)
    return f'<w:r>{look and f"<w:rPr>{look}</w:rPr>"}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(style: str, content: str = "", extra: str = "") -> str:
    """A paragraph in a named style; `extra` are properties beside it, in the order the schema wants."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{content}</w:p>'


def lines(style: str, text: str, extra: str = "") -> str:
    """A paragraph a line of the text."""
    return "".join(paragraph(style, run(line.strip()), extra) for line in clean(text).split("\n") if line.strip())


def runs(parts: Iterable[Run]) -> str:
    return "".join(run(part.text, bold=part.bold, italic=part.italic) for part in parts)


def rule(room: int, length: float) -> str:
    """A drawn line of so many points in the middle of a room, close under what it follows."""
    side = max(0, (room - round(length * 20)) // 2)
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    return paragraph("DuongKe", "", f'{border}<w:ind w:left="{side}" w:right="{side}"/>')


def cell(width: int, content: str, *, span: int = 1, merge: str = "", middle: bool = False) -> str:
    """A cell of a table; `merge` begins or goes on with a cell over several rows."""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if span > 1:
        properties += f'<w:gridSpan w:val="{span}"/>'
    if merge:
        properties += f'<w:vMerge w:val="{merge}"/>'
    if middle:
        properties += '<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(cells: Iterable[str], *, head: bool = False) -> str:
    """A row that no page break splits; a head comes again on each page."""
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{''.join(cells)}</w:tr>"


def table(style: str, widths: Sequence[int], rows: Iterable[str], *, lined: bool = True) -> str:
    """A table of fixed columns: LibreOffice and Word keep to the grid and to the cells' widths alike."""
    borders, margins = ("", "") if lined else (f"<w:tblBorders>{NO_LINES}</w:tblBorders>", NO_MARGINS)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/>{borders}<w:tblLayout w:type="fixed"/>{margins}'
        f'<w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def split(width: int, shares: Sequence[float]) -> list[int]:
    """A width cut by shares; the last column takes what rounding leaves."""
    whole = sum(shares)
    cut = [int(width * share / whole) for share in shares]
    cut[-1] += width - sum(cut)
    return cut


def fitted(width: int, shares: Sequence[float], least: Sequence[int]) -> list[int]:
    """A width cut by shares, but no column under its least; where even that is too much, by the least ones."""
    if sum(least) >= width:
        return split(width, least)
    given: dict[int, int] = {}
    while True:
        free = [at for at in range(len(shares)) if at not in given]
        room, whole = width - sum(given.values()), sum(shares[at] for at in free)
        narrow = {at: least[at] for at in free if room * shares[at] < least[at] * whole}
        if not narrow:
            return split(width, [given.get(at, room * share / (whole or 1)) for at, share in enumerate(shares)])
        given |= narrow
