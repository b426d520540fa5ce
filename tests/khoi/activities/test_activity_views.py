"""Activities over HTTP: planned, announced, answered, attended, concluded."""

import io
import re
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from khoi.activities.rules import ActivityKind
from tenants import clock, vi
from tenants.database import db
from tests.khoi.accounts.people import post, sign_in, token_in
from tests.khoi.activities.activities_made import AHEAD, announced, found, planned
from tests.khoi.documents.documents_made import HERE, at_work
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
    def of(activity_id):
        with at_work(three, three.lead, make):
            return f"{HERE}/activities/{found(three, activity_id).public_id}"

    return of


def text(client, where, status=200):
    answer = client.get(where)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def begun(three, make, **more):
    """An activity that began an hour ago."""
    with clock.stopped_at(clock.now() - AHEAD - timedelta(hours=1)):
        return announced(three, make, **more)


PLAN = {
    "kind": "training", "title": "Tập huấn nghiệp vụ", "place": "Hội trường", "recipients": "all", "host": "",
    "letter": "", "programme": "",
}  # fmt: skip


def test_an_activity_goes_from_the_plan_to_the_answers(as_, three):
    lead, new = as_("l.clerk"), f"{HERE}/activities/new"
    made = post(lead, new, new, **PLAN, starts_at=vi.date_time(clock.now() + AHEAD))
    assert made.status_code == 303
    where = made.location
    assert "Mời 4 đơn vị" in text(lead, where)
    text(as_("a.clerk"), where, 404)
    assert post(lead, f"{where}/announce", where).status_code == 303
    member = as_("a.clerk")
    assert "Chưa trả lời" in text(member, f"{HERE}/activities")
    sent = {"coming": "yes", "people": "2", "names": "Ông An\nBà Bình"}
    assert post(member, f"{where}/answer", where, **sent).status_code == 303
    assert "Sẽ dự" in text(member, where)
    page = text(lead, where)
    assert "2 người" in page
    assert "Bà Bình" in page
    assert "Bà Bình" not in text(as_("b.clerk"), where)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"coming": "yes", "people": ""}, "Ghi số người dự"),
        ({"coming": "yes", "people": "501"}, "đến 500"),
        ({"coming": "no"}, "Ghi lý do vắng"),
        ({"coming": "maybe", "people": "1"}, "Chọn một mục"),
        ({"coming": "yes", "people": "2", "names": "x" * 1001}, "nhiều nhất 1000"),
    ],
)
def test_an_answer_that_says_too_little_comes_back(as_, three, make, address, typed, words):
    where = address(announced(three, make))
    answer = post(as_("a.clerk"), f"{where}/answer", where, **typed)
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ({"title": ""}, 422, "bắt buộc"),
        ({"starts_at": "mai"}, 422, "Nhập ngày dạng"),
        ({"recipients": "chosen"}, 422, "Chọn ít nhất một đơn vị"),
        ({"ends_at": "01/01/2026"}, 409, "Kết thúc không được trước"),
        ({"answer_until": "31/12/2099"}, 409, "Hạn trả lời không được sau"),
    ],
)
def test_a_plan_that_cannot_be_comes_back_with_what_was_typed(as_, three, typed, status, words):
    new = f"{HERE}/activities/new"
    sent = PLAN | {"starts_at": vi.date_time(clock.now() + AHEAD), "place": "Hội trường lớn"} | typed
    answer = post(as_("l.clerk"), new, new, **sent)
    page = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert words in page
    assert "Hội trường lớn" in page


def test_two_editors_of_one_plan_never_overwrite_unseen(as_, three, make, address):
    where = address(planned(three, make)) + "/edit"
    first, second = as_("l.clerk"), as_("l.head")
    stale = re.search(r'name="seen"[^>]* value="(\w+)"', text(second, where))[1]
    sent = PLAN | {"starts_at": vi.date_time(clock.now() + AHEAD)}
    assert post(first, where, where, **sent | {"title": "Bản của đầu mối"}).status_code == 303
    answer = post(second, where, where, **sent | {"title": "Bản của lãnh đạo", "seen": stale})
    assert answer.status_code == 409
    assert "Bản của đầu mối" in answer.get_data(as_text=True)


