"""Sở Nội vụ: what is published in the blocs it was given, nothing before, nothing of others, no word why."""

import re

import pytest

from khoi.ranking.models import standing_in_force
from tenants import clock
from tenants.database import db
from tenants.models import Grant
from tenants.scope import acting
from tests.khoi.accounts.people import post
from tests.khoi.documents.documents_made import drafted, issued
from tests.khoi.home.years_lived import HOME, observer, page_of, publish, visitor, words_in

REASON = "Cộng sai điểm thưởng của CHIM-HOANG-YEN"


@pytest.fixture
def four(make):
    four = make.bloc_of_three()
    make.sheet(four)
    make.filed_card(four, four.member, {"I/1": '{"points":"91"}'})
    return four


def withdraw(four, make):
    with acting(make.scope(four, four.lead)):
        standing = standing_in_force(four.year.id)
        standing.withdrawn_at, standing.withdrawn_reason = clock.now(), REASON
        make.keep()


def test_the_years_shelves_are_listed_and_open(app, four, make):
    observer(make, four)
    client = visitor(app, "so.noi.vu")
    page = page_of(client)
    assert "Kết quả công bố" in words_in(page)
    for url in re.findall(r'<a class="button plain small" href="([^"]+)"', page):
        assert client.get(url).status_code == 200


def test_before_publication_no_page_names_a_member_or_a_figure(app, four, make):
    observer(make, four)
    client = visitor(app, "so.noi.vu")
    for path in ("", "results", "summaries", "search?q=đơn vị"):
        words = words_in(page_of(client, HOME + path))
        assert "Đơn vị A" not in words
        assert "91" not in words


def test_a_withdrawn_result_is_told_without_its_reason(app, four, make):
    observer(make, four)
    publish(four, four.member, four.other)
    withdraw(four, make)
    client = visitor(app, "so.noi.vu")
    assert "Khối chưa công bố kết quả" in words_in(page_of(client))
    page = page_of(client, f"{HOME}results")
    assert "Những lần công bố đã rút" in page
    assert "CHIM-HOANG-YEN" not in page
    assert "CHIM-HOANG-YEN" in page_of(visitor(app, "a.clerk"), f"{HOME}results")


def test_the_bloc_that_was_not_given_does_not_exist(app, four, make):
    other = make.bloc_of_three("kinh-te", "K")
    make.sheet(other)
    publish(other, other.member)
    observer(make, four)
    client = visitor(app, "so.noi.vu")
    for path in ("", "results", "summaries", "search?q=đơn"):
        assert client.get(f"/kinh-te/2026/{path}").status_code == 404


def test_of_several_blocs_each_year_says_whether_it_is_published(app, four, make):
    other = make.bloc_of_three("kinh-te", "K")
    make.sheet(other)
    publish(other, other.member)
    observer(make, four, other)
    words = words_in(page_of(visitor(app, "so.noi.vu"), "/"))
    assert words.count("Chưa công bố kết quả") == 1
    assert words.count("Công bố ") == 1


def test_what_is_taken_back_is_shut_at_the_next_click(app, four, make):
    observer(make, four)
    client = visitor(app, "so.noi.vu")
    assert client.get(HOME).status_code == 200
    db.session.delete(db.session.query(Grant).one())
    make.keep()
    assert client.get(HOME).status_code == 404
    assert post(client, "/account/sessions/end-others").status_code == 303


def test_of_documents_the_shelf_holds_what_was_issued_for_all_and_marked_and_nothing_else(app, four, make):
    observer(make, four)
    issued(four, make, "Quy chế hoạt động", for_observer=True)
    hidden = ["Nội bộ CHIM-HOANG-YEN", "Riêng CHIM-HOANG-YEN", "Dự thảo CHIM-HOANG-YEN"]
    issued(four, make, hidden[0])
    issued(four, make, hidden[1], to_all=False, chosen=[four.member.id], for_observer=True)
    drafted(four, make, hidden[2], for_observer=True)
    client = visitor(app, "so.noi.vu")
    for address in ("documents", "documents?q=chim", "documents?state=draft", "search?q=chim", ""):
        page = words_in(page_of(client, HOME + address))
        assert "Nội bộ" not in page
        assert "Riêng CHIM" not in page
        assert "Dự thảo CHIM" not in page
    page = words_in(page_of(client, f"{HOME}documents"))
    assert "Quy chế hoạt động" in page
    assert "Đơn vị A" not in page  # nor who has received it
