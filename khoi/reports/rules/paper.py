"""A report as an official document: the member's own letterhead, its text, the table of figures as an annex."""

from dataclasses import dataclass
from datetime import date

from khoi.office.document import (
    Align,
    Annex,
    Column,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Row,
    Signature,
    Table,
)
from khoi.reports.rules.figures import shown
from khoi.reports.rules.filing import Content, Written
from khoi.reports.rules.outline import FigureType, Indicator, Outline
from tenants.vi import fold

#: Of these the province's committee is the superior body; of the others a ministry or a central body, which the
#: member writes itself.
_OF_PROVINCE = ("so ", "thanh tra ", "van phong ubnd")
RECIPIENTS = ("Khối trưởng", "Lưu: VT")


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who reports, and from where."""

    name: str
    province: str
    head: str = ""
    head_position: str = ""


def report_document(title: str, basis: str, outline: Outline, content: Content, issuer: Issuer, day: date) -> Document:
    """The report as a document; its number and the signature are left for the registry and for the hand."""
    body: list[Heading | Paragraph] = []
    for section in outline.sections:
        text = content.texts.get(section.number, Written()).text
        if text.strip():
            body.append(Heading(f"{section.number}. {section.heading}"))
            body += [Paragraph(line.strip()) for line in text.split("\n") if line.strip()]
    return Document(
        Letterhead(superior_of(issuer), issuer.name.upper(), "BC", place=issuer.province, dated=day),
        "BÁO CÁO", subject_of(title), tuple(body),
        signature=Signature("", issuer.head_position or "Thủ trưởng đơn vị", issuer.head),
        bases=(f"Căn cứ {basis}",) if basis else (),
        recipients=RECIPIENTS,
        annexes=(_figures(outline, content),) if outline.indicators else (),
    )  # fmt: skip


def subject_of(title: str) -> str:
    """What stands under the word BÁO CÁO: "Báo cáo sơ kết …" is not said twice."""
    rest = title.strip().removeprefix("Báo cáo ").removeprefix("báo cáo ")
    return rest[:1].upper() + rest[1:]


def superior_of(issuer: Issuer) -> str:
    """UBND TỈNH … over the province's own bodies; blank where another body is the superior."""
    own = fold(issuer.name).startswith(_OF_PROVINCE)
    return f"UBND TỈNH {issuer.province}".upper() if own and issuer.province else ""


def _figures(outline: Outline, content: Content) -> Annex:
    columns = (
        Column("TT", 0.6, Align.CENTRE), Column("Chỉ tiêu", 5), Column("Đơn vị tính", 1.4, Align.CENTRE),
        Column("Số liệu", 1.4, Align.RIGHT),
    )  # fmt: skip
    rows = tuple(
        Row((one.code, one.name, one.unit, _shown(one, content)), bold=bool(one.formula)) for one in outline.indicators
    )
    return Annex("Phụ lục", "Biểu số liệu", (Table(columns, rows),))


def _shown(one: Indicator, content: Content) -> str:
    if one.type is FigureType.TEXT:
        return content.words.get(one.code, "")
    return shown(one, content.values.get(one.code))
