"""Biên bản bàn giao Khối trưởng: the minutes of a handover as a document. Pure."""

from dataclasses import dataclass
from datetime import date

from khoi.office.document import Align, Block, Document, Heading, Letterhead, Paragraph, Signature
from khoi.turnover.rules.handing import KIND_NAMES, Item, Kind, Passed, grouped
from tenants import vi

SIGN = "BB-KTĐ"


@dataclass(frozen=True, slots=True)
class Parties:
    """Who hands over what to whom: agencies under their names of that day, heads as people of their agency."""

    bloc: str
    province: str
    year: int
    giver: str
    giver_head: str
    receiver: str
    receiver_head: str
    #: None while it is not confirmed.
    given_on: date | None
    received_on: date | None
    digest: str
    note: str = ""


def minutes(parties: Parties, passed: Passed) -> Document:
    """The minutes in the form of an official document; both heads sign."""
    body: list[Block] = [Paragraph(_opening(parties)), *_sides(parties)]
    for n, kind in enumerate(Kind, 1):
        body += [Heading(f"{'I' * (n + 1)}. {KIND_NAMES[kind].upper()}"), *_list(passed.of(kind))]
    body += [Heading("IV. NỘI DUNG KHÁC"), *_lines(passed.lines), Heading("V. XÁC NHẬN"), *_confirmed(parties)]
    return Document(
        letterhead=Letterhead(parties.giver, parties.bloc, SIGN, place=parties.province, dated=parties.received_on),
        kind="BIÊN BẢN",
        subject=f"Bàn giao Khối trưởng {parties.bloc} năm {parties.year} sang năm {parties.year + 1}",
        body=tuple(body),
        signature=Signature("", "BÊN NHẬN", parties.receiver_head),
        countersignature=Signature("", "BÊN GIAO", parties.giver_head),
        recipients=("Các đơn vị thành viên", "Lưu: VT, TĐKT"),
    )


def _opening(parties: Parties) -> str:
    when = vi.date(parties.given_on) if parties.given_on else "…"
    return (
        f"Ngày {when}, {parties.giver} (Khối trưởng năm {parties.year}) bàn giao cho {parties.receiver} "
        f"(Khối trưởng năm {parties.year + 1}) hồ sơ, tài liệu và các việc chưa xong của {parties.bloc} như sau:"
    )


def _sides(parties: Parties) -> list[Block]:
    return [
        Heading("I. THÀNH PHẦN"),
        Paragraph(f"Bên giao: {parties.giver}; đại diện: {_dotted(parties.giver_head)}"),
        Paragraph(f"Bên nhận: {parties.receiver}; đại diện: {_dotted(parties.receiver_head)}"),
    ]


def _dotted(name: str) -> str:
    """A name and its full stop, or room for it."""
    return f"{name}." if name else "…"


def _list(items: list[Item]) -> list[Block]:
    if not items:
        return [Paragraph("Không có.")]
    blocks: list[Block] = []
    for n, (group, its) in enumerate(grouped(items).items(), 1):
        blocks.append(Heading(f"{n}. {group}", level=2))
        blocks += [Paragraph(f"- {item.title}{': ' + item.detail if item.detail else ''}.") for item in its]
    return blocks


def _lines(lines: tuple[str, ...]) -> list[Block]:
    return [Paragraph(f"- {line.rstrip('.')}.") for line in lines] or [Paragraph("Không có.")]


def _confirmed(parties: Parties) -> list[Block]:
    said = [
        "Bản nháp và kho minh chứng của các đơn vị thành viên là của đơn vị, không thuộc phạm vi bàn giao.",
        f"Danh mục được hai bên xác nhận trên hệ thống, mã đối chiếu {parties.digest[:16]}.",
    ]
    if parties.note:
        said.append(f"Ý kiến của bên nhận: {parties.note.rstrip('.')}.")
    return [Paragraph(line, Align.LEFT) for line in said]
