"""The lead's pages of pledges: the table of registrations, paper, the giao ước, the catalogue."""

import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import event

from khoi.pledges import actions
from tenants import clock
from tenants.database import db
from tests.khoi.pledges.pledges_made import DUE, SONG, filed, fill, own, title_id, working
from tests.khoi.scoring.evidence_made import pdf

HERE = "/noi-chinh/2026/"
pytestmark = pytest.mark.usefixtures("in_march")


def board(as_):
    page = as_("l.head").get(HERE + "registrations").text
    return re.sub(r'(content|value)="[^"]{40,}"', "", page)


def test_the_leads_table_says_two_words_of_what_is_not_filed_and_does_not_change_with_the_work(as_, three, make):
    assert "Chưa bắt đầu" in board(as_)
    fill(three, three.member, make, text=SONG, names=SONG)
    before = board(as_)
    assert "Đang soạn" in before
    assert SONG not in before
    as_("a.clerk").post(HERE + "registration/targets", text=SONG + " hai")
    as_("a.clerk").post(HERE + "registration/send-to-head")
    assert board(as_) == before


def test_of_a_returned_one_the_table_does_not_change_until_it_is_filed_again(as_, three, make):
    found = filed(three, three.member, make)
    until = (clock.now() + timedelta(days=3)).strftime("%d/%m/%Y")
    lead = as_("l.clerk")
    assert lead.post(f"{HERE}registrations/filed/{found}", reason="", until=until).status_code == 422
    assert lead.post(f"{HERE}registrations/filed/{found}", reason="Bổ sung", until="01/01/2026").status_code == 409
    assert lead.post(f"{HERE}registrations/filed/{found}", reason="Bổ sung", until=until).status_code == 303
    before = board(as_)
    assert "Đã trả lại" in before
    as_("a.clerk").post(HERE + "registration/targets", text="Chỉ tiêu thêm")
    as_("a.clerk").post(HERE + "registration/send-to-head")
    assert board(as_) == before


def test_a_late_filing_is_said_on_both_pages(as_, three, make):
    with clock.stopped_at(DUE + timedelta(days=2)):
        filed(three, three.member, make)
    assert "chậm 2 ngày" in as_("a.clerk").get(HERE + "registration").text
    assert "Chậm 2 ngày" in board(as_)


def taken(visitor, address):
    with visitor.get(address, buffered=True) as answer:
        return answer.data


def paper_address(as_, name="Đơn vị A"):
    page = as_("l.clerk").get(HERE + "registrations").text
    return re.search(rf'href="([^"]+/paper)"[^>]*>(?:(?!</a>).)*{name}', page, re.DOTALL)[1]


def send_paper(as_, three, make, address, **more):
    count = {f"count_{title_id(three, make)}": "9"}
    data = {"arrived_at": "15:00 ngày 12/03/2026", "targets": "Hoàn thành kế hoạch | % | 100", **count, **more}
    data.setdefault("file", (io.BytesIO(pdf()), "Đăng ký.pdf"))
    return as_("l.clerk").send(address, data)


def test_the_lead_enters_what_came_on_paper_and_the_agency_sees_it_with_the_scan(as_, three, make):
    where = paper_address(as_)
    assert send_paper(as_, three, make, where).status_code == 303
    assert "Bản giấy" in board(as_)
    page = as_("a.clerk").get(HERE + "registration").text
    assert "bản giấy, Khối trưởng nhập" in page
    scan = re.search(r'href="([^"]+/scans/[^"]+/file)"', page)[1]
    assert taken(as_("a.clerk"), scan).startswith(b"%PDF")
    assert as_("b.clerk").get(scan).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "status", "words"),
    [
        ({"targets": "a | b | c"}, 422, "Dòng 1"),
        ({"arrived_at": "mai"}, 422, "Nhập ngày"),
        ({"file": (io.BytesIO(b""), "")}, 422, "Chưa chọn tệp nào"),
        ({"arrived_at": "01/04/2026"}, 409, "tương lai"),
    ],
)
def test_a_paper_form_that_is_wrong_says_where_and_keeps_what_was_typed(as_, three, make, wrong, status, words):
    answer = send_paper(as_, three, make, paper_address(as_), **wrong)
    assert answer.status_code == status
    assert words in answer.text
    assert 'value="9"' in answer.text


