"""The first page: what is due for this person, and of others no more than the bloc's rules allow."""

from datetime import UTC, datetime, timedelta

import pytest

from khoi.scoring.models import card_of
from khoi.years.actions import note_lateness
from tenants.database import db
from tenants.roles import YearState
from tenants.scope import acting
from tests.khoi.home.years_lived import (
    HOME,
    begun_card,
    change_card,
    observer,
    page_of,
    publish,
    statements,
    visitor,
    words_in,
)

CANARY = "CHIM-HOANG-YEN"


@pytest.fixture
def four(make):
    return make.bloc_of_three()


def today(app, login):
    return words_in(page_of(visitor(app, login)))


def test_a_clerk_begins_the_card_and_reads_both_dates_by_their_names(app, four, make):
    make.sheet(four)
    make.dates(four)
    page = today(app, "a.clerk")
    assert "Đơn vị chưa bắt đầu tự chấm điểm" in page
    assert "Hạn nộp" in page
    assert "Khóa sổ" in page
    assert "còn 3 ngày" in page


def test_before_there_is_a_sheet_the_member_waits_and_the_lead_acts(app, four):
    assert "Khối chưa công bố bảng tiêu chí" in today(app, "a.clerk")
    lead = today(app, "l.clerk")
    assert "Chưa công bố bảng tiêu chí năm 2026" in lead
    assert "Chưa đặt hạn nộp và khóa sổ" in lead


def test_a_head_is_asked_to_submit_and_the_clerk_told_where_the_card_lies(app, four, make):
    make.sheet(four)
    begun_card(four, four.member, "at_head")
    assert "chờ đồng chí duyệt và nộp" in today(app, "a.head")
    assert "đang chờ lãnh đạo đơn vị duyệt" in today(app, "a.clerk")


def test_a_returned_card_says_why_and_until_when(app, four, make):
    make.sheet(four)
    make.filed_card(four, four.member)
    until = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
    change_card(four, four.member, stage="returned", returned_reason="Thiếu quyết định", returned_until=until)
    page = today(app, "a.clerk")
    assert "bị trả lại để sửa" in page
    assert "Thiếu quyết định" in page
    assert "17:00 ngày 01/12/2026" in page


def test_after_the_closing_the_page_says_who_may_reopen(app, four, make):
    make.sheet(four)
    past = datetime.now(UTC).replace(microsecond=0) - timedelta(days=3)
    make.dates(four, past, past + timedelta(days=1))
    assert "Đã khóa sổ, đơn vị chưa nộp phiếu tự chấm" in today(app, "a.clerk")


def test_the_lead_sees_who_has_filed_when_and_how_late(app, four, make):
    make.sheet(four)
    make.filed_card(four, four.member)
    page = today(app, "l.clerk")
    assert "Tình hình nộp phiếu tự chấm" in page
    assert "1 phiếu chờ thẩm định Đơn vị A" in page
    assert "Đơn vị B chưa bắt đầu – –" in page


def test_the_days_late_are_those_that_the_lead_noted_here_and_on_the_page_of_dates(app, four, make):
    make.sheet(four)
    make.dates(four)
    make.filed_card(four, four.member)
    with acting(make.scope(four, four.lead)):
        note_lateness(four.year.id, four.member.id, "scorecard", 2, "Biên bản số 3")
        make.keep()
    clerk = visitor(app, "a.clerk")
    assert "chậm 2 ngày theo ghi nhận của Khối trưởng" in words_in(page_of(clerk))
    assert "2 ngày" in words_in(page_of(clerk, f"{HOME}dates"))


@pytest.mark.parametrize("login", ["l.clerk", "l.head", "p.clerk", "p.head"])
def test_of_an_unfiled_card_chairs_see_one_word_however_far_it_is(app, four, make, login):
    make.sheet(four)
    begun_card(four, four.member)
    client = visitor(app, login)
    just_begun = words_in(page_of(client))
    change_card(
        four, four.member, stage="at_head", version=57, returned_reason=CANARY,
        returned_until=datetime(2026, 11, 30, tzinfo=UTC),
    )  # fmt: skip
    assert words_in(page_of(client)) == just_begun
    assert "Đơn vị A đang soạn – –" in just_begun


def test_a_returned_card_looks_the_same_whatever_its_agency_does_with_it(app, four, make):
    make.sheet(four)
    make.filed_card(four, four.member)
    client = visitor(app, "l.clerk")
    seen = set()
    for stage in ("returned", "at_head", "draft"):
        change_card(four, four.member, stage=stage)
        seen.add(words_in(page_of(client)))
    assert len(seen) == 1
    assert "Đơn vị A trả lại để sửa" in seen.pop()


