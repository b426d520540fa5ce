"""A document as Word knows it, in the form of Nghị định 30/2020/NĐ-CP: built once as markup, in time linear in its
length.

`words` says what stands there, `markup` how Word spells it, `styles` how it looks, `frame` what is around the body,
`body` the body, `package` the file."""

from khoi.office.document import Document
from khoi.office.docx.body import blocks
from khoi.office.docx.frame import annex_head, front, section, section_break, signing
from khoi.office.docx.markup import LANDSCAPE, PORTRAIT
from khoi.office.docx.package import packed
from khoi.office.docx.words import closed

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def write(document: Document) -> bytes:
    """The document as a .docx file; the same document is always the same bytes."""
    return packed(document, "".join(_parts(document)))


def _parts(document: Document) -> list[str]:
    """The body's markup in order; a section ends where its properties stand, the last section at the very end."""
    parts = [front(document), *blocks(closed(document.body), PORTRAIT, signed=True), signing(document)]
    last = section(PORTRAIT, first=True)
    for annex in document.annexes:
        parts.append(section_break(last))
        width = LANDSCAPE if annex.landscape else PORTRAIT
        parts += [annex_head(document, annex), *blocks(annex.body, width)]
        last = section(width)
    return [*parts, last]
