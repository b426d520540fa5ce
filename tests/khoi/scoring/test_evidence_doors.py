"""Who gets which file of the evidence through which door, and in what shape it leaves."""

import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from khoi.scoring.actions import file_card
from khoi.scoring.models import file_of, versions_of
from tenants import clock, files
from tenants.database import db
from tenants.models import User
from tests.khoi.accounts.people import token_in
from tests.khoi.scoring.evidence_made import pdf, working
from tests.khoi.scoring.evidence_pages import HOME, SCRIPT, as_, card, evidence_of, marks, three, upload

__all__ = ["as_", "card", "marks", "three"]


def addresses(version, door):
    start = f"{HOME}/evidence/versions" if door == "own" else f"{HOME}/filed-evidence"
    return [f"{start}/{version.public_id}{more}" for more in ("/file", "", "/pages/1.png")]


@pytest.fixture
def version(as_, marks, three, make):
    upload(as_("a.clerk"), marks[0], ("Báo cáo đã ký.pdf", pdf(2)))
    return evidence_of(marks[0], three, make)[0].version


def statuses(client, where):
    return [client.get(address, buffered=True).status_code for address in where]


def test_the_agency_sees_its_files_before_and_after_filing_and_nobody_else_through_its_door(as_, version):
    own = addresses(version, "own")
    assert statuses(as_("a.clerk"), own) == [200] * 3
    for rival in ("b.clerk", "p.head", "l.head"):
        assert statuses(as_(rival), own) == [404] * 3


def test_appraisers_see_a_file_only_once_it_is_filed(as_, version, card, three, make):
    filed = addresses(version, "filed")
    appraisers = {login: as_(login) for login in ("l.clerk", "p.clerk", "b.clerk")}
    for client in appraisers.values():
        assert statuses(client, filed) == [404] * 3
    with working(three, three.member, make):
        file_card(card)
    for client in appraisers.values():
        assert statuses(client, filed) == [200] * 3


def test_a_member_without_a_seat_may_not_use_the_appraisers_door(as_, version, card, three, make):
    with working(three, three.member, make):
        file_card(card)
    assert statuses(as_("a.clerk"), addresses(version, "filed")) == [403] * 3


def test_after_a_return_a_replaced_file_stays_the_agencys_and_the_filed_one_stays_in_sight(
    as_, version, marks, card, three, make
):
    with working(three, three.member, make):
        file_card(card)
        card.stage = "returned"
        db.session.add(card)
    client = as_("a.clerk")
    document = evidence_of(marks[0], three, make)[0].evidence
    token = token_in(client.get(f"{HOME}/evidence").get_data(as_text=True))
    new = {"csrf_token": token, "revision": "1", "file": (io.BytesIO(pdf(5)), "mới.pdf")}
    assert client.post(f"{HOME}/evidence/{document.public_id}/replace", data=new).status_code == 303
    with working(three, three.member, make):
        newest, oldest = (found for found, _ in versions_of(document.id))
    lead = as_("l.clerk")
    assert statuses(lead, addresses(newest, "filed")) == [404] * 3
    assert statuses(lead, addresses(oldest, "filed")) == [200] * 3


def test_a_file_leaves_only_as_an_attachment_under_its_own_name(as_, version):
    answer = as_("a.clerk").get(addresses(version, "own")[0], buffered=True)
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%C4%91%C3%A3%20k%C3%BD.pdf" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")


def test_a_page_is_a_picture_and_there_are_as_many_as_the_file_has(as_, version):
    client = as_("a.clerk")
    start = f"{HOME}/evidence/versions/{version.public_id}/pages"
    answers = [client.get(f"{start}/{page}.png", buffered=True) for page in (1, 2, 0, 3, 10**30)]
    assert [answer.status_code for answer in answers] == [200, 200, 404, 404, 404]
    assert answers[0].data.startswith(b"\x89PNG")
    assert answers[0].headers["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.parametrize("page", ["1", "2", "99", "-1", "x", ""])
def test_the_preview_walks_page_by_page(as_, version, page):
    answer = as_("a.clerk").get(f"{HOME}/evidence/versions/{version.public_id}?page={page}")
    assert answer.status_code == 200
    assert "Trang 2/2" in answer.text or "Trang 1/2" in answer.text


def test_what_cannot_be_drawn_says_so_and_offers_the_file(as_, marks, three, make):
    client = as_("a.clerk")
    upload(client, marks[0], ("hỏng.pdf", b"%PDF-1.7\nkh\xc3\xb4ng c\xc3\xb3 g\xc3\xac\n%%EOF\n"))
    found = evidence_of(marks[0], three, make)[0]
    page = client.get(f"{HOME}/evidence/versions/{found.version.public_id}").text
    assert "Không xem trước được" in page
    assert f"/evidence/versions/{found.version.public_id}/file" in page


def test_an_account_just_reset_by_others_opens_no_draft_evidence_for_a_day(as_, version, marks, three, make):
    reset = db.session.scalars(select(User).where(User.login == "a.head")).one()
    reset.restrained_until = clock.now() + timedelta(hours=24)
    db.session.commit()
    client = as_("a.head")
    where = [*addresses(version, "own"), f"{HOME}/evidence", f"{HOME}/marks/{marks[0].public_id}/evidence"]
    assert statuses(client, where) == [403] * 5


def test_from_its_row_a_document_may_be_taken_off_beside_its_picture(as_, version, marks):
    client = as_("a.clerk")
    page = client.get(f"{HOME}/evidence/versions/{version.public_id}?row={marks[0].public_id}", headers=SCRIPT).text
    assert "Gỡ khỏi dòng" in page
    assert f"row={marks[0].public_id}" in page
    assert client.get(f"{HOME}/evidence/versions/{version.public_id}?row=nothing").status_code == 404


def test_a_file_whose_bytes_are_gone_is_said_in_words_with_an_id_that_the_log_has(as_, version, three, make, caplog):
    with working(three, three.member, make):
        sha256 = file_of(version).sha256
    files.place(sha256).unlink()
    client = as_("a.clerk")
    with caplog.at_level("ERROR", "khoi"):
        answer = client.get(addresses(version, "own")[0], buffered=True)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 404
    assert "Báo cáo đã ký.pdf” có trong danh mục nhưng nội dung không còn trên máy chủ" in page
    assert "khôi phục tệp từ bản sao lưu" in page
    error_id = re.search(r"Mã lỗi: <code>(\w+)</code>", page)[1]
    assert error_id in caplog.text
    assert sha256 in caplog.text
    assert client.get(addresses(version, "own")[1]).status_code < 500
