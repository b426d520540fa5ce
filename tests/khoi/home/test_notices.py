"""Notices: the agency's own, unread ones marked, read one by one or all at once."""

import re

import pytest

from tenants.database import db
from tenants.notices import notices_to, notify
from tenants.scope import acting
from tests.khoi.accounts.people import post
from tests.khoi.home.years_lived import HOME, page_of, statements, visitor, words_in

PAGE = f"{HOME}notices"


@pytest.fixture
def four(make):
    return make.bloc_of_three()


def tell(four, make, agency, *texts):
    with acting(make.scope(four, four.lead)):
        for text in texts:
            notify(agency.id, "thu", text)
        make.keep()


def unread(four, make, agency):
    with acting(make.scope(four, agency, seated=False)):
        texts = [row.text for row in notices_to(agency.id) if row.read_at is None]
        db.session.rollback()
        return texts


def test_without_notices_the_page_says_what_will_be_here(app, four):
    assert "Chưa có thông báo" in page_of(visitor(app, "a.clerk"), PAGE)


def test_a_notice_is_the_agencys_alone(app, four, make):
    tell(four, make, four.member, "Phiếu chấm được trả lại")
    assert "Phiếu chấm được trả lại" in page_of(visitor(app, "a.head"), PAGE)
    for login in ("b.clerk", "l.head", "p.head"):
        assert "Phiếu chấm được trả lại" not in page_of(visitor(app, login), PAGE)


def test_one_is_read_and_the_other_stays_new(app, four, make):
    tell(four, make, four.member, "Một", "Hai")
    client = visitor(app, "a.clerk")
    first = re.findall(r'action="([^"]+/notices/[\w-]{12}/read)"', page_of(client, PAGE))[0]
    assert post(client, first).status_code == 303
    assert unread(four, make, four.member) == ["Một"]
    assert "2 thông báo" not in words_in(page_of(client, PAGE))


def test_all_are_read_at_once_and_again_changes_nothing(app, four, make):
    tell(four, make, four.member, "Một", "Hai")
    client = visitor(app, "a.clerk")
    for _ in range(2):
        assert post(client, f"{PAGE}/read").status_code == 303
    assert unread(four, make, four.member) == []


def test_nobody_reads_anothers_notices(app, four, make):
    tell(four, make, four.member, "Một")
    with acting(make.scope(four, four.member)):
        notice = notices_to(four.member.id)[0].public_id
        db.session.rollback()
    for login in ("b.clerk", "l.head"):
        client = visitor(app, login)
        assert post(client, f"{PAGE}/{notice}/read").status_code == 404
        post(client, f"{PAGE}/read")
    assert unread(four, make, four.member) == ["Một"]


def test_the_list_is_narrowed_to_one_topic_and_leads_to_where_the_thing_is(app, four, make):
    with acting(make.scope(four, four.lead)):
        notify(four.member.id, "returned", "Phiếu chấm được trả lại")
        notify(four.member.id, "dates", "Phiếu tự chấm điểm: hạn nộp mới")
        make.keep()
    client = visitor(app, "a.clerk")
    page = page_of(client, PAGE)
    assert f'<a href="{HOME}dates">Phiếu tự chấm điểm: hạn nộp mới</a>' in page
    assert f'<a href="{HOME}">Phiếu chấm được trả lại</a>' in page
    narrowed = words_in(page_of(client, f"{PAGE}?about=returned"))
    assert "Phiếu chấm được trả lại" in narrowed
    assert "hạn nộp mới" not in narrowed
    assert "Không có thông báo loại này" in words_in(page_of(client, f"{PAGE}?about=bịa"))


def test_the_page_asks_the_same_few_questions_whatever_the_number_of_notices(app, four, make):
    client = visitor(app, "a.clerk")
    asked = []
    for more in (2, 18):
        tell(four, make, four.member, *["Một"] * more)
        page_of(client, PAGE)
        with statements() as seen:
            page_of(client, PAGE)
        asked.append(len(seen))
    assert asked[0] == asked[1]
