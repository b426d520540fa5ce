"""The form of Nghị định 30/2020/NĐ-CP, looked for in the file itself."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from time import process_time

import docx
import pytest

from khoi.office.document import (
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Signature,
)
from khoi.office.docx import write
from khoi.office.docx.markup import LANDSCAPE, PORTRAIT
from khoi.office.docx.measures import bold_width, longest_line
from tests.khoi.office.papers import (
    BODY,
    HEAD,
    LAST,
    REPORT,
    W,
    body_of,
    figures,
    paragraphs,
    part,
    said,
    scores,
    styled,
    texts,
    value,
)
from tests.khoi.office.report_read import FILE, lined, sections, tables

MM = 1440 / 25.4


def test_every_page_is_a4_with_the_margins_of_the_decree():
    for section in sections():
        size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        sides = sorted(int(size.get(f"{W}{side}")) / MM for side in ("w", "h"))
        assert sides == pytest.approx([210, 297], abs=0.1)
        mm = {side: int(margin.get(f"{W}{side}")) / MM for side in ("top", "bottom", "left", "right", "header")}
        assert (mm["top"], mm["bottom"], mm["left"]) == pytest.approx((20, 20, 30), abs=0.1)
        assert 15 <= round(mm["right"], 1) <= 20
        assert mm["header"] < mm["top"]


def test_the_page_number_stands_in_the_middle_above_and_not_on_page_1():
    header = part(FILE, "header1")
    assert [text.text.strip() for text in header.iter(f"{W}instrText")] == ["PAGE"]
    assert value(style("Header"), "pPr/jc") == "center"
    assert all(section.find(f"{W}titlePg") is not None for section in sections())
    assert [len(section.findall(f"{W}headerReference")) for section in sections()] == [1, 0, 0, 0]


def test_each_annex_begins_a_page_and_counts_its_own():
    assert [value(section, "type") for section in sections()] == ["nextPage"] * 4
    assert [value(section, "pgNumType", "start") for section in sections()] == [None, "1", "1", "1"]


def test_an_annex_that_asks_for_it_lies_on_its_side_and_the_next_stands_again():
    assert [value(section, "pgSz", "orient") for section in sections()] == [None, None, "landscape", None]
    widths = [sum(int(c.get(f"{W}w")) for c in t.iter(f"{W}gridCol")) for t in tables() if lined(t)]
    assert widths == [PORTRAIT, PORTRAIT, LANDSCAPE]


def test_every_letter_is_black_times_new_roman():
    styles = part(FILE, "styles")
    for fonts in styles.iter(f"{W}rFonts"):
        assert {fonts.get(f"{W}{script}") for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
    named = {s.get(f"{W}styleId"): s for s in styles.iter(f"{W}style") if s.get(f"{W}type") == "paragraph"}
    assert all(value(s, "rPr/rFonts", "ascii") and value(s, "rPr/color") == "000000" for s in named.values())
    for root in (body_of(FILE), part(FILE, "header1")):
        assert {value(p, "pPr/pStyle") for p in root.iter(f"{W}p")} <= set(named)
        assert not list(root.iter(f"{W}rFonts"))
        assert not list(root.iter(f"{W}color"))


def test_the_language_is_vietnamese_and_the_file_says_what_it_is_and_whose():
    opened = docx.Document(BytesIO(FILE))
    about = opened.core_properties
    assert value(part(FILE, "styles"), "docDefaults/rPrDefault/rPr/lang") == "vi-VN"
    assert (about.title, about.author) == (f"Báo cáo {REPORT.subject}", HEAD.issuer)
    assert about.language == "vi-VN"
    assert about.created is None
    assert about.modified is None


def style(key, file=FILE):
    return next(s for s in part(file, "styles").iter(f"{W}style") if s.get(f"{W}styleId") == key)


def looks(key):
    """Size in points, bold, italic, how it stands."""
    found = style(key)
    return (
        int(value(found, "rPr/sz")) / 2,
        found.find(f"{W}rPr/{W}b") is not None,
        found.find(f"{W}rPr/{W}i") is not None,
        value(found, "pPr/jc"),
    )


@pytest.mark.parametrize(
    ("key", "words", "look"),
    [
        ("CoQuanChuQuan", ["THANH TRA TỈNH"], (13, False, False, "center")),
        ("CoQuanBanHanh", ["KHỐI THI ĐUA CÁC CƠ QUAN NỘI CHÍNH"], (13, True, False, "center")),
        ("QuocHieu", ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], (13, True, False, "center")),
        ("TieuNgu", ["Độc lập - Tự do - Hạnh phúc"], (14, True, False, "center")),
        ("DiaDanh", ["Lạng Sơn, ngày 05 tháng 02 năm 2026"], (14, False, True, "center")),
        ("LoaiVanBan", ["BÁO CÁO"], (14, True, False, "center")),
        ("TrichYeu", [REPORT.subject], (14, True, False, "center")),
        (
            "CanCu",
            [
                "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
                "Căn cứ Quy chế hoạt động của Khối.",
            ],
            (14, False, True, "both"),
        ),
        ("Heading1", ["I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ"], (14, True, False, "both")),
        ("Heading2", ["1. Công tác thanh tra"], (14, True, False, "both")),
        ("Heading3", ["a) Theo kế hoạch"], (14, True, True, "both")),
        ("NoiNhan", ["Nơi nhận:"], (12, True, True, "left")),
        ("DanhSachNoiNhan", ["- Sở Nội vụ;", "- Các thành viên Khối;", "- Lưu: VT, TĐKT."], (11, False, False, "left")),
        ("PhuLuc", ["Phụ lục I", "Phụ lục II", "Phụ lục III"], (14, True, False, "center")),
        (
            "TenPhuLuc",
            ["SỐ LIỆU THEO ĐƠN VỊ", "BẢNG TỔNG HỢP ĐIỂM", "KÝ XÁC NHẬN"],
            (14, True, False, "center"),
        ),
    ],
)
def test_each_element_has_its_words_and_its_look(key, words, look):
    assert styled(FILE, key) == words
    assert looks(key) == look


def test_the_body_is_justified_with_its_first_line_in_and_room_between():
    body = style("NoiDung")
    assert 567 <= int(value(body, "pPr/ind", "firstLine")) <= 720
    assert int(value(body, "pPr/spacing", "after")) >= 120
    assert 240 <= int(value(body, "pPr/spacing", "line")) <= 360
    assert looks("NoiDung") == (14, False, False, "both")


def test_the_number_is_left_to_the_registry_clerk():
    [line] = styled(FILE, "SoKyHieu")
    assert line.split() == ["Số:", "/BC-KTĐ"]
    assert len(line) > 15
    numbered = write(replace(REPORT, letterhead=replace(HEAD, number=7)))
    assert styled(numbered, "SoKyHieu") == ["Số: 07/BC-KTĐ"]


def test_what_bears_no_number_and_no_date_shows_none():
    bare = write(Document(Letterhead("", "Khối thi đua"), "Giao ước", "Thi đua năm 2026", (Paragraph("Cam kết."),)))
    assert styled(bare, "SoKyHieu") == styled(bare, "DiaDanh") == []


def test_the_head_is_a_table_of_two_columns_without_lines():
    head = tables()[0]
    assert len(list(head.iter(f"{W}gridCol"))) == 2
    assert {line.get(f"{W}val") for line in head.find(f"{W}tblPr/{W}tblBorders")} == {"nil"}
    republic = bold_width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13)
    assert republic * 20 < int(list(head.iter(f"{W}gridCol"))[1].get(f"{W}w"))


def rules_of(file):
    """How long each drawn rule is, in points: its room less what stands free on both sides."""
    head = tables(file)[0]
    left, right = (int(column.get(f"{W}w")) for column in head.iter(f"{W}gridCol"))
    drawn = list(paragraphs(body_of(file), "DuongKe"))
    assert all(value(p, "pPr/pBdr/top") == "single" for p in drawn)
    rooms = (left, right, PORTRAIT)
    return [(room - 2 * int(value(p, "pPr/ind", "left"))) / 20 for p, room in zip(drawn, rooms, strict=True)]


def test_rules_are_drawn_under_issuer_motto_and_subject():
    issuer, motto, subject = rules_of(write(replace(REPORT, letterhead=replace(HEAD, issuer="Thanh tra tỉnh"))))
    assert 1 / 3 <= issuer / bold_width("THANH TRA TỈNH", 13) <= 1 / 2
    assert motto == pytest.approx(bold_width("Độc lập - Tự do - Hạnh phúc", 14), abs=1)
    assert 1 / 3 <= subject / longest_line(REPORT.subject, 14, PORTRAIT / 20) <= 1 / 2


def test_the_document_ends_with_its_sign_exactly_once():
    words = said(FILE)
    assert words.count("./.") == 1
    assert LAST.removesuffix(".") + "./." in words
    assert "Không có việc quá hạn.\n" in words


@pytest.mark.parametrize(
    ("body", "ending"),
    [
        ((Paragraph("Xin báo cáo"),), "Xin báo cáo./."),
        ((Paragraph("Xin báo cáo./."),), "Xin báo cáo./."),
        ((Paragraph("Xin báo cáo ;  "),), "Xin báo cáo./."),
        ((Paragraph("Hết./."), Heading("II. PHẦN TRỐNG")), "./."),
        ((Paragraph("Kèm theo:"), figures()), "./."),
    ],
)
def test_whatever_ends_a_body_the_sign_follows(body, ending):
    ended = styled(write(replace(REPORT, body=body, annexes=())), "NoiDung")
    assert ended[-1] == ending
    assert sum(line.count("./.") for line in ended) == 1


def test_the_signature_has_capitals_room_and_a_bold_name_level_with_the_recipients():
    signing = next(t for t in tables() if list(paragraphs(t, "NoiNhan")))
    left, right = signing.findall(f"{W}tr/{W}tc")
    assert texts(left)[0] == "Nơi nhận:"
    assert texts(right) == ["TM. KHỐI THI ĐUA", "KHỐI TRƯỞNG", "", "", "", "", "", "Nguyễn Văn Ngữ"]
    assert looks("HoTenKy") == (14, True, False, "center")
    assert value(style("NoiNhan"), "pPr/spacing", "before") == value(style("ChucVuKy"), "pPr/spacing", "before")


def test_the_last_paragraph_goes_over_the_page_with_the_signature():
    body = list(paragraphs(body_of(FILE), "NoiDung"))
    assert [p.find(f"{W}pPr/{W}keepNext") is not None for p in body][-1]


def test_two_who_sign_stand_side_by_side_with_their_names_level():
    minutes = replace(
        REPORT, countersignature=Signature("", "Thư ký", "Hoàng Thị Lan"), signature=Signature("", "Chủ trì", "Lê Nam")
    )
    signing = next(t for t in tables(write(minutes)) if list(paragraphs(t, "ChucVuKy")))
    heads, hands, receive = signing.findall(f"{W}tr")
    assert [text for text in texts(heads) if text] == ["THƯ KÝ", "CHỦ TRÌ"]
    assert [text for text in texts(hands) if text] == ["Hoàng Thị Lan", "Lê Nam"]
    assert texts(receive)[0] == "Nơi nhận:"


def test_many_sign_two_a_line_each_line_whole():
    signing = tables()[-1]
    rows = signing.findall(f"{W}tr")
    assert [len([text for text in texts(row) if text]) for row in rows] == [2, 2, 2, 2, 1, 1]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert all(p.find(f"{W}pPr/{W}keepNext") is not None for p in paragraphs(signing, "KhoangKy"))


def test_an_annex_says_to_which_document_it_belongs():
    line = styled(FILE, "KemTheo")[0]
    assert line.startswith("(Kèm theo Báo cáo số")
    assert line.endswith("/BC-KTĐ ngày 05 tháng 02 năm 2026 của Khối thi đua các cơ quan Nội chính)")


def test_a_letter_says_what_it_is_about_under_its_number():
    letter = replace(
        REPORT, kind="", subject="gửi báo cáo 6 tháng", addressees=("Công an tỉnh", "Sở Tư pháp;"), bases=()
    )
    file = write(letter)
    assert styled(file, "VeViec") == ["V/v gửi báo cáo 6 tháng"]
    assert styled(file, "KinhGui") == ["Kính gửi:", "- Công an tỉnh;", "- Sở Tư pháp."]
    assert styled(file, "LoaiVanBan") == []
    assert styled(write(replace(letter, addressees=("Sở Nội vụ",))), "KinhGui") == ["Kính gửi: Sở Nội vụ."]


def test_the_same_document_is_always_the_same_bytes():
    assert write(replace(REPORT)) == FILE


def test_two_tables_in_a_row_stay_two():
    file = write(replace(REPORT, body=(figures(), figures(), Paragraph("Hết")), annexes=()))
    body = list(body_of(file))
    kinds = [element.tag.removeprefix(W) for element in body]
    assert all(pair != ("tbl", "tbl") for pair in pairwise(kinds))


def test_a_report_of_thirty_pages_takes_time_in_proportion_to_its_length():
    """12 tables of 81 rows in far less than a third of a second; four times the rows, about four times the time."""

    def took(tables, rows):
        document = replace(REPORT, body=(*BODY, *[scores(rows)] * tables, Paragraph("Hết")))
        spent = []
        for _ in range(3):
            began = process_time()
            write(document)
            spent.append(process_time() - began)
        return min(spent)

    short, long = took(12, 81), took(12, 4 * 81)
    assert short < 0.3
    assert long < 8 * short
