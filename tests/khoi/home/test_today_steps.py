"""The first page with work of every step: each person finds his own, nobody a rival's, always in as many questions."""

from datetime import timedelta

import pytest

from khoi.documents import actions as papers
from khoi.documents.models import document_by_id
from khoi.turnover.actions import ask_to_close, hand_over
from tenants import clock
from tenants.database import db
from tenants.roles import YearState
from tests.khoi.activities.activities_made import announced
from tests.khoi.documents.documents_made import at_work, drafted, issued
from tests.khoi.home.years_lived import HOME, page_of, statements, visitor, words_in
from tests.khoi.plans.plans_made import planned, small_plan
from tests.khoi.turnover.turned import bloc_in_december, rolled

CANARY = "CHIM-HOANG-YEN"


@pytest.fixture
def four(make):
    four = make.bloc_of_three()
    make.sheet(four)
    return four


def today(app, login, address=HOME):
    return words_in(page_of(visitor(app, login), address))


def a_plan(count):
    """So many tasks of the bloc and internal ones, all of them late by now."""
    jobs = [
        {"quarter": 1, "no": number, "content": f"Việc kín {number}", "lead": "Văn phòng", "coordination": ["Phòng"]}
        for number in range(1, count + 1)
    ]
    jobs += [
        {"quarter": 2, "no": number, "content": f"Việc chung {number}", "lead": "Văn phòng", "coordination": ["Khối"]}
        for number in range(1, count + 1)
    ]
    jobs += [{"quarter": 1, "no": 99, "content": "Sơ kết", "lead": "Văn phòng", "coordination": ["Đơn vị A"]}]
    return small_plan(tasks=jobs)


def test_a_member_finds_what_to_report_receive_and_answer(app, four, make):
    planned(four, make, a_plan(1))
    issued(four, make, "Kế hoạch tập huấn", reply_asked="Danh sách", reply_due=clock.now() + timedelta(days=2))
    announced(four, make, "Hội nghị sơ kết")
    page = today(app, "a.clerk")
    assert "Việc phải làm" in page
    assert "đơn vị chưa báo cáo phối hợp" in page
    assert "1 văn bản của Khối đơn vị chưa nhận" in page
    assert "1 văn bản chờ đơn vị trả lời" in page
    assert "Lời mời chờ đơn vị trả lời: Hội nghị sơ kết" in page
    assert "Việc kín" not in page


def test_one_thing_is_opened_by_its_button(app, four, make):
    document_id = issued(four, make, "Kế hoạch tập huấn")
    with at_work(four, four.lead, make):
        public_id = document_by_id(document_id).public_id
    assert f'href="{HOME}documents/{public_id}"' in page_of(visitor(app, "a.clerk"))


def test_the_lead_finds_drafts_to_issue_and_what_nobody_received(app, four, make):
    issued(four, make, "Kế hoạch tập huấn")
    draft = drafted(four, make, CANARY)
    with at_work(four, four.lead, make):
        papers.send_to_head(document_by_id(draft))
    page = today(app, "l.head")
    assert "1 dự thảo văn bản chờ đồng chí ban hành" in page
    assert "3 lượt gửi văn bản chưa được nhận" in page
    for login in ("a.clerk", "a.head", "b.head", "p.head"):
        told = today(app, login)
        assert CANARY not in told
        assert "lượt gửi" not in told


def test_what_is_sent_to_one_member_says_nothing_to_another(app, four, make):
    before = today(app, "b.clerk")
    issued(four, make, CANARY, to_all=False, chosen=[four.member.id])
    announced(four, make, CANARY, to_all=False, chosen=[four.member.id])
    planned(four, make, small_plan(tasks=[
        {"quarter": 1, "no": 1, "content": CANARY, "lead": "Văn phòng", "coordination": ["Phòng Một"]}
    ]), four.member)  # fmt: skip
    assert CANARY in today(app, "a.clerk")
    assert today(app, "b.clerk") == before


def test_a_request_to_close_waits_for_the_deputys_head(app, four, make):
    with at_work(four, four.lead, make):
        ask_to_close(four.year)
    assert "Khối trưởng đề nghị khóa năm 2026" in today(app, "p.head")
    assert "đang chờ lãnh đạo Khối phó xác nhận" in today(app, "l.clerk")
    assert "khóa năm" not in today(app, "a.head")


def test_the_next_lead_is_led_to_the_handover_and_told_what_the_year_lacks(app, make):
    four = bloc_in_december(make)
    rolled(four, make)
    with at_work(four, four.lead, make):
        hand_over(four.year, "Con dấu")
    waits = "Khối trưởng năm 2026 đã ký danh mục bàn giao"
    assert waits in today(app, "p.head")
    assert waits not in today(app, "a.head")
    prepared = page_of(visitor(app, "p.head"), "/noi-chinh/2027/")
    assert waits in words_in(prepared)
    assert "/noi-chinh/2027/turn/reception" in prepared
    assert "Năm 2027" in words_in(prepared)
    assert "Việc phải làm" not in today(app, "a.head", "/noi-chinh/2027/")


def test_in_a_closed_year_none_of_it_is_asked(app, four, make):
    planned(four, make, a_plan(1))
    issued(four, make)
    four.year.state = YearState.CLOSED
    db.session.merge(four.year)
    db.session.commit()
    page = today(app, "a.clerk")
    assert "chưa nhận" not in page
    assert "phối hợp" not in page


@pytest.mark.parametrize("login", ["l.head", "l.clerk", "p.head", "a.clerk", "a.head"])
def test_the_page_asks_as_much_with_many_rows_as_with_few(app, four, make, login):
    planned(four, make, a_plan(1))
    issued(four, make, reply_asked="Báo cáo", reply_due=clock.now() + timedelta(days=2))
    announced(four, make)
    client = visitor(app, login)
    with statements() as few:
        page_of(client)
    planned(four, make, a_plan(9))
    for number in range(6):
        issued(four, make, f"Công văn {number}", reply_asked="Báo cáo", reply_due=clock.now() + timedelta(days=2))
        announced(four, make, f"Hội nghị {number}")
    with statements() as many:
        page_of(client)
    assert len(few) == len(many)
