"""The documents of awards, each said once as plain values: letter, list, achievement report, council minutes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from khoi.office.document import (
    Align,
    Annex,
    Block,
    Column,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Row,
    Signature,
    Table,
)
from tenants import vi


@dataclass(frozen=True, slots=True)
class Issuing:
    """Who issues a document of the bloc: the lead, under its name of that year, and who signs."""

    bloc: str
    lead: str
    province: str
    year: int
    head: str = ""
    dated: date | None = None
    bases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposed:
    """One line of the list: for what, who, whose; the merits in words; the vote as the minutes have it."""

    title: str
    name: str
    agency: str
    person: bool = False
    rank: int | None = None
    total: str = ""
    agreed: int | None = None
    members: int | None = None
    minutes: str = ""
    held_on: date | None = None
    reason: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Nominee:
    """The person an achievement report is about."""

    name: str
    born: date | None
    position: str
    unit: str
    agency: str
    achievement: str
    title: str
    held: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Considered:
    """One whom an agency's council considered."""

    title: str
    name: str
    department: str
    agreed: int | None
    passed: bool


@dataclass(frozen=True, slots=True)
class Sitting:
    """A sitting of an agency's council, for its minutes."""

    agency: str
    province: str
    title: str
    held_on: date
    number: str
    total: int
    present: int
    chair: str = ""
    secretary: str = ""


COUNCIL_SIGN = "BB-HĐTĐKT"
LIST = (
    Column("TT", 0.5, Align.CENTRE), Column("Danh hiệu, hình thức", 2.4), Column("Tập thể, cá nhân", 2.6),
    Column("Hạng", 0.7, Align.CENTRE), Column("Điểm", 1, Align.RIGHT), Column("Phiếu đồng ý", 1.1, Align.CENTRE),
)  # fmt: skip


def submission_letter_document(issuing: Issuing, rows: Sequence[Proposed]) -> Document:
    """Tờ trình: what the bloc submits to the province, the list as a table, the merits as an annex."""
    body: list[Block] = [Paragraph(_opening(issuing, rows)), _table(rows)]
    if departures := [row for row in rows if row.reason]:
        body.append(Heading("Giải trình đối với đề nghị không theo thứ tự xếp hạng hoặc có tiêu chuẩn cần xem xét"))
        body += [Paragraph(f"- {row.title}, {row.name}: {_dotted(row.reason)}") for row in departures]
    body.append(Paragraph(f"{issuing.bloc} trân trọng đề nghị cấp có thẩm quyền xem xét, quyết định."))
    return Document(
        letterhead=Letterhead(issuing.lead, issuing.bloc, "TTr-KTĐ", place=issuing.province, dated=issuing.dated),
        kind="TỜ TRÌNH",
        subject=f"Về việc đề nghị tặng danh hiệu thi đua, hình thức khen thưởng năm {issuing.year}",
        body=tuple(body),
        signature=Signature("TM. Khối thi đua", "Khối trưởng", issuing.head),
        bases=issuing.bases,
        recipients=("Như trên", "Các đơn vị thành viên", "Lưu: VT, TĐKT"),
        annexes=_merits(rows),
        addressees=("Chủ tịch Ủy ban nhân dân tỉnh", "Hội đồng Thi đua, Khen thưởng tỉnh"),
    )


def proposal_list_document(issuing: Issuing, rows: Sequence[Proposed]) -> Document:
    """Danh sách: what is proposed, by title, to go with a letter or to lie on the meeting's table."""
    return Document(
        letterhead=Letterhead(issuing.lead, issuing.bloc, place=issuing.province, dated=issuing.dated),
        kind="DANH SÁCH",
        subject=f"Đề nghị tặng danh hiệu thi đua, hình thức khen thưởng năm {issuing.year}",
        body=(_table(rows), Paragraph(f"Danh sách có {len(rows)} đề nghị.")),
        signature=Signature("TM. Khối thi đua", "Khối trưởng", issuing.head),
        recipients=("Lưu: VT, TĐKT",),
        annexes=_merits(rows),
    )


def _opening(issuing: Issuing, rows: Sequence[Proposed]) -> str:
    people = sum(row.person for row in rows)
    counts = ((len(rows) - people, "tập thể"), (people, "cá nhân"))
    whom = ", ".join(f"{count} {of}" for count, of in counts if count)
    met = sorted({(row.held_on, row.minutes) for row in rows if row.held_on})
    basis = "; ".join(f"biên bản số {number} ngày {vi.date(day)}" for day, number in met)
    found = f"Căn cứ kết quả chấm điểm, bình xét thi đua năm {issuing.year}" + (f" ({basis})" if basis else "")
    return f"{found}, {issuing.bloc} đề nghị tặng danh hiệu thi đua, hình thức khen thưởng cho {whom}, cụ thể như sau:"


def _table(rows: Sequence[Proposed]) -> Table:
    return Table(LIST, tuple(_line(number, row) for number, row in enumerate(rows, 1)))


def _line(number: int, row: Proposed) -> Row:
    votes = f"{row.agreed}/{row.members}" if row.agreed is not None else ""
    name = f"{row.name}, {row.agency}" if row.person else row.name
    return Row((str(number), row.title, name, "" if row.rank is None else str(row.rank), row.total, votes))


