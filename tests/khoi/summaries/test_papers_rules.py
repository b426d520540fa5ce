"""What is said of a paper before it is issued: what looks wrong in it, whom it may reach, what its figures are."""

from dataclasses import replace
from datetime import date

import pytest

from khoi.office.document import Document, Letterhead, Paragraph, Row, Table
from khoi.summaries.rules.bloc_report import customary_cover
from khoi.summaries.rules.papers import PaperKey, eyes, figures_digest, warnings_for
from khoi.years.rules import Basis
from tests.khoi.summaries.papers_made import NOTICE

COVER = replace(customary_cover("bloc", "", "Kết quả năm 2026", 2026, "Khối", "Thanh tra", "Lạng Sơn"), signer="An")
DEAD = Basis("Nghị định", "98/2023/NĐ-CP", "Quy định", date(2023, 12, 31), date(2024, 1, 1), date(2025, 6, 30))
UNSURE = Basis("Luật", "06/2026/QH16", "Luật sửa đổi", date(2026, 6, 1), date(2026, 7, 1), verify=True)


def paper(*body, bases=()):
    return Document(Letterhead("A", "B"), "Thông báo", "Kết quả năm 2026", body, bases=bases)


def test_another_year_is_warned_about_by_its_place():
    document = paper(
        Paragraph("Trong năm 2026."), Paragraph("Nhiệm vụ năm 2025 đã xong."), Table((), (Row(("năm 2024",)),))
    )
    found = warnings_for(document, COVER, 2026, (), date(2026, 12, 1))
    assert [(each.place, "2025" in each.message or "2024" in each.message) for each in found] == [
        ("Nội dung, đoạn 2", True),
        ("Nội dung, bảng, dòng 1", True),
    ]


def test_chairs_are_elected_for_the_year_to_come_without_a_warning():
    document = paper(
        Paragraph("Bỏ phiếu kín “Bầu Khối trưởng năm 2027”: Công an tỉnh."), Paragraph("Kế hoạch năm 2027.")
    )
    found = warnings_for(document, COVER, 2026, (), date(2026, 12, 1))
    assert [each.place for each in found] == ["Nội dung, đoạn 2"]


def test_a_dead_law_and_one_to_be_checked_are_told_apart():
    document = paper(Paragraph("Theo Luật số 06/2026/QH16."), bases=("Căn cứ Nghị định số 98/2023/NĐ-CP",))
    found = {
        each.place: each.message for each in warnings_for(document, COVER, 2026, (DEAD, UNSURE), date(2026, 12, 1))
    }
    assert "hết hiệu lực" in found["Căn cứ 1"]
    assert "cần kiểm tra" in found["Nội dung, đoạn 1"]
    assert "hết hiệu lực" not in found["Nội dung, đoạn 1"]


def test_a_missing_signer_and_a_strange_date_are_told():
    cover = replace(COVER, signer=" ", dated=date(2024, 1, 1))
    assert [each.place for each in warnings_for(paper(), cover, 2026, (), date(2026, 1, 1))] == [
        "Người ký",
        "Ngày ban hành",
    ]


def test_the_digest_follows_figures_and_not_head_or_foot():
    one, other = paper(Paragraph("90 điểm")), paper(Paragraph("91 điểm"))
    assert figures_digest(one) != figures_digest(other)
    headed = replace(one, letterhead=Letterhead("X", "Y", "TB", 7), bases=("Căn cứ",), recipients=("Z",), subject="S")
    assert figures_digest(one) == figures_digest(headed)


@pytest.mark.parametrize("key", list(PaperKey))
def test_before_publication_nothing_of_others_goes_further_than_to_the_chairs(key):
    assert eyes(key, published=False) == ("chosen" if key is NOTICE else "chairs")
