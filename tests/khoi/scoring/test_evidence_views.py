"""Evidence over HTTP: uploads in one go or one by one, and who gets which file through which door."""

import io
import re
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from khoi.scoring.actions import file_card
from khoi.scoring.models import documents_of, marks_of, pinned_to, versions_of
from tenants import clock
from tenants.database import db
from tenants.journal import JournalLine
from tenants.models import User
from tests.khoi.accounts.people import sign_in, token_in
from tests.khoi.scoring.evidence_made import begin_card, image, pdf, working

SCRIPT = {"X-Requested-With": "fetch"}
HOME = "/noi-chinh/2026"
LEAVES = (
    {"code": "1", "title": "Một", "ceiling": "10", "method": '{"type":"direct"}', "evidence": "required"},
    {"code": "2", "title": "Hai", "ceiling": "10", "method": '{"type":"direct"}', "evidence": "none"},
)


@pytest.fixture
def three(make):
    return make.bloc_of_three()


@pytest.fixture
def card(three, make):
    return begin_card(three, make.sheet(three, *LEAVES), three.member, make)[0]


@pytest.fixture
def marks(card, three, make):
    with working(three, three.member, make):
        return [mark for mark, _ in marks_of(card.id)]


@pytest.fixture
def as_(app, three):
    """A browser in which somebody has signed in."""

    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code in (302, 303)
        return client

    return enter


def send(client, address, *files, headers=None, **fields):
    token = token_in(client.get(f"{HOME}/evidence").get_data(as_text=True))
    sent = fields | {"csrf_token": token}
    if files:
        sent["files"] = [(io.BytesIO(data), name) for name, data in files]
    return client.post(address, data=sent, headers=headers or {}, content_type="multipart/form-data")


def upload(client, mark, *files, headers=SCRIPT):
    return send(client, f"{HOME}/marks/{mark.public_id}/evidence", *files, headers=headers)


def evidence_of(mark, three, make):
    with working(three, three.member, make):
        return pinned_to(mark.id)


def test_a_file_dropped_on_a_row_is_behind_it_at_once(as_, marks, three, make):
    answer = upload(as_("a.clerk"), marks[0], ("Báo cáo 47.pdf", pdf(3)))
    assert answer.status_code == 200
    page = answer.get_data(as_text=True)
    assert f'id="m-{marks[0].public_id}"' in page
    assert "Báo cáo 47" in page
    assert 'name="version" value="2"' in page
    assert not page.lstrip().startswith("<!doctype")
    assert [found.file.pages for found in evidence_of(marks[0], three, make)] == [3]


def test_without_script_several_files_go_in_one_form_and_each_is_answered_for(as_, marks, three, make):
    client = as_("a.clerk")
    files = (("một.pdf", pdf(1)), ("hai.exe", b"MZ"), ("ba.png", image()))
    answer = upload(client, marks[0], *files, headers=None)
    assert answer.status_code == 303
    page = client.get(answer.location).get_data(as_text=True)
    assert "Đã nhận 2 tệp" in page
    assert "hai.exe" in page
    assert len(evidence_of(marks[0], three, make)) == 2


def test_the_same_bytes_are_asked_about_and_reused_with_one_press(as_, marks, three, make, card):
    client, data = as_("a.clerk"), pdf(2)
    send(client, f"{HOME}/evidence", ("gốc.pdf", data))
    answer = upload(client, marks[0], ("bản sao.pdf", data))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "đã có trong kho" in page
    again = re.search(r'action="([^"]+/attach)"', page)[1]
    assert send(client, again, headers=SCRIPT).status_code == 200
    assert [found.file.name for found in evidence_of(marks[0], three, make)] == ["gốc.pdf"]


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [("rỗng.pdf", b"", "rỗng"), ("xấu.pdf", b"MZ\x90", "nội dung"), ("a.svg", b"<svg/>", "chỉ nhận")],
)
def test_a_refused_file_says_why_in_the_row_and_leaves_nothing(as_, marks, three, make, name, data, word):
    answer = upload(as_("a.clerk"), marks[0], (name, data))
    assert answer.status_code == 422
    assert word in answer.get_data(as_text=True)
    assert evidence_of(marks[0], three, make) == []


def test_a_row_that_wants_none_refuses_with_409(as_, marks, three, make):
    assert upload(as_("a.clerk"), marks[1], ("a.pdf", pdf())).status_code == 409


def test_a_rivals_row_and_an_unknown_one_are_the_same_404(as_, marks):
    client = as_("b.clerk")
    address = f"{HOME}/marks/{marks[0].public_id}/evidence"
    unknown = f"{HOME}/marks/{'x' * 12}/evidence"
    answers = [send(client, where, ("a.pdf", pdf())) for where in (address, unknown)]
    answers += [client.get(where) for where in (address, unknown)]
    once = re.compile(r"<code>.*?</code>|[0-9a-f]{8}|(content|value)=\"[^\"]+\"")
    texts = {once.sub("", answer.text) for answer in answers}
    assert {answer.status_code for answer in answers} == {404}
    assert len(texts) == 1


