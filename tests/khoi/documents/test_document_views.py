"""Documents over HTTP: from the draft to the receipt, and what each seat sees of it."""

import io
import re

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from khoi.documents import actions
from khoi.documents.models import delivery_to, document_by_id, documents_in
from tenants import clock, vi
from tenants.database import db
from tenants.models import Grant
from tenants.roles import Role
from tests.khoi.accounts.people import post, sign_in, token_in
from tests.khoi.documents.documents_made import HERE, at_work, drafted, issued
from tests.khoi.scoring.evidence_made import pdf


@pytest.fixture
def three(make):
    return make.bloc_of_three()


@pytest.fixture
def as_(app, three):
    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return enter


@pytest.fixture
def address(three, make):
    """Where a document is, by its inside number."""

    def of(document_id, more=""):
        with at_work(three, three.lead, make):
            return f"{HERE}/documents/{document_by_id(document_id).public_id}{more}"

    return of


def text(client, where, status=200):
    answer = client.get(where)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def taken(answer):
    """The file that was handed out, read to its end and let go."""
    with answer:
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
        return answer.get_data()


def upload(client, where, page, name="Kế hoạch.pdf", data=None):
    token = token_in(text(client, page))
    sent = {"csrf_token": token, "files": [(io.BytesIO(pdf() if data is None else data), name)]}
    return client.post(where, data=sent, content_type="multipart/form-data")


def test_a_document_goes_from_the_clerk_to_the_head_to_the_members(as_, three, make):
    clerk = as_("l.clerk")
    sent = {"kind": "Kế hoạch", "subject": "Kế hoạch sơ kết", "recipients": "all", "replaces": ""}
    made = post(clerk, f"{HERE}/documents/new", f"{HERE}/documents/new", **sent)
    assert made.status_code == 303
    where = made.location
    assert upload(clerk, f"{where}/files", where).status_code == 303
    assert post(clerk, f"{where}/send-to-head", where).status_code == 303
    assert clerk.get(f"{where}/issue").status_code == 403
    head = as_("l.head")
    page = text(head, f"{where}/issue")
    assert "Sẽ gửi cho 3 đơn vị" in page
    assert "Đơn vị P, Đơn vị A, Đơn vị B" in page
    assert "<b>01</b>" in page
    issue = {"number": "1", "dated": vi.date(clock.today())}
    assert post(head, f"{where}/issue", f"{where}/issue", **issue).status_code == 303
    again = post(head, f"{where}/issue", where, **issue)  # a second press: it is issued, and that is shown
    assert again.status_code == 303
    member = as_("a.clerk")
    assert "Kế hoạch sơ kết" in text(member, f"{HERE}/documents")
    assert "Chưa nhận" in text(member, where)
    assert post(member, f"{where}/receive", where).status_code == 303
    assert "Đã nhận, chưa đọc" in text(member, where)
    assert "1/3 đã nhận, 0 đã đọc" in text(clerk, f"{HERE}/documents")


def test_looking_records_nothing_and_taking_the_file_is_reading(as_, three, make, address):
    document_id = issued(three, make)
    where = address(document_id)
    member = as_("a.clerk")
    page = text(member, where)
    text(member, re.search(r'href="([^"]*/document-files/[^"]*)"', page)[1])

    def stands():
        with at_work(three, three.member, make, seated=False):
            row = delivery_to(document_id, three.member.id)
            return row.received_at is not None, row.read_at is not None

    assert stands() == (False, False)
    assert taken(post(member, re.search(r'action="([^"]*/take)"', page)[1], where))
    assert stands() == (True, True)


def test_the_lead_sees_who_has_not_received_and_reminds_them(as_, three, make, address):
    where = address(issued(three, make))
    lead = as_("l.clerk")
    assert "Nhắc 3 đơn vị chưa nhận" in text(lead, where)
    post(lead, f"{where}/remind", where)
    assert "Đã nhắc lúc" in text(lead, where)
    post(lead, f"{where}/remind", where)
    assert "đã được nhắc hôm nay" in text(lead, where)


def test_to_who_is_not_addressed_it_does_not_exist(as_, three, make, address):
    where = address(issued(three, make, "Giấy mời kín", to_all=False, chosen=[three.member.id]))
    for login in ("b.clerk", "p.head"):
        client = as_(login)
        text(client, where, 404)
        assert "Giấy mời kín" not in text(client, f"{HERE}/documents")
        for act in ("receive", "read", "reply"):
            assert post(client, f"{where}/{act}").status_code == 404


def test_a_draft_does_not_exist_for_a_member_and_no_list_counts_it(as_, three, make, address):
    where = address(drafted(three, make, "Dự thảo mật"))
    for login in ("a.head", "p.head"):
        text(as_(login), where, 404)
        page = text(as_(login), f"{HERE}/documents?state=draft")
        assert "Dự thảo mật" not in page
        assert "Không có văn bản nào khớp" in page


