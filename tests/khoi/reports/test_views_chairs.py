"""The lead's pages of reports: prepared and asked for, watched, read, returned, entered from paper."""

import io
import re

import pytest
from sqlalchemy import event

from khoi.reports import actions
from khoi.reports.models import definition_of, last_filed, requests_of
from khoi.reports.rules import Stage
from khoi.years.models import lateness_in
from tenants import clock
from tenants.database import db
from tenants.notices import notices_to
from tests import make as makers
from tests.khoi.accounts.people import post, sign_in, token_in
from tests.khoi.reports.reports_made import BEFORE, DUE, KEY, as_, asked, drafted, filed, report, request

HERE = "/noi-chinh/2026"
MATRIX = f"{HERE}/reports/completeness"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)


@pytest.fixture(autouse=True)
def in_time():
    with clock.stopped_at(BEFORE):
        yield


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


@pytest.fixture
def enter(app, trio):
    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return enter


def page(client, address):
    answer = client.get(address)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 200, html
    assert html.count("<h1") == 1
    return html


def filed_id(trio, who):
    with as_(trio, trio.lead, seated=True):
        return last_filed(report(trio, who).id).public_id


# --- prepared and asked for -----------------------------------------------------------------------------------------


def made(client, **changed):
    sent = {"kind": "half_year", "title": "Báo cáo sơ kết 6 tháng", "key": "", "period_start": "01/01/2026",
            "period_end": "30/06/2026", "basis": "Kế hoạch 05"}  # fmt: skip
    return post(client, f"{HERE}/reports/definitions/new", f"{HERE}/reports/definitions/new", **(sent | changed))


def test_the_lead_prepares_a_report_with_the_customary_outline_and_asks_for_it(enter, trio):
    lead = enter("l.clerk")
    answer = made(lead)
    assert answer.status_code == 303
    own = answer.headers["Location"]
    html = page(lead, own)
    assert "Công tác khen thưởng" in html
    assert "Tổng số lượt" in html
    bad = post(lead, f"{own}/ask", own, due="17:00 ngày 20/07/2026", closing="10/07/2026")
    assert bad.status_code == 422
    assert "Khóa sổ không được trước hạn nộp" in bad.get_data(as_text=True)
    far = post(lead, f"{own}/ask", own, due="10/07/2027", closing="20/07/2027")
    assert far.status_code == 409
    assert "phải nằm trong năm" in far.get_data(as_text=True)
    assert post(lead, f"{own}/ask", own, due="17:00 ngày 10/07/2026", closing="25/07/2026").status_code == 303
    with as_(trio, trio.member):
        assert [row.key for row in requests_of(trio.year.id)] == [KEY]
    assert "Yêu cầu các đơn vị báo cáo</button>" not in page(lead, own)


@pytest.mark.parametrize(
    ("changed", "status", "why"),
    [
        ({"title": " "}, 422, "Tên báo cáo"),
        ({"title": "x" * 201}, 422, "200"),
        ({"period_start": "31/02/2026"}, 422, "31/02/2026"),
        ({"period_end": "01/01/2025"}, 409, "phải nằm trong năm 2026"),
        ({"kind": "themed", "key": "Cải cách"}, 409, "không dấu"),
        ({"kind": "khac"}, 422, ""),
    ],
)
def test_a_report_badly_described_is_not_prepared_and_stays_typed(enter, trio, changed, status, why):
    answer = made(enter("l.clerk"), **changed)
    html = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert why in html
    assert "Kế hoạch 05" in html


def outline_sent(html):
    """The form's fields as a browser would send them."""
    sent = {}
    for tag in re.findall(r"<input[^>]*>", html):
        found = re.search(r'name="((?:sections|indicators|checks|annexes)-[^"]+|version)"', tag)
        if found and ('type="checkbox"' not in tag or " checked" in tag):
            value = re.search(r'value="([^"]*)"', tag)
            sent[found[1]] = value[1] if value else "y"
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'<option selected value="([^"]*)"', options)
        sent[name] = (chosen[1] if chosen else "").replace("&lt;", "<") or re.search(r'value="([^"]*)"', options)[1]
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\s?(.*?)</textarea>', html, re.S):
        sent[name] = text.strip()
    return sent


def test_an_outline_is_edited_as_tables_and_an_emptied_line_goes(enter, trio):
    asked(trio, ask=False)
    lead = enter("l.clerk")
    with as_(trio, trio.lead, seated=True):
        own = f"{HERE}/reports/definitions/{request(trio).public_id}/outline"
        before = definition_of(request(trio)).outline
    sent = outline_sent(page(lead, own))
    assert post(lead, own, own, **sent).status_code == 303
    with as_(trio, trio.lead, seated=True):
        assert definition_of(request(trio)).outline == before
    gone = {name: "" for name in sent if name.startswith("sections-1-")}
    more = {"sections-2-number": "III", "sections-2-heading": "Kiến nghị", "sections-2-most_words": "300"}
    assert post(lead, own, own, **(sent | gone | more)).status_code == 303
    with as_(trio, trio.lead, seated=True):
        assert [row.number for row in definition_of(request(trio)).sections] == ["I", "III"]


def test_a_fault_of_the_outline_is_named_at_its_place_and_nothing_is_kept(enter, trio):
    asked(trio, ask=False)
    lead = enter("l.clerk")
    with as_(trio, trio.lead, seated=True):
        own = f"{HERE}/reports/definitions/{request(trio).public_id}/outline"
        before = definition_of(request(trio)).outline
    sent = outline_sent(page(lead, own))
    for changed, status, why in (
        ({"sections-0-most_words": "nhiều"}, 422, "Sửa những ô báo đỏ"),
        ({"indicators-0-name": ""}, 422, "Chưa nhập"),
        ({"annexes-0-kinds": "exe"}, 422, "Không nhận loại tệp exe"),
        ({"checks-0-right": "99"}, 409, "Không có chỉ tiêu mã “99”"),
        ({"version": "0"}, 409, "Người khác vừa sửa"),
        ({"sections-0-heading": "x" * 301}, 422, "300"),
    ):
        answer = post(lead, own, own, **(sent | changed | {"sections-0-guidance": "Hướng dẫn mới gõ."}))
        html = answer.get_data(as_text=True)
        assert answer.status_code == status, changed
        assert why in html
        assert "Hướng dẫn mới gõ." in html
    with as_(trio, trio.lead, seated=True):
        assert definition_of(request(trio)).outline == before


def test_guidance_is_corrected_after_asking_and_everybody_is_told(enter, trio):
    asked(trio)
    lead = enter("l.head")
    with as_(trio, trio.lead, seated=True):
        row = request(trio)
        own, first = f"{HERE}/reports/definitions/{row.public_id}", definition_of(row).sections[0].public_id
        version = row.version
    sent = {f"guidance-{first}": "Nêu ba kết quả.", "version": version}
    assert post(lead, f"{own}/correct", f"{own}/correct", **sent, correction="").status_code == 422
    assert post(lead, f"{own}/correct", f"{own}/correct", **sent, correction="Rõ hơn").status_code == 303
    with as_(trio, trio.member):
        assert "Rõ hơn" in notices_to(trio.member.id)[0].text
        address = f"{HERE}/reports/{request(trio).public_id}"
    assert "Rõ hơn" in page(enter("a.clerk"), address)


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
