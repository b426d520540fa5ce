"""Pages around the documents: answers, the list, the register, what comes in."""

import io
import re

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from tenants import clock, vi
from tenants.database import db
from tests.khoi.accounts.people import post
from tests.khoi.documents.documents_made import HERE, issued
from tests.khoi.documents.pages_read import taken, text, upload


def test_an_answer_goes_from_the_clerk_to_the_head_to_the_lead(as_, three, make, address):
    due = vi.read_date_time("17:00 31/12/2099")
    where = address(issued(three, make, reply_asked="Góp ý dự thảo", reply_due=due))
    clerk, head, lead = as_("a.clerk"), as_("a.head"), as_("l.clerk")
    began = post(clerk, f"{where}/reply", where)
    assert began.status_code == 303
    answer = began.location
    assert post(clerk, answer, answer, text="Thống nhất dự thảo").status_code == 303
    assert upload(clerk, f"{answer}/files", answer, "Góp ý.pdf").status_code == 303
    assert post(clerk, f"{answer}/send-to-head", answer).status_code == 303
    assert "Thống nhất dự thảo" not in text(lead, where)
    assert post(clerk, f"{answer}/send", answer).status_code == 403
    assert post(head, f"{answer}/send", answer).status_code == 303
    page = text(lead, where)
    assert "Thống nhất dự thảo" in page
    assert "Đã trả lời đúng hạn" in page
    file = re.search(r'action="([^"]*/reply-files/[^"]*/take)"', page)[1]
    assert taken(post(lead, file, where))
    for login in ("b.head", "p.head"):
        assert post(as_(login), file).status_code == 404
        text(as_(login), answer, 404)


def test_an_empty_answer_is_refused_in_words(as_, three, make, address):
    due = vi.read_date_time("17:00 31/12/2099")
    where = address(issued(three, make, reply_due=due))
    head = as_("a.head")
    answer = post(head, f"{where}/reply", where).location
    refused = post(head, f"{answer}/send", answer)
    assert refused.status_code == 409
    assert "Nhập nội dung hoặc đính kèm tệp" in refused.get_data(as_text=True)


def test_the_list_is_searched_and_taken_home(as_, three, make):
    issued(three, make, "Kế hoạch sơ kết", signer="=1+1")
    issued(three, make, "Hướng dẫn đăng ký", kind="Hướng dẫn")
    lead = as_("l.clerk")
    page = text(lead, f"{HERE}/documents?q=so ket")
    assert "Kế hoạch sơ kết" in page
    assert "Hướng dẫn đăng ký" not in page
    book = post(lead, f"{HERE}/documents/list", f"{HERE}/documents", kind="Kế hoạch")
    cells = [cell.value for row in load_workbook(io.BytesIO(book.data)).active.iter_rows() for cell in row]
    assert "01/KH-KTĐ" in cells
    assert "=1+1" in cells
    assert "01/HD-KTĐ" not in cells
    member = post(as_("a.clerk"), f"{HERE}/documents/list", f"{HERE}/documents")
    words = [cell.value for row in load_workbook(io.BytesIO(member.data)).active.iter_rows() for cell in row]
    assert "Chưa nhận" in words


def test_the_register_shows_gaps_prints_and_takes_what_was_issued_on_paper(as_, three, make):
    clerk = as_("l.clerk")
    new = f"{HERE}/documents/register/new"
    entry = {"kind": "Biên bản", "number": "3", "dated": vi.date(clock.today()), "subject": "Biên bản ký giao ước"}
    assert post(clerk, new, new, **entry).status_code == 303
    twice = post(clerk, new, new, **entry)
    assert twice.status_code == 409
    assert "đã cấp" in twice.get_data(as_text=True)
    page = text(clerk, f"{HERE}/documents/register")
    assert "01–02" in page
    assert "03/BB-KTĐ" in page
    book = post(clerk, f"{HERE}/documents/register/list", f"{HERE}/documents/register")
    cells = [cell.value for row in load_workbook(io.BytesIO(book.data)).active.iter_rows() for cell in row]
    assert "03/BB-KTĐ" in cells
    head = as_("l.head")
    strike = re.search(r'action="([^"]*/strike)"', text(head, f"{HERE}/documents/register"))[1]
    assert post(head, strike).status_code == 303
    assert "03/BB-KTĐ" not in text(head, f"{HERE}/documents/register").split("flashes")[0]


def test_the_kinds_of_the_year_are_the_leads_to_change(as_, three):
    lead, kinds = as_("l.clerk"), f"{HERE}/documents/kinds"
    new = {"name": "Chỉ thị", "sign": "CT-KTĐ", "series": "CT"}
    assert post(lead, kinds, kinds, **new).status_code == 303
    assert post(lead, kinds, kinds, **new).status_code == 409
    assert post(lead, kinds, kinds, name="").status_code == 422
    edit = f"{kinds}/edit?of=Chỉ thị"
    assert post(lead, edit, edit, **new | {"sign": "CTh-KTĐ"}).status_code == 303
    assert "05/CTh-KTĐ" in text(lead, kinds)
    assert post(lead, f"{kinds}/remove?of=Chỉ thị", kinds).status_code == 303
    assert "CTh-KTĐ" not in text(lead, kinds)
    text(lead, f"{kinds}/edit?of=Không có", 404)


def test_what_came_in_is_registered_assigned_and_done_by_the_lead(as_, three):
    lead, new = as_("l.clerk"), f"{HERE}/incoming/new"
    sent = {
        "sender": "UBND tỉnh", "subject": "V/v tổng kết", "received_on": vi.date(clock.today()), "state": "waiting",
        "due": "01/01/2026", "deployed": "",
    }  # fmt: skip
    assert post(lead, new, new, **sent | {"sender": ""}).status_code == 422
    assert post(lead, new, new, **sent | {"received_on": "01/01/2099"}).status_code == 409
    where = post(lead, new, new, **sent).location
    assert "quá hạn" in text(lead, f"{HERE}/incoming?state=overdue")
    assert upload(lead, f"{where}/files", where).status_code == 303
    done = sent | {"state": "done", "result": "Đã báo cáo"}
    assert post(lead, where, where, **done).status_code == 303
    assert "Đã xử lý" in text(lead, where)
    file = re.search(r'href="([^"]*/incoming-files/[^"]*)"', text(lead, where))[1]
    assert taken(lead.get(file))
    book = post(lead, f"{HERE}/incoming/list", f"{HERE}/incoming")
    cells = [cell.value for row in load_workbook(io.BytesIO(book.data)).active.iter_rows() for cell in row]
    assert "V/v tổng kết" in cells
    for login in ("a.head", "p.head"):
        assert as_(login).get(where).status_code == 403


@pytest.mark.parametrize("login", ["l.clerk", "a.clerk"])
def test_a_longer_list_asks_the_database_no_more_often(as_, three, make, login):
    client = as_(login)

    def statements():
        asked = []

        def note(connection, cursor, statement, *more):
            asked.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            text(client, f"{HERE}/documents")
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        return len(asked)

    for number in range(2):
        issued(three, make, f"Văn bản {number}")
    few = statements()
    for number in range(10):
        issued(three, make, f"Văn bản thêm {number}")
    assert statements() == few
