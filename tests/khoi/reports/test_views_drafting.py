"""The page on which a report is written: begun, saved piece by piece, refused in words, quarrelled over, filed."""

import io
import re
from decimal import Decimal
from hashlib import sha256

import docx
import pytest
from sqlalchemy import select

from khoi.reports import actions
from khoi.reports.models import draft_of, filings_of_report, report_on
from khoi.reports.rules import Stage
from tenants import clock
from tenants.database import db
from tenants.journal import JournalLine
from tenants.models import members_of
from tests.khoi.accounts.people import post, sign_in, token_in
from tests.khoi.reports.pages_read import HERE, page
from tests.khoi.reports.reports_made import BEFORE, CLOSING, SOUND, as_, asked, drafted, filed, report, request, scan

pytestmark = pytest.mark.usefixtures("in_time")


@pytest.fixture
def trio(make):
    trio = make.bloc_of_three()
    asked(trio)
    return trio


@pytest.fixture
def address(trio):
    with as_(trio, trio.member):
        return f"{HERE}/reports/{request(trio).public_id}"


def pieces(html):
    return re.findall(r'id="t-([\w-]+)" data-autosave', html), re.findall(r'id="f-([\w-]+)" data-autosave', html)


def send(client, place, address, *, fetch=True, **typed):
    """Save one piece as our script does, or, without it, as a form."""
    token = token_in(page(client, address))
    headers = {"X-Requested-With": "fetch", "X-CSRFToken": token} if fetch else {}
    return client.post(f"{HERE}/{place}", data={"csrf_token": token} | typed, headers=headers)


def test_the_list_says_what_is_asked_and_offers_to_begin(enter, address):
    clerk = enter("a.clerk")
    html = page(clerk, f"{HERE}/reports")
    assert "17:00 ngày 10/07/2026" in html
    assert "Bắt đầu soạn" in html
    assert post(clerk, f"{address}/begin", f"{HERE}/reports").status_code == 303
    assert "Soạn tiếp" in page(clerk, f"{HERE}/reports")


def test_before_it_is_begun_the_page_shows_what_is_asked_for(enter, address):
    html = page(enter("a.clerk"), address)
    assert "Nêu kết quả." in html
    assert "<textarea" not in html


def test_each_piece_saves_itself_and_the_sums_follow(enter, trio, address):
    drafted(trio, trio.member)
    clerk = enter("a.clerk")
    texts, figures = pieces(page(clerk, address))
    answer = send(clerk, f"report-texts/{texts[1]}", address, text="Còn chậm.", version=1)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Đã lưu" in html
    assert 'name="version" value="2"' in html
    answer = send(clerk, f"report-figures/{figures[1]}", address, value="1.000", version=2)
    html = answer.get_data(as_text=True)
    assert re.search(r'<span class="points" id="c-[\w-]+" data-swap>1.003</span>', html)
    assert "Chưa khớp:" in html
    assert "chỗ phải xử lý" in html


@pytest.mark.parametrize(
    ("at", "typed", "why"),
    [
        (0, "mười hai", "Chỉ nhập số"),
        (3, "101", "từ 0 đến 100"),
        (0, "-1", ""),
        (0, "1" * 501, ""),
        (0, "9999999999999", "Nhập từ 0 đến"),
    ],
)
def test_a_figure_that_is_none_is_refused_at_its_cell_and_stays_typed(enter, trio, address, at, typed, why):
    drafted(trio, trio.member)
    clerk = enter("a.clerk")
    figure = pieces(page(clerk, address))[1][at]
    for fetch in (True, False):
        answer = send(clerk, f"report-figures/{figure}", address, fetch=fetch, value=typed, version=2)
        html = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert typed in html
        assert f'id="f-{figure}-value-error"' in html
        assert "Chưa lưu" in html
    with as_(trio, trio.member):
        assert {row.version for row in draft_of(report(trio, trio.member)).figures.values()} <= {1, 2}


def test_an_overlong_text_is_refused_and_nothing_typed_is_lost(enter, trio, address):
    drafted(trio, trio.member)
    clerk = enter("a.clerk")
    text = pieces(page(clerk, address))[0][0]
    long = "dài " * 7501
    answer = send(clerk, f"report-texts/{text}", address, text=long, version=2)
    assert answer.status_code == 422
    assert "30.000" in answer.get_data(as_text=True)
    assert long.strip() in answer.get_data(as_text=True)


def test_a_stale_text_shows_both_and_a_choice_settles_it(enter, trio, address):
    drafted(trio, trio.member)
    clerk = enter("a.clerk")
    text = pieces(page(clerk, address))[0][0]
    answer = send(clerk, f"report-texts/{text}", address, text="Của tôi đây.", version=1)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Của tôi: Của tôi đây." in html
    assert "Hoàn thành tốt nhiệm vụ." in html
    answer = send(clerk, f"report-texts/{text}", address, text="Của tôi đây.", version=1, choose="theirs")
    assert "Hoàn thành tốt nhiệm vụ." in answer.get_data(as_text=True)
    answer = send(clerk, f"report-texts/{text}", address, text="Của tôi đây.", version=1, choose="mine")
    assert answer.status_code == 200
    assert "Của tôi đây." in page(clerk, address)


