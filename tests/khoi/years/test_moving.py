"""Members within a year: renamed, leaving, merged, coming back, taken out where they were a mistake."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.ranking.models import bloc_table
from khoi.scoring.models.appraising import cards_of_members
from khoi.years import actions
from khoi.years.models import former_names, name_of_member_on
from khoi.years.rules import Named, name_on, objections_to_day
from tenants import clock
from tenants.database import db
from tenants.models import agency_coded, all_members_of, members_of, membership_of
from tenants.notices import notices_to
from tenants.refusal import Refused
from tenants.roles import Role, YearState
from tenants.scope import acting
from tests.khoi.accounts.people import post, sign_in
from tests.khoi.scoring.cards_made import ROWS, filed, working
from tests.test_matrix import address, routes

HERE = "/noi-chinh/2026"
TODAY = datetime(2026, 9, 10, 3, 0, tzinfo=UTC)
JULY = date(2026, 7, 1)


@pytest.fixture(autouse=True)
def in_september():
    with clock.stopped_at(TODAY):
        yield


@pytest.fixture
def trio(make):
    trio = make.bloc_of_three()
    make.sheet(trio, *ROWS)
    make.dates(trio, datetime(2026, 11, 25, 10, tzinfo=UTC))
    return trio


def of(trio, agency):
    return membership_of(trio.year.id, agency.id)


def gone(trio, make, agency, into=None):
    with working(trio, trio.lead, make, seated=True):
        successor = of(trio, into) if into else None
        actions.leave(of(trio, agency), JULY, "Nghị quyết 12 về sắp xếp bộ máy", successor)


# --- names ---------------------------------------------------------------------------------------------------------


def test_what_was_made_before_a_change_of_name_keeps_the_old_name(trio, make):
    with working(trio, trio.lead, make, seated=True):
        actions.rename(of(trio, trio.member), "Sở Nội vụ", date(2026, 3, 1), "QĐ 1")
        actions.rename(of(trio, trio.member), "Sở Nội vụ và Lao động", JULY, "QĐ 2")
    with working(trio, trio.other, make):
        member = of(trio, trio.member)
        assert name_of_member_on(member, date(2026, 2, 28)) == "Đơn vị A"
        assert name_of_member_on(member, date(2026, 3, 1)) == "Sở Nội vụ"
        assert name_of_member_on(member, JULY) == member.name_that_year == "Sở Nội vụ và Lao động"
        assert "đổi tên" in notices_to(trio.other.id)[0].text


@given(st.dates(), st.lists(st.builds(Named, st.text(), st.dates())))
def test_the_name_of_a_day_is_that_of_the_next_change_after_it(day, given_up):
    later = sorted(former.until for former in given_up if former.until > day)
    name = name_on(day, "nay", given_up)
    assert name == "nay" if not later else name in {f.name for f in given_up if f.until == later[0]}


def test_a_new_name_comes_in_order_and_not_from_the_future(trio, make):
    with working(trio, trio.lead, make, seated=True):
        actions.rename(of(trio, trio.member), "Sở Nội vụ", JULY, "QĐ 1")
    for day in (date(2026, 6, 30), date(2026, 9, 11), date(2025, 12, 31)):
        with pytest.raises(Refused) as refused, working(trio, trio.lead, make, seated=True):
            actions.rename(of(trio, trio.member), "Sở khác", day, "QĐ 2")
        assert refused.value.field == "day"


def test_the_same_new_name_sent_twice_is_one_change(trio, make):
    with working(trio, trio.lead, make, seated=True):
        actions.rename(of(trio, trio.member), "Sở Nội vụ", JULY, "QĐ 1")
        actions.rename(of(trio, trio.member), "Sở Nội vụ", JULY, "QĐ 1")
        assert len(former_names(trio.year.id)[trio.member.id]) == 1
        assert agency_coded(trio.bloc.id, "A").name == "Sở Nội vụ"


def test_a_day_is_in_the_year_and_has_come():
    assert objections_to_day(JULY, JULY, 2026) == []
    assert objections_to_day(JULY, date(2026, 6, 30), 2026)
    assert objections_to_day(date(2027, 3, 31), date(2027, 4, 2), 2026) == []
    assert objections_to_day(date(2027, 4, 1), date(2027, 4, 2), 2026)


# --- leaving -------------------------------------------------------------------------------------------------------


def test_who_left_no_longer_files_nor_is_ranked_and_its_rows_stay(trio, make):
    filed(trio, trio.member, make)
    filed(trio, trio.other, make)
    gone(trio, make, trio.member, into=trio.other)
    with acting(make.scope(trio, trio.lead)):
        left = of(trio, trio.member)
        assert (left.left_on, left.successor_id) == (JULY, trio.other.id)
        assert left not in members_of(trio.year.id)
        assert left in all_members_of(trio.year.id)
        table = bloc_table(trio.year.id)
        assert [card.agency for card in table.cards] == ["B"]
        assert [line.agency for line in table.appraised] == ["B"]
        assert "A" not in {state.agency for state in table.states}
        assert "A" not in {review.code for review in cards_of_members(trio.year.id)}
        assert "A" in {review.code for review in cards_of_members(trio.year.id, trio.member.id)}
        db.session.rollback()


def test_everybody_is_told_that_a_member_left_and_itself_too(trio, make):
    gone(trio, make, trio.member, into=trio.other)
    for agency in (trio.member, trio.other):
        with acting(make.scope(trio, agency, seated=False)):
            assert "rời Khối từ ngày 01/07/2026, sáp nhập vào Đơn vị B" in notices_to(agency.id)[0].text
            db.session.rollback()


def test_a_chair_does_not_leave_while_it_is_one(trio, make):
    for agency in (trio.lead, trio.deputy):
        with pytest.raises(Refused, match="đổi Khối trưởng"):
            gone(trio, make, agency)


def test_nobody_is_merged_into_who_is_gone_or_into_himself(trio, make):
    with pytest.raises(Refused):
        gone(trio, make, trio.member, into=trio.member)
    gone(trio, make, trio.other)
    with pytest.raises(Refused):
        gone(trio, make, trio.member, into=trio.other)


def test_who_left_by_mistake_comes_back(trio, make):
    gone(trio, make, trio.member)
    with working(trio, trio.lead, make, seated=True):
        actions.come_back(of(trio, trio.member), "Ghi nhầm")
        assert of(trio, trio.member) in members_of(trio.year.id)


def test_who_left_reads_what_is_its_own_and_changes_nothing(trio, make, app):
    filed(trio, trio.member, make)
    gone(trio, make, trio.member)
    client = app.test_client()
    sign_in(client, "a.head")
    assert "Đơn vị đã rời Khối từ ngày 01/07/2026" in client.get(f"{HERE}/").get_data(as_text=True)
    assert client.get(f"{HERE}/scorecard").status_code == 200
    answer = post(client, f"{HERE}/people", login="x", name="X", role="clerk")
    assert answer.status_code == 403
    assert "rời Khối" in answer.get_data(as_text=True)


def test_every_page_opens_for_everybody_when_a_member_with_a_card_has_left(trio, make, app):
    """Lists that are read by agency must not stumble over who is no longer among the members."""
    card = filed(trio, trio.member, make)
    gone(trio, make, trio.member)
    member = of(trio, trio.member)
    ids = {"agency": trio.member.public_id, "card": card.public_id}
    make.keep()
    for login in ("l.head", "p.head", "b.head", "a.head"):
        client = app.test_client()
        sign_in(client, login)
        for rule, method in routes(app):
            if method == "GET" and "bloc" in rule.arguments:
                where = address(rule, ids).replace("unknown-0000", member.public_id)
                assert client.get(where).status_code < 500, (login, where)


# --- taken out -----------------------------------------------------------------------------------------------------


def entered_by_mistake(trio, make):
    make.member(trio.year, make.agency(trio.bloc, "Z", "Sở Ngoại vụ"))
    db.session.commit()
    return agency_coded(trio.bloc.id, "Z")


def test_a_member_entered_by_mistake_is_taken_out_with_its_agency(trio, make):
    agency = entered_by_mistake(trio, make)
    with working(trio, trio.lead, make, seated=True):
        actions.rename(of(trio, trio.member), "Sở Nội vụ", JULY, "QĐ 1")  # it has a notice now
        actions.remove(of(trio, agency))
        assert agency_coded(trio.bloc.id, "Z") is None


def test_who_works_in_the_year_is_not_taken_out_and_the_answer_tells_nothing_of_drafts(trio, make):
    with pytest.raises(Refused, match="đã có tài khoản"), working(trio, trio.lead, make, seated=True):
        actions.remove(of(trio, trio.member))
    with pytest.raises(Refused, match="đang là Khối phó"), working(trio, trio.lead, make, seated=True):
        actions.remove(of(trio, trio.deputy))


def test_a_member_on_which_anything_hangs_is_kept(trio, make):
    agency = entered_by_mistake(trio, make)
    with working(trio, trio.lead, make, seated=True):
        actions.note_lateness(trio.year.id, agency.id, "scorecard", 1)
    with pytest.raises(Refused, match="đã có dữ liệu"), working(trio, trio.lead, make, seated=True):
        actions.remove(of(trio, agency))
    assert of(trio, agency) is not None


# --- pages ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def lead(app, trio):
    client = app.test_client()
    sign_in(client, "l.head")
    return client


def page_of(trio, agency, page=""):
    return f"{HERE}/setup/members/{of(trio, agency).public_id}{page}"


def test_the_lead_renames_a_member_and_the_page_tells_the_names_of_the_year(trio, lead):
    where = page_of(trio, trio.member, "/rename")
    sent = {"name": "Sở Nội vụ", "day": "01/07/2026", "basis": "QĐ 118"}
    assert post(lead, where, where, **sent | {"day": "hôm qua"}).status_code == 422
    assert post(lead, where, where, **sent | {"day": "01/12/2026"}).status_code == 409
    assert post(lead, where, where, **sent).status_code == 303
    page = lead.get(page_of(trio, trio.member)).get_data(as_text=True)
    assert "Đơn vị A: đến trước ngày 01/07/2026" in page
    stale = post(lead, where, **sent | {"name": "Sở khác"})
    assert stale.status_code == 409
    assert 'value="Sở khác"' in stale.get_data(as_text=True)


def test_the_lead_writes_that_a_member_left_once_the_consequence_was_read(trio, lead):
    where = page_of(trio, trio.member, "/leave")
    sent = {"day": "01/07/2026", "successor": of(trio, trio.other).public_id, "reason": "NQ 12"}
    assert post(lead, where, where, **sent).status_code == 422
    assert post(lead, where, where, **sent, understood="y", successor_="").status_code == 303
    page = lead.get(f"{HERE}/setup").get_data(as_text=True)
    assert "rời Khối từ 01/07/2026" in page
    assert "sáp nhập vào Đơn vị B" in page
    back = page_of(trio, trio.member, "/come-back")
    assert post(lead, back, back, reason="Ghi nhầm").status_code == 303
    assert "rời Khối từ" not in lead.get(f"{HERE}/setup").get_data(as_text=True)


def test_a_clerk_of_the_lead_writes_nobody_off(trio, app):
    client = app.test_client()
    sign_in(client, "l.clerk")
    for page in ("/leave", "/come-back", "/remove"):
        assert client.get(page_of(trio, trio.member, page)).status_code == 403


def test_an_agency_of_earlier_years_joins_again(trio, make, lead):
    old = make.agency(trio.bloc, "CU", "Sở Ngoại vụ")
    make.member(make.year(trio.bloc, 2025, YearState.CLOSED), old)
    db.session.commit()
    assert "Sở Ngoại vụ" in lead.get(f"{HERE}/setup/members/new").get_data(as_text=True)
    where = f"{HERE}/setup/members/rejoin"
    assert post(lead, where, **{"known-agency": ""}).status_code == 422
    assert post(lead, where, **{"known-agency": old.public_id}).status_code == 303
    assert of(trio, old).name_that_year == "Sở Ngoại vụ"


def test_a_member_is_taken_out_on_a_page_of_its_own(trio, make, lead):
    agency = entered_by_mistake(trio, make)
    where = page_of(trio, agency, "/remove")
    assert "Xóa Sở Ngoại vụ" in lead.get(where).get_data(as_text=True)
    assert post(lead, where, where).status_code == 303
    assert "Đã xóa Sở Ngoại vụ" in lead.get(f"{HERE}/setup").get_data(as_text=True)
    assert "Sở Ngoại vụ" not in lead.get(f"{HERE}/setup").get_data(as_text=True)


def test_in_a_year_that_is_prepared_only_the_set_up_is_open_and_only_to_its_lead(trio, make, app):
    coming = make.year(trio.bloc, 2027, YearState.PREPARING)
    make.member(coming, trio.member, "lead")
    make.member(coming, trio.lead)
    make.user(trio.member, Role.HEAD, "moi.head")
    db.session.commit()
    new, old = app.test_client(), app.test_client()
    sign_in(new, "moi.head")
    sign_in(old, "l.head")
    new_page = "/noi-chinh/2027/setup/members/new"
    assert post(new, new_page, code="Y", name="Sở Ngoại vụ").status_code == 303
    assert post(old, new_page, code="X", name="X").status_code == 403
    shut = post(new, "/noi-chinh/2027/scorecard/begin")
    assert shut.status_code == 403
    assert "đang được chuẩn bị" in shut.get_data(as_text=True)
    coming.state = YearState.CLOSED
    db.session.commit()
    assert post(new, new_page, code="Z", name="Z").status_code == 403
