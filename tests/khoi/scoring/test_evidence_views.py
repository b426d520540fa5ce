"""Evidence over HTTP: uploads in one go or one by one, described, replaced, attached, listed."""

import io
import re

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from khoi.scoring.models import documents_of
from tenants.database import db
from tenants.journal import JournalLine
from tests.khoi.accounts.people import token_in
from tests.khoi.scoring.evidence_made import image, pdf, working
from tests.khoi.scoring.evidence_pages import HOME, SCRIPT, as_, card, evidence_of, marks, send, three, upload

__all__ = ["as_", "card", "marks", "three"]


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


def test_a_file_over_the_limit_gets_the_page_that_says_so(as_, marks):
    client, address = as_("a.clerk"), f"{HOME}/marks/{marks[0].public_id}/evidence"
    answer = client.post(address, data=b"0" * (22 << 20), content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413
    assert "Giảm dung lượng" in answer.text
