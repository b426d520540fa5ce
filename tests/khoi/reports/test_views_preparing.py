"""The lead's pages of reports: outlined, corrected, asked for."""

import re

import pytest

from khoi.reports.models import definition_of, requests_of
from tenants.notices import notices_to
from tests.khoi.accounts.people import post
from tests.khoi.reports.pages_read import HERE, page
from tests.khoi.reports.reports_made import KEY, as_, asked, request

pytestmark = pytest.mark.usefixtures("in_time")


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


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
