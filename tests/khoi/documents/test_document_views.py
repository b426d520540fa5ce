"""Documents over HTTP: from the draft to the receipt, and what each seat sees of it."""

import re

import pytest

from khoi.documents import actions
from khoi.documents.models import delivery_to, document_by_id, documents_in
from tenants import clock, vi
from tenants.database import db
from tenants.models import Grant
from tenants.roles import Role
from tests.khoi.accounts.people import post
from tests.khoi.documents.documents_made import HERE, at_work, drafted, issued
from tests.khoi.documents.pages_read import taken, text, upload


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
