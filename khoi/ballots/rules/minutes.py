"""Biên bản kiểm phiếu: the minutes of a count as a document. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from khoi.ballots.rules.counting import Sheet, Tally, Verdict
from khoi.ballots.rules.motions import KINDS, OFFICES, WAYS, Kind, Measure, Way, needed, said_of_measure
from khoi.office.document import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Row,
    Signatures,
    Table,
)
from tenants import vi

SIGN = "BB-KTĐ"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the minutes say of the vote itself: `council` votes (the bloc's or an agency's name), `issuer` heads it."""

    council: str
    superior: str
    issuer: str
    place: str
    title: str
    kind: Kind
    way: Way
    office: str
    measure: Measure
    basis: str
    held_on: date | None
    roll: int
    tellers: tuple[tuple[str, str], ...]
    box_hash: str = ""


def tally_minutes_document(
    asked: Asked, sheet: Sheet, tallies: Sequence[Tally], verdicts: Sequence[Verdict], next_step: str, note: str = ""
) -> Document:
    """The minutes in the form of an official document; the tellers sign."""
    body: list[Block] = [
        Paragraph(_opening(asked)),
        Heading("I. NỘI DUNG, CĂN CỨ"),
        Paragraph(f"{KINDS[asked.kind]}: {_dotted(asked.title)}"),
        *([Paragraph(f"Chức danh: {OFFICES[asked.office]}.")] if asked.office else []),
        Paragraph(f"Căn cứ: {asked.basis.rstrip('.')}."),
        Paragraph(f"Tỷ lệ: {_small(said_of_measure(asked.measure))}."),
        Heading("II. BAN KIỂM PHIẾU"),
        *(Paragraph(f"- {name}, {agency}.") for name, agency in asked.tellers),
        Heading("III. KẾT QUẢ KIỂM PHIẾU"),
        *_slips(asked, sheet),
        _table(asked.measure, tallies, verdicts),
        Heading("IV. KẾT LUẬN"),
        Paragraph(next_step),
        *([Paragraph(f"Ghi chú của Ban kiểm phiếu: {note.rstrip('.')}.")] if note else []),
        *([Paragraph(f"Mã đối chiếu hòm phiếu: {asked.box_hash}.", Align.LEFT)] if asked.box_hash else []),
        Paragraph("Biên bản được Ban kiểm phiếu thông qua và cùng ký."),
        Signatures(tuple(("KIỂM PHIẾU VIÊN", name) for name, _ in asked.tellers)),
    ]
    return Document(
        letterhead=Letterhead(asked.superior, asked.issuer, SIGN, place=asked.place, dated=asked.held_on),
        kind="BIÊN BẢN",
        subject=f"Kiểm phiếu: {asked.title}",
        body=tuple(body),
        recipients=("Thành viên Hội đồng", "Lưu: VT, TĐKT"),
    )


def _dotted(text: str) -> str:
    """A question keeps its own sign."""
    return text if text.endswith(("?", "!", ".")) else f"{text}."


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _opening(asked: Asked) -> str:
    when = vi.date(asked.held_on) if asked.held_on else "…"
    return (
        f"Ngày {when}, Ban kiểm phiếu tiến hành kiểm phiếu kín của {asked.council} "
        f"(bỏ phiếu: {WAYS[asked.way].lower()}), danh sách có {asked.roll} thành viên, kết quả như sau:"
    )


def _slips(asked: Asked, sheet: Sheet) -> list[Block]:
    rate = f"{vi.number(sheet.returned)}/{vi.number(asked.roll)}"
    return [
        Paragraph(f"- Số phiếu phát ra: {sheet.issued}; thu vào: {sheet.returned}; không thu được: {sheet.missing}."),
        Paragraph(f"- Số phiếu hợp lệ: {sheet.valid}; không hợp lệ: {sheet.invalid}."),
        Paragraph(f"- Số thành viên đã bỏ phiếu trên tổng số trong danh sách: {rate}."),
    ]


def _table(measure: Measure, tallies: Sequence[Tally], verdicts: Sequence[Verdict]) -> Table:
    found = {each.key: each for each in verdicts}
    columns = (
        Column("TT", 1, Align.CENTRE), Column("Họ tên, tập thể, nội dung", 6), Column("Đồng ý", 2, Align.CENTRE),
        Column("Không đồng ý", 2, Align.CENTRE), Column("Không ý kiến", 2, Align.CENTRE),
        Column("Cần có", 2, Align.CENTRE), Column("Kết quả", 3),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                str(n), each.name, str(each.agree), str(each.disagree), str(each.blank),
                f"{needed(each.of, measure.percent, measure.strict)}/{each.of}", _said(found[each.key]),
            )
        )
        for n, each in enumerate(tallies, 1)
    )  # fmt: skip
    return Table(columns, rows)


def _said(verdict: Verdict) -> str:
    if not verdict.reached:
        return "Không đủ tỷ lệ"
    if verdict.chosen is None:
        return "Đủ tỷ lệ, ngang phiếu"
    return "Đủ tỷ lệ" if verdict.chosen else "Đủ tỷ lệ, ngoài số lượng"
