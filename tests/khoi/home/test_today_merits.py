"""The first page with registrations, movements and commendations: to each his own, a rival's drafts to nobody."""

from datetime import date, timedelta

import pytest

from khoi.awards import actions as awards
from khoi.movements.actions import Words, add_progress, draft_movement, launch_movement, send_launch, write_launch
from khoi.movements.models import joining_of, movements_of
from khoi.pledges import actions as pledges
from khoi.pledges.models import catalogue_of
from tenants import clock
from tenants.models import year_by_id
from tests.khoi.home.years_lived import HOME, page_of, statements, visitor, words_in
from tests.khoi.pledges.pledges_made import DUE, bloc_with_catalogue, filed, fill, own, working

CANARY = "CHIM-HOANG-YEN"
LAST = date(2026, 7, 31)


@pytest.fixture
def three(make):
    three = bloc_with_catalogue(make)
    make.sheet(three)
    return three


@pytest.fixture(autouse=True)
def in_march():
    with clock.stopped_at(DUE - timedelta(days=2)):
        yield


def today(app, login):
    return words_in(page_of(visitor(app, login)))


def launched(three, make, name="Siết chặt kỷ cương"):
    with working(three, three.lead, make, seated=True):
        words = Words(name, "bloc", date(2026, 3, 1), LAST, "Kỷ cương")
        launch_movement(draft_movement(year_by_id(three.year.id), words))


def the_movement(three):
    return movements_of(three.year.id)[0]


def proposed(three, make, name=CANARY):
    with working(three, three.member, make):
        title = next(row for row in catalogue_of(three.year.id) if row.code == "GK-CN")
        return awards.propose(None, three.year.id, three.member.id, the_movement(three), title, name, "", "Việc tốt")


def test_each_finds_the_own_registration_and_the_lead_who_owes_it(app, three, make):
    filed(three, three.member, make)
    before = today(app, "l.clerk")
    assert "2 đơn vị chưa nộp bản đăng ký thi đua" in before
    fill(three, three.other, make, text=CANARY)
    assert today(app, "l.clerk") == before
    assert "Bản đăng ký thi đua đang soạn" in today(app, "b.clerk")
    assert "ản đăng ký thi đua" not in today(app, "a.clerk")
    assert f'href="{HOME}registration"' in page_of(visitor(app, "b.clerk"))


def test_a_returned_registration_is_due_by_its_own_time(app, three, make):
    filed(three, three.member, make)
    with working(three, three.lead, make, seated=True):
        pledges.send_back(own(three, three.member), "Thiếu số", DUE + timedelta(days=1))
    assert "Bản đăng ký thi đua bị trả lại để sửa Nộp lại trước" in today(app, "a.clerk")
    assert "3 đơn vị chưa nộp bản đăng ký" in today(app, "l.clerk")


def test_a_movement_is_to_join_then_to_report_on(app, three, make):
    launched(three, make)
    assert "1 phong trào đơn vị chưa gửi văn bản phát động" in today(app, "a.clerk")
    with working(three, three.member, make):
        write_launch(the_movement(three), three.member.id, "12/KH", date(2026, 3, 5), CANARY)
    with working(three, three.member, make):
        send_launch(joining_of(the_movement(three).id, three.member.id), the_movement(three))
    assert "văn bản phát động" not in today(app, "a.clerk")
    ended = "1 phong trào đã đến ngày kết thúc, đơn vị chưa ghi kết quả cuối"
    with clock.stopped_at(DUE.replace(month=8)):
        assert ended in today(app, "a.clerk")
        assert "1 phong trào đã kết thúc chờ tổng kết" in today(app, "l.clerk")
        with working(three, three.member, make):
            joining = joining_of(the_movement(three).id, three.member.id)
            add_progress(joining, the_movement(three), "result", date(2026, 8, 1), CANARY)
        assert ended not in today(app, "a.clerk")
        assert "1 phong trào có kết quả chờ đồng chí gửi Khối trưởng" in today(app, "a.head")


def test_a_proposal_is_the_leads_once_it_is_filed(app, three, make):
    launched(three, make)
    row = proposed(three, make)
    assert CANARY not in today(app, "l.clerk")
    with working(three, three.member, make):
        awards.file_proposal(row)
    assert f"1 đề nghị khen thưởng chờ Hội đồng xét {CANARY}" in today(app, "l.clerk")
    for login in ("b.clerk", "b.head", "p.head", "a.clerk"):
        assert "đề nghị khen thưởng" not in today(app, login)


@pytest.mark.parametrize("login", ["l.head", "p.head", "a.clerk", "a.head"])
def test_the_page_asks_as_much_with_many_rows_as_with_few(app, three, make, login):
    launched(three, make)
    fill(three, three.other, make)
    with working(three, three.member, make):
        awards.file_proposal(proposed(three, make))
    client = visitor(app, login)
    with statements() as few:
        page_of(client)
    for number in range(12):
        launched(three, make, f"Phong trào {number}")
        with working(three, three.member, make):
            awards.file_proposal(proposed(three, make, f"Người {number}"))
    filed(three, three.member, make)
    with statements() as many:
        page_of(client)
    assert len(few) == len(many)