@pytest.mark.parametrize("login", ["a.clerk", "a.head", "b.clerk", "b.head"])
def test_nobody_but_the_chairs_sees_the_table_of_filings(app, four, make, login):
    make.sheet(four)
    make.filed_card(four, four.lead)
    assert "Tình hình nộp" not in today(app, login)


def test_the_deputy_appraises_the_leads_card_and_the_team_the_others(app, four, make):
    make.sheet(four)
    make.filed_card(four, four.lead)
    make.filed_card(four, four.member)
    assert "1 phiếu chờ thẩm định Đơn vị L" in today(app, "p.clerk")
    assert "1 phiếu chờ thẩm định Đơn vị A" in today(app, "b.clerk")
    assert "1 phiếu chờ thẩm định Đơn vị A" in today(app, "l.clerk")
    assert "chờ thẩm định Đơn vị" not in today(app, "a.clerk")


def test_a_plain_member_is_told_nothing_of_the_others(app, four, make):
    make.sheet(four)
    client = visitor(app, "a.clerk")
    before = page_of(client)
    make.filed_card(four, four.lead)
    make.filed_card(four, four.other)
    assert words_in(page_of(client)) == words_in(before)


def test_an_observer_sees_what_is_published_and_nothing_before(app, four, make):
    observer(make, four)
    make.sheet(four)
    make.filed_card(four, four.member)
    client = visitor(app, "so.noi.vu")
    assert client.get("/").location == HOME
    page = page_of(client)
    assert "Khối chưa công bố kết quả năm 2026" in page
    assert "Đơn vị A" not in page
    assert "chưa bắt đầu" not in page
    publish(four, four.member, four.other)
    assert "Đơn vị A" in page_of(client)


def test_an_observer_of_no_bloc_finds_no_year(app, four, make):
    observer(make)
    client = visitor(app, "so.noi.vu")
    assert client.get(HOME).status_code == 404
    assert "Chưa được giao Khối nào" in page_of(client, "/")


def test_an_observer_of_several_blocs_chooses_one(app, four, make):
    observer(make, four, make.bloc_of_three("kinh-te", "K"))
    page = page_of(visitor(app, "so.noi.vu"), "/")
    assert "/noi-chinh/2026/" in page
    assert "/kinh-te/2026/" in page


def test_a_closed_year_shows_itself_and_asks_for_nothing(app, four, make):
    make.sheet(four)
    four.year.state = YearState.CLOSED
    db.session.merge(four.year)
    db.session.commit()
    page = today(app, "a.clerk")
    assert "Năm thi đua 2026 đã khóa" in page
    assert "chưa bắt đầu tự chấm" not in page
    assert "không có kết quả công bố" in page


def test_a_closed_year_is_looked_at_for_its_result(app, four, make):
    make.sheet(four)
    publish(four, four.member, four.other)
    four.year.state = YearState.CLOSED
    db.session.merge(four.year)
    db.session.commit()
    for login in ("a.clerk", "l.head"):
        page = today(app, login)
        assert "1 Đơn vị A 89,00 –" in page
        assert "Tình hình nộp" not in page


def test_the_newest_open_year_comes_before_a_newer_one_that_is_not(app, four, make):
    for number, state in ((2027, YearState.PREPARING), (2025, YearState.CLOSED)):
        make.member(make.year(four.bloc, number, state), four.member)
    db.session.commit()
    assert visitor(app, "a.clerk").get("/").location == HOME


def test_the_page_changes_nothing(app, four, make):
    make.sheet(four)
    page_of(visitor(app, "a.clerk"))
    with acting(make.scope(four, four.member)):
        assert card_of(four.year.id, four.member.id) is None


@pytest.mark.parametrize(("login", "most"), [("l.head", 31), ("p.head", 27), ("a.clerk", 17)])
def test_the_page_asks_the_same_few_questions_however_many_have_filed(app, four, make, login, most):
    make.sheet(four)
    make.filed_card(four, four.lead)
    make.filed_card(four, four.member)
    client = visitor(app, login)
    with statements() as few:
        page_of(client)
    make.filed_card(four, four.other)
    make.filed_card(four, four.deputy)
    with statements() as many:
        page_of(client)
    assert len(few) == len(many) <= most


def test_a_card_entered_from_a_file_tells_no_time_of_filing(app, four, make):
    make.sheet(four)
    make.filed_card(four, four.member)
    change_card(four, four.member, imported=True)
    assert "Đơn vị A đã nộp nhập từ tệp –" in today(app, "l.clerk")
    assert "Số liệu nhập từ tệp." in today(app, "a.clerk")
