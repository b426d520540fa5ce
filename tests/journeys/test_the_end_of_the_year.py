"""The end of the year, walked in a real browser: from appraised cards over explanations, meeting, votes and awards to
published places, papers anyone can check, and the next year opened by its new lead."""

from hashlib import sha256

import pytest

from tests.journeys.awarding import award
from tests.journeys.bloc_of_six import appraised_bloc
from tests.journeys.explaining import explain_and_settle
from tests.journeys.handing import turn_the_year
from tests.journeys.meeting import elect_the_next_lead, meet_and_adopt, write_the_minutes
from tests.journeys.people import words_of
from tests.journeys.publishing import (
    issue_the_notice,
    issue_the_papers,
    publish,
    table_with,
    take_the_dossier,
    take_the_package,
    verify,
    workbook_places,
)
from tests.journeys.voting import vote_in_the_portal, vote_on_paper

PLACES = [
    ("1", "Sở Tư pháp", "94,00", "Xuất sắc"),
    ("2", "Thanh tra tỉnh", "93,50", "Xuất sắc"),
    ("3", "Tòa án nhân dân tỉnh", "91,50", "Xuất sắc"),
    ("4", "Công an tỉnh", "90,00", "Xuất sắc"),
    ("5", "Viện kiểm sát nhân dân tỉnh", "89,50", "Tốt"),
    ("6", "Ban Nội chính Tỉnh ủy", "85,00", "Tốt"),
]


@pytest.fixture
def six(app):
    return appraised_bloc()


def test_the_year_ends_from_appraised_cards_to_a_new_lead(six, browser, tmp_path):
    explain_and_settle(browser)
    the_notice_says_what_was_found(issue_the_notice(browser, tmp_path))
    meet_and_adopt(browser)
    vote_in_the_portal(browser)
    tally = vote_on_paper(browser, tmp_path)
    assert "Trúng cử: Sở Tư pháp" in tally
    elect_the_next_lead(browser, 4)
    minutes = write_the_minutes(browser, tmp_path)
    assert "Khối trưởng: Sở Tư pháp, 4/6 phiếu" in minutes
    award(browser, {"Sở Tư pháp": 5, "Thanh tra tỉnh": 2})

    assert publish(browser) == PLACES
    papers = issue_the_papers(browser, tmp_path)
    the_papers_say_what_was_published(papers)
    the_dossier_holds_them(take_the_dossier(browser, tmp_path), papers)
    unpacked, code, anchor = take_the_package(browser, tmp_path)
    assert code in words_of(papers["Thông báo kết quả thi đua"])
    the_package_is_right_and_one_changed_digit_is_named(unpacked, code, anchor)

    handed = turn_the_year(browser, tmp_path)
    for paper in ("01/TTr-KTĐ", "Bầu Khối trưởng năm 2027", "12/QĐ-KTĐ", "Gói kiểm chứng kết quả"):
        assert paper in handed


def the_notice_says_what_was_found(notice):
    """Claim, finding after the explanation, and why; what the bloc's figures decide waits."""
    rows = table_with(notice, "TT", "Lý do")
    assert [row[3:] for row in rows] == [
        ["14,5", "14", "−0,5", "Có phiếu xác nhận đã gửi đúng hạn"],
        ["8", "6", "−2", "Một mô hình chưa có quyết định công nhận"],
    ]
    assert "tổng điểm thẩm định: 86,50" in words_of(notice)


def the_papers_say_what_was_published(papers):
    """Each in its own table: the notice the places, score table and minutes every total, the letter the awards."""
    result = table_with(papers["Thông báo kết quả thi đua"], "Xếp hạng", "Đơn vị", "Tổng điểm")
    assert [tuple(row[:4]) for row in result] == PLACES
    scores = table_with(papers["Bảng tổng hợp điểm"], "Xếp hạng", "Thẩm định")
    assert {(row[11], row[1], row[9], row[12]) for row in scores[1:]} == set(PLACES)
    minutes = table_with(papers["Biên bản họp bình xét"], "Hạng", "Điểm chốt")
    assert [(row[0], row[1], row[3], row[4]) for row in minutes] == PLACES
    votes = table_with(papers["Biên bản kiểm phiếu"], "Đồng ý", "Cần có")
    assert votes[0][1:] == ["Sở Tư pháp", "4", "1", "0", "4/6", "Đủ tỷ lệ"]
    letter = table_with(papers["Tờ trình đề nghị khen thưởng"], "Tập thể, cá nhân", "Phiếu đồng ý")
    assert letter[0] == ["1", "Cờ thi đua của Chính phủ", "Sở Tư pháp", "1", "94,00", "5/5"]
    assert not any("Thanh tra tỉnh" in row for row in letter)  # its votes were too few


def the_dossier_holds_them(dossier, papers):
    """The very files that were issued, the workbook, the list of evidence; each listed with its hash."""
    assert dossier.testzip() is None
    inside = {name: dossier.read(name) for name in dossier.namelist()}
    assert set(papers.values()) <= set(inside.values())
    [book] = [content for name, content in inside.items() if name.endswith(".xlsx")]
    assert workbook_places(book) == [row[:3] for row in PLACES]
    listing = words_of(inside["00-muc-luc.docx"])
    assert all(sha256(content).hexdigest()[:16] in listing for content in papers.values())


def the_package_is_right_and_one_changed_digit_is_named(unpacked, code, anchor):
    """With the two codes every member was told, by the program out of the package alone."""
    right = verify(unpacked, "--hash", code, "--anchor", anchor)
    assert (right.returncode, "GÓI KHỚP" in right.stdout) == (0, True), right.stderr
    package = unpacked / "package.json"
    text = package.read_text(encoding="utf-8")
    for before, after in (('"total":"94.00"', '"total":"94.01"'), ('"points":"14.5"', '"points":"13.5"')):
        assert before in text
        package.write_text(text.replace(before, after, 1), encoding="utf-8")
        wrong = verify(unpacked, "--anchor", anchor)
        assert (wrong.returncode, "A là Sở Tư pháp" in wrong.stderr) == (2, True), wrong.stderr
        assert "mã gói" in verify(unpacked, "--hash", code).stderr.casefold()