def _merits(rows: Sequence[Proposed]) -> tuple[Annex, ...]:
    told = [row for row in rows if row.summary]
    if not told:
        return ()
    body: list[Block] = []
    for number, row in enumerate(told, 1):
        body.append(Heading(f"{number}. {row.name}: {row.title}", level=2))
        body += _paragraphs(row.summary)
    return (Annex("Phụ lục", "Tóm tắt thành tích", tuple(body)),)


def achievement_report_document(person: Nominee, province: str, year: int) -> Document:
    """Báo cáo thành tích of an individual, in the parts of the customary form; what is not known stays to be filled."""
    body: list[Block] = [
        Heading("I. SƠ LƯỢC LÝ LỊCH"),
        Paragraph(f"- Họ và tên: {person.name}"),
        Paragraph(f"- Ngày, tháng, năm sinh: {vi.date(person.born) or '…'}"),
        Paragraph(f"- Chức vụ: {person.position or '…'}"),
        Paragraph(f"- Đơn vị công tác: {', '.join(part for part in (person.unit, person.agency) if part)}"),
        Heading("II. THÀNH TÍCH ĐẠT ĐƯỢC"),
        *(_paragraphs(person.achievement) or [Paragraph("…")]),
        Heading("III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG"),
        *(_held(person.held) or [Paragraph("…")]),
    ]
    return Document(
        letterhead=Letterhead("", person.agency, place=province),
        kind="BÁO CÁO THÀNH TÍCH",
        subject=f"Đề nghị tặng {person.title} năm {year}",
        body=tuple(body),
        signature=Signature("", "Người báo cáo", person.name),
        countersignature=Signature("", "Thủ trưởng đơn vị xác nhận"),
    )


def _held(held: Sequence[tuple[int, str]]) -> list[Paragraph]:
    return [Paragraph(f"- Năm {year}: {title}.") for year, title in sorted(held)]


def council_minutes_document(sitting: Sitting, rows: Sequence[Considered]) -> Document:
    """Biên bản họp Hội đồng of an agency: who was considered, how the slips fell, whom the council agreed on."""
    columns = (
        Column("TT", 0.5, Align.CENTRE), Column("Danh hiệu, hình thức", 2.2), Column("Cá nhân, tập thể", 2.2),
        Column("Phòng, ban", 1.8), Column("Phiếu đồng ý", 1, Align.CENTRE), Column("Kết quả", 1.1, Align.CENTRE),
    )  # fmt: skip
    lines = tuple(
        Row((str(number), row.title, row.name, row.department,
             f"{row.agreed}/{sitting.total}" if row.agreed is not None else "",
             "Đồng ý" if row.passed else "Không đạt"))
        for number, row in enumerate(rows, 1)
    )  # fmt: skip
    body = (
        Paragraph(
            f"Ngày {vi.date(sitting.held_on)}, Hội đồng Thi đua, Khen thưởng {sitting.agency} họp: {sitting.title}."
        ),
        Paragraph(f"Hội đồng có {sitting.total} thành viên, dự họp {sitting.present}."),
        Paragraph("Kết quả bỏ phiếu (tỷ lệ tính trên tổng số thành viên Hội đồng):"),
        Table(columns, lines),
        Paragraph("Biên bản được các thành viên Hội đồng dự họp thông qua."),
    )
    return Document(
        letterhead=Letterhead(
            sitting.agency, "Hội đồng Thi đua, Khen thưởng", *_signed(sitting.number), sitting.province, sitting.held_on
        ),
        kind="BIÊN BẢN",
        subject=f"Họp Hội đồng Thi đua, Khen thưởng: {sitting.title}",
        body=body,
        signature=Signature("", "Chủ tịch Hội đồng", sitting.chair),
        countersignature=Signature("", "Thư ký", sitting.secretary),
        recipients=("Lưu: VT, TĐKT",),
    )


def _signed(number: str) -> tuple[str, int | None]:
    """The sign and the number of minutes as they were typed: 05/BB-HĐTĐKT; untyped, there is room for the number."""
    before, _, sign = number.partition("/")
    known = before.isdecimal() and bool(sign)
    return (sign, int(before)) if known else (COUNCIL_SIGN, None)


def council_list_document(sitting: Sitting, rows: Sequence[Considered], number: str, dated: date) -> Document:
    """Danh sách kèm theo quyết định of an agency's head."""
    columns = (
        Column("TT", 0.5, Align.CENTRE), Column("Cá nhân, tập thể", 2.4), Column("Phòng, ban", 2),
        Column("Danh hiệu, hình thức", 2.6),
    )  # fmt: skip
    lines = tuple(Row((str(line), row.name, row.department, row.title)) for line, row in enumerate(rows, 1))
    return Document(
        letterhead=Letterhead("", sitting.agency, place=sitting.province, dated=dated),
        kind="DANH SÁCH",
        subject=f"Kèm theo Quyết định số {number} ngày {vi.date(dated)}",
        body=(Table(columns, lines), Paragraph(f"Danh sách có {len(rows)} cá nhân, tập thể.")),
        signature=Signature("", "Thủ trưởng đơn vị"),
    )


def _paragraphs(text: str) -> list[Paragraph]:
    return [Paragraph(line.strip()) for line in text.split("\n") if line.strip()]


def _dotted(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
