"""The giao ước thi đua as an official document: what all members bind themselves to, with room for every head. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from khoi.office.document import Block, Column, Document, Heading, Letterhead, Paragraph, Row, Signatures, Table
from tenants.refusal import Objection


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the lead writes of it: lines are paragraphs; the targets are common to the bloc, one a line."""

    subject: str
    opening: str
    promises: str
    targets: str
    place: str = ""
    dated: date | None = None
    number: int | None = None
    sign: str = "GƯ-KTĐ"
    superior: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """A member that signs: the agency, its head's position and name where they are known."""

    agency: str
    position: str
    head: str


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def objections_to_issuing(agreement: Agreement, members: int) -> list[Objection]:
    """Why the giao ước cannot be sent to the members yet."""
    found = []
    if not lines_of(agreement.promises):
        found.append(Objection("Nội dung giao ước", "chưa ghi."))
    if not lines_of(agreement.targets):
        found.append(Objection("Chỉ tiêu chung", "chưa ghi."))
    if members < 2:
        found.append(Objection(None, "Giao ước cần ít nhất hai đơn vị."))
    return found


def agreement_document(agreement: Agreement, members: Sequence[Bound]) -> Document:
    """The document: opening, list of members, promises, common targets, and room for all heads to sign."""
    body: list[Block] = [Paragraph(line) for line in lines_of(agreement.opening)]
    body += [Heading("I. CÁC ĐƠN VỊ KÝ KẾT GIAO ƯỚC"), _members(members)]
    body += [Heading("II. NỘI DUNG GIAO ƯỚC"), *_numbered(lines_of(agreement.promises))]
    body += [Heading("III. CHỈ TIÊU THI ĐUA CHUNG"), *_numbered(lines_of(agreement.targets))]
    body += [
        Paragraph("Các đơn vị cam kết thực hiện đầy đủ nội dung giao ước này./."),
        Signatures(tuple((_signer(member), member.head) for member in members)),
    ]
    letterhead = Letterhead(
        agreement.superior, agreement.issuer, agreement.sign, agreement.number, agreement.place, agreement.dated
    )
    recipients = ("Các đơn vị thành viên Khối", "Sở Nội vụ (báo cáo)", "Lưu: VT, TĐKT")
    return Document(letterhead, "GIAO ƯỚC THI ĐUA", agreement.subject, tuple(body), recipients=recipients)


def _members(members: Sequence[Bound]) -> Table:
    columns = (Column("TT", 1), Column("Đơn vị", 6), Column("Người đại diện", 5))
    rows = (
        Row((str(place), member.agency, ", ".join(word for word in (member.head, member.position) if word)))
        for place, member in enumerate(members, 1)
    )
    return Table(columns, tuple(rows))


def _numbered(lines: Iterable[str]) -> list[Paragraph]:
    return [Paragraph(f"{place}. {line}") for place, line in enumerate(lines, 1)]


def _signer(member: Bound) -> str:
    return f"Đại diện {member.agency}".upper()
