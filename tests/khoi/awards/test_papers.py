"""The documents of awards say what stands on the pages, in the form of official documents."""

import io
import re
from datetime import date

import docx
import pytest

from khoi.awards import actions
from khoi.awards.models import desk_of
from khoi.awards.rules.papers import (
    Considered,
    Issuing,
    Nominee,
    Proposed,
    Sitting,
    achievement_report_document,
    council_list_document,
    council_minutes_document,
    proposal_list_document,
    submission_letter_document,
)
from khoi.office.docx import write
from tests.faults.visitors import Visitor
from tests.khoi.awards.awards_made import REASON, agreed, propose, ranked_bloc, vote_rules
from tests.khoi.awards.test_council import sat, the_sitting
from tests.khoi.scoring.cards_made import working

HERE = "/noi-chinh/2026/yearly"
ISSUING = Issuing("Khối thi đua", "Thanh tra tỉnh", "Lạng Sơn", 2026, "Đậu Trường An", None, ("Căn cứ Luật số 06",))
FLAG = Proposed(
    "Cờ thi đua", "Sở Tư pháp", "Sở Tư pháp", False, 2, "95,50", 9, 10, "07/BB", date(2026, 12, 1), REASON, "Dẫn đầu"
)  # fmt: skip
HIM = Proposed("Chiến sĩ thi đua cấp tỉnh", "Nguyễn Văn Minh", "Sở Tư pháp", True)


def words_of(content):
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_letter_names_all_with_places_votes_reasons_and_merits():
    words = words_of(write(submission_letter_document(ISSUING, [FLAG, HIM])))
    for said in (
        "TỜ TRÌNH", "1 tập thể, 1 cá nhân", "07/BB", "95,50", "9/10", REASON, "Dẫn đầu", "Nguyễn Văn Minh, Sở Tư pháp",
        "Chủ tịch Ủy ban nhân dân tỉnh", "năm 2026", "Căn cứ Luật số 06",
    ):  # fmt: skip
        assert said in words, said


def test_only_those_are_counted_of_whom_there_are_some():
    words = words_of(write(submission_letter_document(ISSUING, [HIM])))
    assert ("cho 1 cá nhân, cụ thể" in words, "0 tập thể" in words) == (True, False)


def test_an_empty_list_is_still_a_document():
    for document in (submission_letter_document(ISSUING, []), proposal_list_document(ISSUING, [])):
        assert words_of(write(document))


def test_the_report_of_a_person_leaves_room_for_what_is_not_known():
    blank = Nominee("Nguyễn Văn Minh", None, "", "", "Sở Tư pháp", "", "Chiến sĩ thi đua cấp tỉnh")
    words = words_of(write(achievement_report_document(blank, "Lạng Sơn", 2026)))
    assert "Ngày, tháng, năm sinh: …" in words
    full = Nominee("Nguyễn Văn Minh", date(1980, 2, 1), "Phó phòng", "Phòng 1", "Sở Tư pháp", "Hai vụ", "CSTĐ",
                   ((2025, "Lao động tiên tiến"), (2024, "Chiến sĩ thi đua cơ sở")))  # fmt: skip
    words = words_of(write(achievement_report_document(full, "Lạng Sơn", 2026)))
    assert words.index("Năm 2024") < words.index("Năm 2025")
    assert "01/02/1980" in words


def test_the_minutes_of_an_agencys_council_say_who_passed_and_by_how_many():
    sitting = Sitting("Thanh tra tỉnh", "Lạng Sơn", "Xét thi đua", date(2026, 11, 2), "07/BB", 9, 8, "Ông A", "Bà B")
    rows = [Considered("LĐTT", "Người một", "Phòng 1", 9, True), Considered("LĐTT", "Người hai", "", 3, False)]
    words = words_of(write(council_minutes_document(sitting, rows)))
    for said in (
        "BIÊN BẢN",
        "Số: 07/BB",
        "9/9",
        "3/9",
        "Đồng ý",
        "Không đạt",
        "Hội đồng có 9 thành viên, dự họp 8",
        "Bà B",
    ):
        assert said in words, said
    assert "Quyết định số 01/QĐ" in words_of(write(council_list_document(sitting, rows, "01/QĐ", date(2026, 11, 5))))


@pytest.fixture
def three(make):
    three = ranked_bloc(make)
    vote_rules(three, make)
    propose(three, make, three.member, summary="Dẫn đầu phong trào")
    propose(three, make, three.deputy)
    agreed(three, make)
    return three


def test_the_chairs_take_the_letter_home_with_what_stands(app, three, make):
    with working(three, three.lead, make, seated=True):
        row = next(row for row in desk_of(three.year, seated=True).rows if row.agency == "Đơn vị P")
        actions.withdraw_award(row.proposal, "Đã được tặng năm trước", by_agency=False)
    lead, member = Visitor(app, "l.clerk"), Visitor(app, "a.clerk")
    words = words_of(lead.post(HERE + "/letter/docx").data)
    assert "Dẫn đầu phong trào" in words
    assert "Đơn vị A" in words
    assert "Đơn vị P" not in words
    assert "9/10" in words
    assert words_of(Visitor(app, "p.head").post(HERE + "/list/docx").data)
    assert lead.post(HERE + "/letter/odt").status_code == 404
    assert member.post(HERE + "/letter/docx").status_code == 403


def test_an_agency_takes_its_own_papers_home_and_nobody_else_does(app, three, make):
    sat(three, make)
    with working(three, three.member, make):
        where = f"/noi-chinh/2026/council/sittings/{the_sitting(three).public_id}/minutes"
    assert "Xét thi đua năm" in words_of(Visitor(app, "a.clerk").post(where).data)
    for login in ("l.head", "b.clerk"):
        assert Visitor(app, login).post(where).status_code == 404
    assert re.fullmatch(r"[\w-]{12}", where.split("/")[-2])