def test_the_check_names_every_fault_with_a_link_to_its_place(enter, trio, address):
    with as_(trio, trio.member):
        actions.begin(request(trio), trio.member.id)
    clerk = enter("a.clerk")
    html = page(clerk, f"{address}/check")
    links = re.findall(r'href="[^"]*#([\w-]+)">Đến chỗ này', html)
    assert len(links) == 4  # the section, three figures
    own = page(clerk, address)
    assert all(f'id="{link}"' in own for link in links)


def test_a_report_goes_through_the_head_to_the_bloc(enter, trio, address):
    drafted(trio, trio.member)
    clerk, head = enter("a.clerk"), enter("a.head")
    with as_(trio, trio.member):
        version = report(trio, trio.member).version
    assert post(clerk, f"{address}/send-to-head", f"{address}/check", version=version).status_code == 303
    assert clerk.get(address).get_data(as_text=True).count("<textarea") == 0
    assert post(clerk, f"{address}/file", address, version=version + 1).status_code == 403
    assert post(head, f"{address}/give-back", f"{address}/check", version=version + 1, reason="").status_code == 409
    assert post(head, f"{address}/file", f"{address}/check", version=version).status_code == 409
    assert post(head, f"{address}/file", f"{address}/check", version=version + 1).status_code == 303
    html = page(head, address)
    assert "đúng hạn" in html
    assert "Mã niêm phong" in page(head, f"{address}/print")
    with as_(trio, trio.member):
        assert report(trio, trio.member).stage == Stage.FILED


def test_files_come_by_form_and_go_again(enter, trio, address, app):
    drafted(trio, trio.member)
    clerk = enter("a.clerk")
    html = page(clerk, address)
    place = re.search(r'action="([^"]*/annexes\?annex=[\w-]+)"', html)[1]
    token = token_in(html)
    bad = {"csrf_token": token, "files": (io.BytesIO(b"MZ la chuong trinh"), "danh-sach.exe")}
    answer = clerk.post(place, data=bad, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "danh-sach.exe" in answer.get_data(as_text=True)
    answer = clerk.post(place, data={"csrf_token": token}, content_type="multipart/form-data")
    assert answer.status_code == 422
    with as_(trio, trio.member):
        assert draft_of(report(trio, trio.member)).annexes == []


def test_a_shut_report_is_only_read(enter, trio, address):
    drafted(trio, trio.member)
    clerk = enter("a.clerk")
    with clock.stopped_at(CLOSING.replace(second=1)):
        sign_in(clerk, "a.clerk")
        html = page(clerk, address)
    assert "Đã khóa sổ" in html
    assert "<textarea" not in html


def test_a_rivals_draft_does_not_exist(enter, trio, address):
    drafted(trio, trio.member)
    with as_(trio, trio.member):
        draft = draft_of(report(trio, trio.member))
        text, figure = (next(iter(rows.values())).public_id for rows in (draft.texts, draft.figures))
    for login in ("b.clerk", "l.head", "p.clerk"):
        client = enter(login)
        for place in (f"report-texts/{text}", f"report-figures/{figure}", f"report-texts/{text}/carry-over"):
            assert post(client, f"{HERE}/{place}", f"{HERE}/reports", text="x", value="1").status_code == 404
        assert "Hoàn thành tốt nhiệm vụ." not in page(client, address)


def test_filing_again_by_a_resent_request_files_once(enter, trio, address):
    filed(trio, trio.member)
    head = enter("a.head")
    assert post(head, f"{address}/file", address, version=3).status_code == 303
    with as_(trio, trio.member):
        assert len(filings_of_report(report_on(request(trio).id, trio.member.id).id)) == 1


def test_the_report_is_taken_away_as_a_word_file(enter, trio, address):
    filed(trio, trio.member)
    answer = post(enter("a.clerk"), f"{address}/document", address)
    assert answer.status_code == 200
    words = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(answer.data)).paragraphs)
    assert "Hoàn thành tốt nhiệm vụ." in words
    with as_(trio, trio.lead):
        (line,) = db.session.scalars(select(JournalLine).where(JournalLine.act == "take_out_report"))
        assert f'"sha256":"{sha256(answer.data).hexdigest()}"' in line.facts.replace(" ", "")
        assert line.about_agency_id == trio.member.id


def test_another_year_in_a_text_is_asked_about_and_keeps_nothing_back(enter, trio, address):
    drafted(trio, trio.member, text="Trong năm 2025 hoàn thành.")
    clerk = enter("a.clerk")
    assert "năm 2025" in page(clerk, address)
    html = page(clerk, f"{address}/check")
    assert "Có nhắc đến năm 2025" in html
    assert "đủ điều kiện nộp" in html


def test_what_came_on_paper_is_shown_to_its_agency_instead_of_an_old_draft(enter, trio, address):
    drafted(trio, trio.member, text="Bản nháp cũ.")
    with as_(trio, trio.lead, seated=True):
        member = next(row for row in members_of(trio.year.id) if row.agency_id == trio.member.id)
        actions.enter_paper(request(trio), member, BEFORE, SOUND | {"1": Decimal(4), "4": Decimal(18)}, {}, [scan()])
    html = page(enter("a.clerk"), address)
    assert "nhập từ bản giấy" in html
    assert "Bản nháp cũ." not in html
    assert "<b>18</b>" in html
    assert "bao-cao-giay.pdf" in html
