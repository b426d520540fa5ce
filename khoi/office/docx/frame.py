"""What stands around the body: the head of page 1, the signature and the recipients, annex heads, sections."""

from khoi.office.document import Annex, Document, Letterhead, Signature
from khoi.office.docx import words
from khoi.office.docx.body import signer, signers
from khoi.office.docx.markup import LANDSCAPE, PORTRAIT, cell, lines, paragraph, row, rule, split, table
from khoi.office.docx.measures import bold_width, longest_line

REPUBLIC, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
#: The right column holds the republic's name on one line.
LEFT, RIGHT = split(PORTRAIT, (0.395, 0.605))
#: Stands for the key of the pages' head until the package knows it; no text of people can look so, "<" being escaped.
HEAD = "<head>"
#: The rule under a name, between a third and half of its length.
SHORT = 0.42
#: Section properties: A4, bound on the left; the page number stands in the middle of the top margin.
MARGINS = 'w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"'
SIZES = {
    PORTRAIT: 'w:w="11906" w:h="16838"',
    LANDSCAPE: 'w:w="16839" w:h="11906" w:orient="landscape"',
}


def front(document: Document) -> str:
    """Everything above the body: who and when, what it is and about what, to whom, on which grounds."""
    return (
        _letterhead(document)
        + (_title(document) if document.kind else paragraph("SauDau"))
        + _addressed(document)
        + "".join(lines("CanCu", basis) for basis in words.bases_of(document))
    )


def _letterhead(document: Document) -> str:
    """A table of two columns without lines: the issuer, and the republic."""
    head = document.letterhead
    left = lines("CoQuanChuQuan", head.superior.upper()) + lines("CoQuanBanHanh", head.issuer.upper())
    left += rule(LEFT, SHORT * longest_line(head.issuer.upper(), 13, LEFT / 20))
    right = lines("QuocHieu", REPUBLIC) + lines("TieuNgu", MOTTO) + rule(RIGHT, bold_width(MOTTO, 14))
    under = _numbered(document, head)
    rows = [row([cell(LEFT, left), cell(RIGHT, right)])]
    if under:
        rows.append(under)
    return table("BangTron", (LEFT, RIGHT), rows, lined=False)


def _numbered(document: Document, head: Letterhead) -> str:
    """The number (under it, what a letter is about) beside the place and the date."""
    left = lines("SoKyHieu", words.numbered(head))
    if not document.kind and document.subject:
        left += lines("VeViec", f"V/v {document.subject}")
    right = lines("DiaDanh", words.dated(head))
    if not left and not right:
        return ""
    return row([cell(LEFT, left or paragraph("SoKyHieu")), cell(RIGHT, right or paragraph("DiaDanh"))])


def _title(document: Document) -> str:
    under = rule(PORTRAIT, SHORT * longest_line(document.subject, 14, PORTRAIT / 20))
    return (
        lines("LoaiVanBan", document.kind.upper()) + lines("TrichYeu", document.subject) + under + paragraph("SauDau")
    )


def _addressed(document: Document) -> str:
    return "".join(lines("KinhGui", line) for line in words.addressees_of(document))


def signing(document: Document) -> str:
    """Who signs on the right, level with it on the left who receives; two signers stand side by side above them."""
    halves, recipients = split(PORTRAIT, (0.45, 0.55)), _recipients(document)
    if document.countersignature is not None:
        rows = list(signers([_who(document.countersignature), _who(document.signature)], halves))
        if recipients:
            rows.append(row([cell(halves[0], recipients), cell(halves[1], paragraph("HoTenKy"))]))
    elif recipients or document.signature is not None:
        right = signer(*_who(document.signature)) if document.signature else paragraph("HoTenKy")
        rows = [row([cell(halves[0], recipients or paragraph("NoiNhan")), cell(halves[1], right)])]
    else:
        return ""
    return table("BangTron", halves, rows, lined=False)


def _who(signature: Signature | None) -> tuple[str, str]:
    """The authority over the position, and the name."""
    return (f"{signature.authority}\n{signature.position}", signature.name) if signature else ("", "")


def _recipients(document: Document) -> str:
    names = words.recipients_of(document)
    return lines("NoiNhan", "Nơi nhận:") + "".join(lines("DanhSachNoiNhan", name) for name in names) if names else ""


def annex_head(document: Document, annex: Annex) -> str:
    """The annex's number, its name, and the document it belongs to."""
    return (
        lines("PhuLuc", annex.title)
        + lines("TenPhuLuc", annex.subject.upper())
        + lines("KemTheo", words.belongs_to(document))
    )


def section(width: int, *, first: bool = False) -> str:
    """Properties of a stretch of pages. Each annex counts its own pages; a first page shows no number.

    The first section names the head of the pages, the others inherit it."""
    head = f'<w:headerReference w:type="default" r:id="{HEAD}"/>' if first else ""
    count = "" if first else '<w:pgNumType w:start="1"/>'
    return (
        f'<w:sectPr>{head}<w:type w:val="nextPage"/><w:pgSz {SIZES[width]}/><w:pgMar {MARGINS}/>{count}'
        '<w:cols w:space="720"/><w:titlePg/></w:sectPr>'
    )


def section_break(properties: str) -> str:
    """The end of a section: a paragraph that takes no room carries its properties."""
    return paragraph("HetPhan", "", properties)
