"""A report of the bloc with everything a document may hold, and how to look into the file made of it."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

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
    Run,
    Signature,
    Signatures,
    Table,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MEMBERS = ("Thanh tra tỉnh", "Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh", "Tòa án nhân dân tỉnh", "Sở Tư pháp")
HEAD = Letterhead(
    "Thanh tra tỉnh", "Khối thi đua các cơ quan Nội chính", "BC-KTĐ", place="Lạng Sơn", dated=date(2026, 2, 5)
)
LAST = "Trên đây là báo cáo sơ kết 6 tháng đầu năm 2026 của Khối thi đua các cơ quan Nội chính tỉnh."


def figures(rows: int = 6) -> Table:
    """Figures by agency: a row over the whole width, numbers on the right, a sum."""
    columns = (Column("TT", 0.4, Align.CENTRE), Column("Chỉ tiêu", 3), Column("Số lượng", 1, Align.RIGHT))
    lines = [Row((str(n), f"Cuộc thanh tra chuyên đề thứ {n}", "1.234,5")) for n in range(1, rows + 1)]
    return Table(columns, (Row(("A. Tập thể",), bold=True), *lines, Row(("", "Tổng", "7.407"), bold=True)))


def scores(rows: int = len(MEMBERS)) -> Table:
    """The table of scores, wider than a standing page."""
    views = [Column(title, 1, Align.RIGHT) for title in ("Nhóm I", "Nhóm II", "Thưởng", "Trừ", "Tổng")] * 2
    columns = (Column("TT", 0.4, Align.CENTRE), Column("Đơn vị", 3), *views, Column("Xếp hạng", 1, Align.CENTRE))
    lines = [
        Row((str(n + 1), MEMBERS[n % len(MEMBERS)], *("120,5", "95,25", "12", "0", "227,75") * 2, str(n + 1)))
        for n in range(rows)
    ]
    return Table(columns, tuple(lines), (("", 2), ("Tự chấm", 5), ("Thẩm định", 5)), "Đơn vị tính: điểm")


BODY: tuple[Block, ...] = (
    Heading("I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ"),
    Heading("1. Công tác thanh tra", 2),
    Heading("a) Theo kế hoạch", 3),
    Paragraph("Các đơn vị đã triển khai đồng bộ & kịp thời <không hình thức> 12 nhiệm vụ.\nKhông có việc quá hạn./."),
    Paragraph((Run("Công an tỉnh: ", bold=True), Run("đạt 102 % kế hoạch", italic=True), Run(", đúng hạn."))),
    figures(),
    Paragraph(LAST),
)
REPORT = Document(
    HEAD,
    "Báo cáo",
    "Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2026",
    BODY,
    Signature("TM. Khối thi đua", "Khối trưởng", "Nguyễn Văn Ngữ"),
    ("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;", "Căn cứ Quy chế hoạt động của Khối"),
    ("Sở Nội vụ", "- Các thành viên Khối;", "Lưu: VT, TĐKT"),
    (
        Annex("Phụ lục I", "Số liệu theo đơn vị", (figures(),)),
        Annex("Phụ lục II", "Bảng tổng hợp điểm", (scores(),), landscape=True),
        Annex(
            "Phụ lục III", "Ký xác nhận", (Signatures(tuple((f"Thủ trưởng {m}", "Trần Thị Bình") for m in MEMBERS)),)
        ),
    ),
)


def part(file: bytes, name: str) -> ET.Element:
    """One part of a file; it must be well-formed."""
    with ZipFile(BytesIO(file)) as opened:
        return ET.fromstring(opened.read(f"word/{name}.xml"))  # noqa: S314 - our own file


def body_of(file: bytes) -> ET.Element:
    found = part(file, "document").find(f"{W}body")
    assert found is not None
    return found


def texts(element: ET.Element) -> list[str]:
    """Each paragraph's words, in order, those of tables too."""
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in element.iter(f"{W}p")]


def said(file: bytes) -> str:
    return "\n".join(texts(body_of(file)))


def styled(file: bytes, style: str) -> list[str]:
    """What stands in paragraphs of one style."""
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in paragraphs(body_of(file), style)]


def paragraphs(element: ET.Element, style: str) -> Iterator[ET.Element]:
    for p in element.iter(f"{W}p"):
        name = p.find(f"{W}pPr/{W}pStyle")
        if name is not None and name.get(f"{W}val") == style:
            yield p


def value(element: ET.Element, path: str, attribute: str = "val") -> Any:
    """An attribute found by a path of bare names; None where the element is missing."""
    found = element.find("/".join(f"{W}{name}" for name in path.split("/")))
    return None if found is None else found.get(f"{W}{attribute}")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