def test_a_document_is_described_replaced_and_keeps_its_versions(as_, marks, three, make):
    client = as_("a.head")
    upload(client, marks[0], ("cũ.pdf", pdf(1)))
    document = evidence_of(marks[0], three, make)[0].evidence
    address = f"{HOME}/evidence/{document.public_id}"
    words = {"title": "Báo cáo năm", "number": "47/BC", "dated": "25/11/2026", "issuer": "Sở", "revision": "1"}
    assert send(client, address, **words).status_code == 303
    token = token_in(client.get(address).get_data(as_text=True))
    new = {"csrf_token": token, "revision": "2", "file": (io.BytesIO(pdf(2)), "mới.pdf")}
    assert client.post(f"{address}/replace", data=new).status_code == 303
    page = client.get(address).get_data(as_text=True)
    for word in ("Báo cáo năm", "47/BC", "25/11/2026", "cũ.pdf", "mới.pdf", "Phiên bản </span>2", "Đang dùng"):
        assert word in page
    stale = {"csrf_token": token, "revision": "2", "file": (io.BytesIO(pdf(3)), "muộn.pdf")}
    assert client.post(f"{address}/replace", data=stale).status_code == 409


def test_wrong_words_come_back_with_the_form(as_, marks, three, make):
    client = as_("a.clerk")
    upload(client, marks[0], ("cũ.pdf", pdf(1)))
    document = evidence_of(marks[0], three, make)[0].evidence
    answer = send(client, f"{HOME}/evidence/{document.public_id}", title="", dated="32/13/2026", revision="1")
    assert answer.status_code == 422
    assert "32/13/2026" in answer.get_data(as_text=True)


# --- the doors to the bytes -------------------------------------------------------------------------------------------


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


def test_the_store_is_found_without_diacritics_and_printed_by_row(as_, marks):
    client = as_("a.clerk")
    upload(client, marks[0], ("Quyết định giao chỉ tiêu.pdf", pdf(1)))
    assert "Quyết định giao chỉ tiêu" in client.get(f"{HOME}/evidence?q=quyet+dinh").text
    assert "Không có tài liệu nào khớp" in client.get(f"{HOME}/evidence?q=khong+co").text
    assert "Quyết định giao chỉ tiêu" in client.get(f"{HOME}/evidence/list").text


def test_the_list_goes_to_excel_and_no_title_becomes_a_formula(as_, marks):
    client = as_("a.clerk")
    upload(client, marks[0], ("=HYPERLINK(1).pdf", pdf(2)))
    token = token_in(client.get(f"{HOME}/evidence").text)
    answer = client.post(f"{HOME}/evidence/list", data={"csrf_token": token}, buffered=True)
    rows = list(load_workbook(io.BytesIO(answer.data)).active.iter_rows(min_row=3))
    assert [cell.value for cell in rows[0]][2] == "=HYPERLINK(1)"
    assert {cell.data_type for cell in rows[0]} <= {"s", "n"}


def test_taking_the_list_home_leaves_a_line_about_the_agency(as_, marks, three):
    client = as_("a.clerk")
    upload(client, marks[0], ("Quyết định.pdf", pdf(1)))
    assert send(client, f"{HOME}/evidence/list").status_code == 200
    line = db.session.scalars(select(JournalLine).order_by(JournalLine.seq.desc())).first()
    assert (line.act, line.about_agency_id) == ("take_out_evidence_list", three.member.id)


def test_a_hostile_name_is_shown_as_text(as_, marks, three, make):
    client = as_("a.clerk")
    upload(client, marks[0], ("<img src=x onerror=alert(1)>'.pdf", pdf(1)))
    assert "<img src=x" not in client.get(f"{HOME}/evidence").text
    assert len(documents_in(marks[0], three, make)) == 1


def documents_in(mark, three, make):
    with working(three, three.member, make):
        return documents_of(mark.year_id, mark.agency_id)


def test_a_document_is_attached_from_the_store_taken_off_and_removed(as_, marks, three, make):
    client = as_("a.clerk")
    send(client, f"{HOME}/evidence", ("kho.pdf", pdf(1)))
    document = documents_in(marks[0], three, make)[0].evidence
    base = f"{HOME}/marks/{marks[0].public_id}/evidence/{document.public_id}"
    assert send(client, f"{base}/attach").status_code == 303
    assert send(client, f"{HOME}/evidence/{document.public_id}/remove").status_code == 409
    assert send(client, f"{base}/detach").status_code == 303
    assert send(client, f"{HOME}/evidence/{document.public_id}/remove").status_code == 303
    assert documents_in(marks[0], three, make) == []


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


def test_a_file_over_the_limit_gets_the_page_that_says_so(as_, marks):
    client, address = as_("a.clerk"), f"{HOME}/marks/{marks[0].public_id}/evidence"
    answer = client.post(address, data=b"0" * (22 << 20), content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413
    assert "Giảm dung lượng" in answer.text
