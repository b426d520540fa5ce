"""The chairs' pages of reports: watched, read, returned, entered from paper."""

import io
import re

import pytest
from sqlalchemy import event

from khoi.reports import actions
from khoi.reports.models import last_filed
from khoi.reports.rules import Stage
from khoi.years.models import lateness_in
from tenants import clock
from tenants.database import db
from tenants.notices import notices_to
from tests import make as makers
from tests.khoi.accounts.people import post, token_in
from tests.khoi.reports.pages_read import HERE, page
from tests.khoi.reports.reports_made import DUE, KEY, as_, asked, drafted, filed, report, request

MATRIX = f"{HERE}/reports/completeness"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)
pytestmark = pytest.mark.usefixtures("in_time")


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


def filed_id(trio, who):
    with as_(trio, trio.lead, seated=True):
        return last_filed(report(trio, who).id).public_id


# --- watched --------------------------------------------------------------------------------------------------------


def test_of_the_unfiled_the_chairs_see_two_words_and_no_more(enter, trio):
    asked(trio)
    drafted(trio, trio.member)
    filed(trio, trio.other)
    for login in ("l.clerk", "p.clerk"):
        html = page(enter(login), MATRIX)
        assert "Đang soạn" in html
        assert "Chưa bắt đầu" in html
        assert "Đã nộp" in html
    with as_(trio, trio.member):
        actions.send_to_head(report(trio, trio.member))
    assert "lãnh đạo duyệt" not in page(enter("l.clerk"), MATRIX)


def test_the_lead_reminds_one_or_all_and_the_deputy_nobody(enter, trio):
    asked(trio)
    filed(trio, trio.other)
    lead = enter("l.clerk")
    places = re.findall(r'action="([^"]*/remind/[^"]+)"', page(lead, MATRIX))
    assert len(places) == 2  # neither itself nor who has filed
    assert post(lead, places[0], MATRIX).status_code == 303
    assert post(lead, places[0], MATRIX).status_code == 409
    everybody = re.search(r'action="([^"]*/remind-all)"', page(lead, MATRIX))[1]
    assert post(lead, everybody, MATRIX).status_code == 303
    deputy = enter("p.clerk")
    assert "/remind" not in page(deputy, MATRIX)
    assert post(deputy, everybody, MATRIX).status_code == 403
    with as_(trio, trio.member):
        assert sum("nhắc" in notice.text for notice in notices_to(trio.member.id)) == 1


def test_the_matrix_goes_to_excel(enter, trio):
    asked(trio)
    answer = post(enter("l.clerk"), f"{MATRIX}/export", MATRIX)
    assert answer.status_code == 200
    assert answer.data[:2] == b"PK"


def test_the_matrix_asks_the_same_number_of_questions_for_many_members(enter, trio, make):
    asked(trio)
    lead = enter("l.clerk")
    few = _statements(lead)
    for number in range(18):
        agency = makers.agency(trio.bloc, f"Z{number}")
        makers.member(trio.year, agency, position=10 + number)
        makers.user(agency, login=f"z{number}")
    makers.keep()
    assert _statements(lead) == few


def _statements(client):
    seen = []

    def note(connection, cursor, statement, *more):
        seen.append(statement)

    client.get(MATRIX)
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        page(client, MATRIX)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


# --- read and returned ----------------------------------------------------------------------------------------------


def test_a_filed_report_is_read_by_the_chairs_and_by_nobody_else(enter, trio):
    asked(trio)
    filed(trio, trio.member)
    own = f"{HERE}/reports/filed/{filed_id(trio, trio.member)}"
    for login in ("l.clerk", "p.head"):
        html = page(enter(login), own)
        assert "Hoàn thành tốt nhiệm vụ." in html
        assert "Mã niêm phong" in html
    assert enter("b.clerk").get(own).status_code == 403


def test_a_report_is_returned_with_reasons_by_section(enter, trio):
    asked(trio)
    filed(trio, trio.member)
    own = f"{HERE}/reports/filed/{filed_id(trio, trio.member)}/return"
    lead = enter("l.clerk")
    part = re.search(r'name="(reason-[\w-]+)"', page(lead, own))[1]
    assert post(lead, own, own, reason="", until="").status_code == 409
    bad = post(lead, own, own, **{part: "Thiếu số liệu"}, until="hôm qua")
    assert bad.status_code == 422
    assert "Thiếu số liệu" in bad.get_data(as_text=True)
    long = post(lead, own, own, **{part: "x" * 1001}, until="")
    assert long.status_code == 422
    past = post(lead, own, own, **{part: "Thiếu số liệu"}, until="01/06/2026")
    assert past.status_code == 409
    assert post(lead, own, own, **{part: "Thiếu số liệu"}, until="20/07/2026").status_code == 303
    assert "Đã trả lại" in page(lead, MATRIX)
    with as_(trio, trio.member):
        assert report(trio, trio.member).stage == Stage.RETURNED
        address = f"{HERE}/reports/{request(trio).public_id}"
    html = page(enter("a.clerk"), address)
    assert "Thiếu số liệu" in html
    assert "<textarea" in html
    assert post(lead, own, MATRIX, **{part: "Lại nữa"}, until="").status_code == 409


# --- on paper -------------------------------------------------------------------------------------------------------


def paper(client, place, figures, **more):
    html = page(client, place)
    names = re.findall(r'name="(value-[\w-]+)"', html)
    sent = dict(zip(names, figures, strict=False)) | {"csrf_token": token_in(html)} | more
    return client.post(place, data=sent, content_type="multipart/form-data")


def test_a_paper_report_is_entered_with_its_scan_and_counts_from_its_receipt(enter, trio):
    asked(trio)
    lead = enter("l.clerk")
    place = re.findall(r'href="([^"]*/paper/[^"]+)"', page(lead, MATRIX))[1]
    with clock.stopped_at(DUE.replace(day=14)):
        lead = enter("l.clerk")
        day = {"received_at": "12/07/2026"}
        without = paper(lead, place, ["3", "14", "17"], **day)
        assert without.status_code == 422
        assert "Chưa chọn tệp" in without.get_data(as_text=True)
        wrong = paper(lead, place, ["ba", "14", "17"], **day, scans=(io.BytesIO(PDF), "giay.pdf"))
        assert wrong.status_code == 422
        assert 'value="ba"' in wrong.get_data(as_text=True)
        apart = paper(lead, place, ["3", "14", "16"], **day, scans=(io.BytesIO(PDF), "giay.pdf"))
        assert apart.status_code == 409
        assert "Số liệu chưa khớp" in apart.get_data(as_text=True)
        early = paper(lead, place, ["3", "14", "17"], received_at="20/07/2026", scans=(io.BytesIO(PDF), "giay.pdf"))
        assert early.status_code == 409
        right = paper(lead, place, ["3", "14", "17"], **day, scans=(io.BytesIO(PDF), "giay.pdf"))
        assert right.status_code == 303, right.get_data(as_text=True)
        html = page(lead, MATRIX)
    assert "Nộp giấy" in html
    assert "Chậm 2 ngày" in html
    with as_(trio, trio.member):
        assert lateness_in(trio.year.id, trio.member.id) == {KEY: 2}