def test_the_giao_uoc_is_written_issued_and_signed(as_, three):
    lead, member = as_("l.clerk"), as_("a.head")
    page = lead.get(HERE + "pledge/edit").text
    seen = re.search(r'name="seen"[^>]* value="(\w+)"', page)[1]
    words = {
        "issuer": "KHỐI",
        "sign": "GƯ-KTĐ",
        "place": "Lạng Sơn",
        "subject": "Năm 2026",
        "promises": "Một",
        "targets": "Hai",
    }
    assert lead.post(HERE + "pledge/edit", seen=seen, **words | {"promises": ""}).status_code == 422
    assert lead.post(HERE + "pledge/edit", seen=seen, **words).status_code == 303
    assert lead.post(HERE + "pledge/edit", seen=seen, **words).status_code == 409
    assert "Chưa có giao ước" in member.get(HERE + "pledge").text
    assert lead.post(HERE + "pledge/issue").status_code == 403
    assert as_("l.head").post(HERE + "pledge/issue").status_code == 303
    assert "ĐẠI DIỆN ĐƠN VỊ B" in member.get(HERE + "pledge").text
    assert lead.send(HERE + "pledge/scan", {"file": (io.BytesIO(b"x"), "a.exe")}).status_code == 409
    assert lead.send(HERE + "pledge/scan", {"file": (io.BytesIO(pdf()), "Đã ký.pdf")}).status_code == 303
    scan = re.search(r'href="([^"]+/pledge/scans/[^"]+)"', member.get(HERE + "pledge").text)[1]
    assert taken(member, scan).startswith(b"%PDF")


def test_both_tables_are_taken_home_as_excel(as_, three, make):
    filed(three, three.member, make)
    for where in ("registrations/workbook", "registrations/results/half_year/workbook"):
        assert as_("l.clerk").post(HERE + where).data.startswith(b"PK")


def test_the_catalogue_is_changed_in_the_browser(as_, three, make):
    lead = as_("l.clerk")
    row = {"code": "HK", "name": "Hình khen", "kind": "commendation", "for_whom": "individual", "level": "agency"}
    assert lead.post(HERE + "titles/new", **row | {"kind": "lạ"}).status_code == 422
    assert lead.post(HERE + "titles/new", **row).status_code == 303
    assert lead.post(HERE + "titles/new", **row).status_code == 409
    where = f"{HERE}titles/{title_id(three, make, 'HK')}"
    seen = re.search(r'name="seen"[^>]* value="(\w+)"', lead.get(where).text)[1]
    assert lead.post(where, seen=seen, **row | {"name": "Tên khác"}).status_code == 303
    assert lead.post(where, seen=seen, **row | {"name": "Tên nữa"}).status_code == 409


def statements(visitor, address):
    asked = []

    def note(*args):
        asked.append(args[2])

    event.listen(db.engine, "before_cursor_execute", note)
    assert visitor.get(address).status_code == 200
    event.remove(db.engine, "before_cursor_execute", note)
    return len(asked)


def test_a_page_asks_as_often_for_many_rows_as_for_few(as_, three, make):
    filed(three, three.member, make)
    lead, member = as_("l.clerk"), as_("b.clerk")
    few = statements(lead, HERE + "registrations")
    for agency in (three.deputy, three.lead):
        filed(three, agency, make)
    assert statements(lead, HERE + "registrations") == few
    fill(three, three.other, make)
    few = statements(member, HERE + "registration")
    with working(three, three.other, make):
        for number in range(20):
            actions.add_target(own(three, three.other), f"Chỉ tiêu {number}")
    assert statements(member, HERE + "registration") == few