def test_the_lead_notes_who_came_and_what_came_of_it(as_, three, make, address):
    activity_id = begun(three, make, host_agency_id=three.member.id)
    where, lead = address(activity_id), as_("l.clerk")
    page = text(lead, where)
    rows = re.findall(r'name="came_([\w-]+)"', page)
    assert len(rows) == 4
    came = {f"came_{row}": "present" for row in rows} | {f"people_{row}": "2" for row in rows}
    came |= {f"came_{rows[3]}": "unexcused"}
    assert post(lead, f"{where}/attendance", where, **came).status_code == 303
    bad = post(lead, f"{where}/attendance", where, **came | {f"people_{rows[0]}": "nhiều"})
    assert bad.status_code == 422
    assert "Nhập số nguyên" in bad.get_data(as_text=True)
    result = re.findall(r'name="seen"[^>]* value="(\w+)"', text(lead, where))[-1]
    assert post(lead, f"{where}/conclude", where, result="Thống nhất", seen=result).status_code == 303
    assert "Vắng không lý do" in text(as_("b.clerk"), where)
    member = text(as_("a.clerk"), f"{HERE}/activities")
    assert "Có mặt" in member
    assert member.count('data-label="Đăng cai">1<') == 1
    assert "Đơn vị B" not in member
    book = post(lead, f"{HERE}/activities/list", f"{HERE}/activities")
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(book.data))["Tham gia"].iter_rows()]
    assert [4, "Đơn vị B", 0, 1, 0, 0, 1] in rows


def test_attendance_is_never_overwritten_unseen(as_, three, make, address):
    where = address(begun(three, make))
    first, second = as_("l.clerk"), as_("l.head")
    page = text(second, where)
    rows, stale = re.findall(r'name="came_([\w-]+)"', page), re.search(r'name="seen"[^>]* value="(\w+)"', page)[1]
    assert post(first, f"{where}/attendance", where, **{f"came_{row}": "present" for row in rows}).status_code == 303
    others = {f"came_{row}": "excused" for row in rows} | {"seen": stale}
    answer = post(second, f"{where}/attendance", where, **others)
    assert answer.status_code == 409
    assert "có mặt" in answer.get_data(as_text=True)


def test_papers_are_taken_by_the_invited_and_by_nobody_else(as_, three, make, address):
    where, lead = address(announced(three, make, to_all=False, chosen=[three.member.id])), as_("l.clerk")
    sent = {"csrf_token": token_in(text(lead, where)), "files": [(io.BytesIO(pdf()), "Chương trình.pdf")]}
    assert lead.post(f"{where}/files", data=sent, content_type="multipart/form-data").status_code == 303
    member = as_("a.clerk")
    file = re.search(r'href="([^"]*/activity-files/[^"]*)"', text(member, where))[1]
    with member.get(file) as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")
    for login in ("b.clerk", "p.head"):
        text(as_(login), file, 404)
        text(as_(login), where, 404)
        assert post(as_(login), f"{where}/answer", coming="yes", people="1").status_code == 404


def test_a_cancelled_activity_shows_why(as_, three, make, address):
    where, lead = address(announced(three, make)), as_("l.clerk")
    assert post(lead, f"{where}/cancel", where, reason="").status_code == 422
    assert post(lead, f"{where}/cancel", where, reason="Mưa bão").status_code == 303
    assert "Mưa bão" in text(as_("a.clerk"), where)


def test_a_list_is_searched_without_diacritics(as_, three, make):
    announced(three, make, "Hội nghị sơ kết")
    announced(three, make, "Tập huấn", kind=ActivityKind.TRAINING)
    page = text(as_("a.clerk"), f"{HERE}/activities?q=so ket")
    assert "Hội nghị sơ kết" in page
    assert 'title" href="' in page
    assert ">Tập huấn<" not in page


@pytest.mark.parametrize("login", ["l.clerk", "a.clerk"])
def test_a_longer_list_asks_the_database_no_more_often(as_, three, make, login):
    client = as_(login)

    def statements():
        asked = []

        def note(connection, cursor, statement, *more):
            asked.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            text(client, f"{HERE}/activities")
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        return len(asked)

    for number in range(2):
        announced(three, make, f"Hoạt động {number}")
    few = statements()
    for number in range(18):
        announced(three, make, f"Hoạt động thêm {number}")
    assert statements() == few


def test_a_plan_may_be_thrown_away(as_, three, make, address):
    activity_id = planned(three, make)
    where, lead = address(activity_id), as_("l.clerk")
    assert post(lead, f"{where}/drop", where).status_code == 303
    text(lead, where, 404)


def test_what_is_announced_twice_is_refused_in_words(as_, three, make, address):
    where, lead = address(announced(three, make)), as_("l.clerk")
    answer = post(lead, f"{where}/announce", where)
    assert answer.status_code == 409
    assert "đã mời các đơn vị" in answer.get_data(as_text=True)
