"""The same document in pieces that fit into a template: the body's markup, the annexes that follow; and a template to
begin with, which is the built-in document with names in place of words."""

from collections.abc import Mapping
from html import escape

from khoi.office.document import Document
from khoi.office.docx.body import blocks
from khoi.office.docx.frame import annex_head, front, section, section_break, signing
from khoi.office.docx.markup import LANDSCAPE, PORTRAIT
from khoi.office.docx.package import R, W, packed
from khoi.office.docx.words import ROOM, closed

_SPACE = f'xmlns:w="{W}" xmlns:r="{R}"'


def body_markup(document: Document) -> str:
    """The body as it is built in, tables and all."""
    return "".join(blocks(closed(document.body), PORTRAIT))


def annexes_markup(document: Document) -> dict[str, str]:
    """What follows a template's own pages: a paragraph to hold its section, and the annexes with theirs."""
    if not document.annexes:
        return {"holder": "", "annexes": ""}
    parts, last = [], ""
    for annex in document.annexes:
        if last:
            parts.append(section_break(last))
        width = LANDSCAPE if annex.landscape else PORTRAIT
        parts += [annex_head(document, annex), *blocks(annex.body, width)]
        last = section(width)
    holder = f'<w:p {_SPACE}><w:pPr><w:pStyle w:val="HetPhan"/></w:pPr></w:p>'
    return {"holder": holder, "annexes": f"<w:all {_SPACE}>{''.join(parts)}{last}</w:all>"}


def starting_template(document: Document, names: Mapping[str, str]) -> bytes:
    """The document as a template: each key of `names`, where it stands in the text, becomes that field or tag. Annexes
    stay out: they follow any template by themselves."""
    markup = front(document) + "".join(blocks(closed(document.body), PORTRAIT)) + signing(document)
    for said, name in names.items():
        markup = markup.replace(escape(said.replace(" " * 6, ROOM), quote=False), escape(name, quote=False))
    # What the writer puts around a line of a list (a dash, a semicolon) comes with the line itself.
    markup = markup.replace(">- {{", ">{{").replace("}};<", "}}<").replace("}}.<", "}}<")
    return packed(document, markup + section(PORTRAIT, first=True))
