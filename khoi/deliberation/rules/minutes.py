"""Biên bản họp bình xét: the minutes of the meeting as a document. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from khoi.deliberation.rules.quorum import Quorum
from khoi.office.document import (
    Align,
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

SIGN = "BB-KTĐ"
SPOKEN = ("Ông", "Bà", "Đ/c")
COLUMNS = (
    Column("Hạng", 1, Align.CENTRE), Column("Đơn vị", 5), Column("Tự chấm", 2, Align.RIGHT),
    Column("Điểm chốt", 2, Align.RIGHT), Column("Xếp loại, ghi chú", 3),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attended:
    """A member and who spoke for it; `present` False: it was not there."""

    name: str
    present: bool
    representative: str = ""


@dataclass(frozen=True, slots=True)
class RowDecided:
    """What the meeting said on one disputed row; points as they are printed, none where there are none."""

    agency: str
    criterion: str
    claimed: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the adopted table; `rank` none: the member is not considered."""

    rank: int | None
    name: str
    claimed: Decimal
    total: Decimal
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Adopted:
    """The adopted points: which time, when, the hash of the whole table."""

    number: int
    at: datetime
    digest: str
    places: Sequence[Place]
    decimals: int = 2


@dataclass(frozen=True, slots=True)
class Minutes:
    """All that the minutes say, under the names that agencies bear in that year."""

    bloc: str
    province: str
    lead: str
    year: int
    held_at: datetime
    place: str
    chair: str
    secretary: str
    quorum: Quorum
    attended: Sequence[Attended] = ()
    rows: Sequence[RowDecided] = ()
    #: Who is not considered, and why.
    set_aside: Sequence[tuple[str, str]] = ()
    adopted: Adopted | None = None
    #: What votes decided and who was elected, each a sentence.
    votes: Sequence[str] = ()
    elected: Sequence[str] = ()
    remarks: Sequence[str] = ()
    #: When the meeting was closed; none while it goes on.
    closed_at: datetime | None = None
    #: How long the bloc's journal is, and its head; nothing is said of an empty one.
    journal: tuple[int, str] = (0, "")
    #: The hash of the verification package as it is printed, once the result is published.
    package: str = ""


def meeting_minutes_document(told: Minutes) -> Document:
    """The minutes in the form of an official document; secretary and chair sign."""
    parts: list[tuple[str, list[Block]]] = [
        ("THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN", _who(told)),
        ("CÁC TIÊU CHÍ CÒN KHÁC GIỮA TỰ CHẤM VÀ THẨM ĐỊNH", _rows(told)),
        ("ĐƠN VỊ KHÔNG XÉT THI ĐUA", _list(f"{name}: {reason}" for name, reason in told.set_aside)),
        ("KẾT QUẢ CHỐT ĐIỂM", _adopted(told.adopted)),
        ("BIỂU QUYẾT, BỎ PHIẾU", _list(told.votes)),
        (f"BẦU KHỐI TRƯỞNG, KHỐI PHÓ NĂM {told.year + 1}", _list(told.elected)),
        ("Ý KIẾN TẠI CUỘC HỌP", _list(told.remarks)),
    ]
    body: list[Block] = []
    for number, (title, blocks) in enumerate(parts):
        body += [Heading(f"{NUMERALS[number]}. {title}"), *blocks]
    body += _closing(told)
    return Document(
        letterhead=Letterhead(told.lead, told.bloc, SIGN, place=told.province, dated=_day(told.held_at)),
        kind="BIÊN BẢN",
        subject=f"Họp bình xét thi đua năm {told.year} của {told.bloc}",
        body=tuple(body),
        signature=Signature("", "Chủ trì", name_to_sign(told.chair)),
        countersignature=Signature("", "Thư ký", name_to_sign(told.secretary)),
        recipients=("Các đơn vị thành viên", "Lưu: VT, TĐKT"),
    )


NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII")


def _day(moment: datetime) -> date:
    return moment.astimezone(vi.ZONE).date()


def _who(told: Minutes) -> list[Block]:
    there = [one for one in told.attended if one.present]
    away = [one.name for one in told.attended if not one.present]
    basis = f" theo {told.quorum.basis}" if told.quorum.basis else ""
    enough = "đủ" if told.quorum.reached else "không đủ"
    return [
        Paragraph(f"Thời gian: {vi.date_time(told.held_at)}. Địa điểm: {told.place}."),
        Paragraph(f"Chủ trì: {told.chair}. Thư ký: {told.secretary}."),
        *_list(f"{one.name}{': ' + one.representative if one.representative else ''}" for one in there),
        Paragraph(f"Vắng mặt: {', '.join(away) if away else 'không'}."),
        Paragraph(f"Cuộc họp {enough} số đơn vị dự họp{basis}: {told.quorum.words}."),
    ]


def _rows(told: Minutes) -> list[Block]:
    if not told.rows:
        return [Paragraph("Không có tiêu chí nào phải quyết định tại cuộc họp.")]
    columns = (
        Column("Đơn vị", 3), Column("Tiêu chí", 4), Column("Tự chấm", 1.5, Align.RIGHT),
        Column("Thẩm định", 1.5, Align.RIGHT), Column("Quyết định", 1.5, Align.RIGHT), Column("Lý do", 4),
    )  # fmt: skip
    rows = tuple(Row((row.agency, row.criterion, row.claimed, row.before, row.after, row.reason)) for row in told.rows)
    return [Table(columns, rows)]


def _adopted(adopted: Adopted | None) -> list[Block]:
    if adopted is None:
        return [Paragraph("Cuộc họp chưa chốt điểm.")]
    rows = tuple(
        Row((str(one.rank or "–"), one.name, _points(one.claimed, adopted), _points(one.total, adopted), one.remark))
        for one in adopted.places
    )
    told = f"Điểm được chốt lần {adopted.number}, {vi.date_time(adopted.at)}, mã niêm phong của bảng điểm: "
    return [Paragraph(f"{told}{adopted.digest[:16]}."), Table(COLUMNS, rows, caption="Đơn vị tính: điểm")]


def _points(value: Decimal, adopted: Adopted) -> str:
    return vi.points(value, adopted.decimals)


def _list(lines: Iterable[str]) -> list[Block]:
    found = [line.strip().rstrip(".") for line in lines]
    return [Paragraph(f"- {line}.") for line in found if line] or [Paragraph("Không có.")]


def _closing(told: Minutes) -> list[Block]:
    """When it was over, and where the journal stood."""
    seq, head = told.journal
    package = f"Mã gói kiểm chứng của kết quả đã công bố: {told.package}. " if told.package else ""
    anchor = f"Khi lập biên bản này, nhật ký của Khối có {seq} dòng, mã {head[:16]}./." if seq else ""
    over = f"Cuộc họp kết thúc lúc {vi.date_time(told.closed_at)}." if told.closed_at else ""
    return [Paragraph(line, Align.LEFT) for line in (over, f"{package}{anchor}".strip()) if line]


def name_to_sign(typed: str) -> str:
    """The name as it stands under a hand: without the word by which one speaks of a person (NĐ 30/2020, Phụ lục I)."""
    first, _, name = typed.strip().partition(" ")
    return name.strip() if first in SPOKEN and name.strip() else typed.strip()