def test_the_observer_reads_what_was_marked_for_him_and_nothing_else(as_, three, make, address, app):
    observer = make.user(None, Role.OBSERVER, "quan.sat")
    db.session.add(Grant(user_id=observer.id, bloc_id=three.bloc.id))
    make.keep()
    shown, hidden = issued(three, make, "Quy chế", for_observer=True), issued(three, make, "Nội bộ")
    client = as_("quan.sat")
    page = text(client, f"{HERE}/documents")
    assert "Quy chế" in page
    assert "Nội bộ" not in page
    seen = text(client, address(shown))
    assert "Đã nhận" not in seen
    text(client, address(hidden), 404)
    assert taken(post(client, re.search(r'action="([^"]*/take)"', seen)[1], address(shown)))


def test_a_taken_number_is_said_at_its_field_and_what_was_typed_stays(as_, three, make, address):
    issued(three, make, "Kế hoạch năm", number=5)
    where = address(drafted(three, make, "Kế hoạch quý"), "/issue")
    answer = post(as_("l.head"), where, where, number="5", dated=vi.date(clock.today()))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "đã cấp cho “Kế hoạch năm”" in page
    assert 'value="5"' in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"number": "không"}, "Nhập số nguyên"),
        ({"number": "0"}, "từ 1 đến"),
        ({"number": "1", "dated": "31/02/2026"}, "Không có ngày"),
        ({"number": "1", "dated": ""}, "bắt buộc"),
    ],
)
def test_a_number_or_day_that_is_none_is_refused_in_words(as_, three, make, address, typed, words):
    where = address(drafted(three, make), "/issue")
    answer = post(as_("l.head"), where, where, **{"dated": vi.date(clock.today())} | typed)
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"subject": ""}, "bắt buộc"),
        ({"subject": "x" * 501}, "nhiều nhất 500"),
        ({"kind": "Chỉ thị mật"}, "Chọn một mục"),
        ({"recipients": "chosen"}, "Chọn ít nhất một đơn vị nhận"),
        ({"recipients": "chosen", "chosen": "unknown-0000"}, "không có trong danh sách"),
        ({"reply_due": "mai"}, "Nhập ngày dạng"),
        ({"reply_asked": "Góp ý"}, "Ghi hạn trả lời"),
        ({"replaces": "unknown-0000"}, "Chọn một mục"),
    ],
)
def test_a_draft_that_is_not_well_formed_comes_back_with_what_was_typed(as_, three, make, typed, words):
    sent = {"kind": "Kế hoạch", "subject": "Kế hoạch sơ kết", "recipients": "all", "replaces": "", "signer": "Ông An"}
    answer = post(as_("l.clerk"), f"{HERE}/documents/new", f"{HERE}/documents/new", **sent | typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in page
    assert 'value="Ông An"' in page
    with at_work(three, three.lead, make):
        assert documents_in(three.year.id) == []


def test_two_editors_of_one_draft_never_overwrite_unseen(as_, three, make, address):
    where = address(drafted(three, make), "/edit")
    first, second = as_("l.clerk"), as_("l.head")
    stale = re.search(r'name="seen"[^>]* value="(\w+)"', text(second, where))[1]
    sent = {"kind": "Kế hoạch", "recipients": "all", "replaces": ""}
    assert post(first, where, where, **sent, subject="Bản của đầu mối").status_code == 303
    answer = post(second, where, where, **sent | {"seen": stale}, subject="Bản của lãnh đạo")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Bản của đầu mối" in page
    assert "Bản của lãnh đạo" in page


def test_a_year_left_over_from_last_year_is_warned_about(as_, three, make):
    sent = {"kind": "Kế hoạch", "subject": "Kế hoạch năm 2025", "recipients": "all", "replaces": ""}
    client = as_("l.clerk")
    made = post(client, f"{HERE}/documents/new", f"{HERE}/documents/new", **sent)
    assert "khác năm thi đua 2026" in text(client, made.location)


@pytest.mark.parametrize(("name", "data"), [("a.pdf", b"MZ"), ("a.exe", b"MZ"), ("a.pdf", b"")])
def test_a_file_that_is_none_is_refused_and_nothing_is_kept(as_, three, make, address, name, data):
    where = address(drafted(three, make, file=False))
    client = as_("l.clerk")
    upload(client, f"{where}/files", where, name, data)
    page = text(client, where)
    assert name in page
    assert "Chưa có tệp nào" in page


def test_withdrawal_needs_its_reason_and_is_the_heads(as_, three, make, address):
    where = address(issued(three, make))
    assert post(as_("l.clerk"), f"{where}/withdraw", where, reason="Nhầm").status_code == 403
    head = as_("l.head")
    empty = post(head, f"{where}/withdraw", where, reason=" ")
    assert empty.status_code == 422
    assert "Ghi lý do" in empty.get_data(as_text=True)
    assert post(head, f"{where}/withdraw", where, reason="Nhầm số liệu").status_code == 303
    page = text(as_("a.clerk"), where)
    assert "Văn bản đã thu hồi" in page
    assert "Nhầm số liệu" in page


def test_the_head_hands_a_draft_back_and_the_clerk_reads_why(as_, three, make, address):
    document_id = drafted(three, make)
    with at_work(three, three.lead, make):
        actions.send_to_head(document_by_id(document_id))
    where = address(document_id)
    assert post(as_("l.head"), f"{where}/give-back", where, reason="Sai số liệu").status_code == 303
    assert "Sai số liệu" in text(as_("l.clerk"), where)


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
