"""The lead's pages of the year, and what a member sees of them."""

import re
from datetime import datetime

import pytest

from khoi.years import actions
from khoi.years.models import filing_keyed, lateness_in, not_considered_in
from khoi.years.rules import ZONE
from tenants.database import db
from tenants.models import agency_coded, membership_of, seated
from tenants.roles import Seat
from tenants.scope import acting
from tests.khoi.accounts.people import post, sign_in

HERE = "/noi-chinh/2026"
LEADS_PAGES = ("setup", "setup/members/new", "setup/seats", "lateness", "not-considered")


@pytest.fixture
def trio(make):
    trio = make.bloc_of_three()
    make.dates(trio, due=datetime(2026, 11, 30, 17, tzinfo=ZONE))
    with acting(make.scope(trio, trio.lead)):
        actions.name_grounds(trio.bloc.id, trio.year.id, ["Không đăng ký thi đua"])
        db.session.commit()
    return trio


@pytest.fixture
def as_(app, trio):
    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return enter


@pytest.fixture
def look(trio, make):
    """Ask something with the lead's eyes."""

    def ask(question, *arguments):
        db.session.expire_all()
        with acting(make.scope(trio, trio.lead)):
            found = question(*arguments)
            db.session.commit()
            return found

    return ask


@pytest.mark.parametrize("page", LEADS_PAGES)
def test_every_page_of_the_set_up_opens_for_the_lead_and_has_one_heading(as_, page):
    answer = as_("l.head").get(f"{HERE}/{page}")
    assert answer.status_code == 200
    assert answer.get_data(as_text=True).count("<h1") == 1


@pytest.mark.parametrize("login", ["a.head", "b.clerk"])
@pytest.mark.parametrize("page", LEADS_PAGES)
def test_none_of_them_opens_for_a_member(as_, page, login):
    assert as_(login).get(f"{HERE}/{page}").status_code == 403


def test_the_seats_are_the_heads_to_hand_over(as_):
    assert as_("l.clerk").get(f"{HERE}/setup/seats").status_code == 403


def test_the_set_up_says_what_is_missing(as_, trio, make):
    make.member(trio.year, make.agency(trio.bloc, "Z", "Sở Ngoại vụ"))
    db.session.commit()
    page = as_("l.clerk").get(f"{HERE}/setup").get_data(as_text=True)
    assert "Chưa có tài khoản lãnh đạo: Sở Ngoại vụ." in page
    assert "Chưa có Khối phó" not in page


def test_the_two_dates_stand_together_in_vietnamese_time(as_):
    page = as_("a.clerk").get(f"{HERE}/dates").get_data(as_text=True)
    assert "17:00 ngày 30/11/2026" in page
    assert "17:00 ngày 02/12/2026" in page
    assert "chờ Khối trưởng" in page


def filing_page(client):
    page = client.get(f"{HERE}/setup").get_data(as_text=True)
    return re.search(r'href="([^"]+/setup/filings/[^"]+)"', page)[1]


def test_dates_are_moved_as_people_write_them(as_, trio, look):
    lead = as_("l.clerk")
    address = filing_page(lead)
    answer = post(lead, address, address, due="17:00 ngày 05/12/2026", closing="10/12/2026", reason="KH 05")
    assert answer.status_code == 303
    filing = look(filing_keyed, trio.year.id, "scorecard")
    assert filing.due == datetime(2026, 12, 5, 17, tzinfo=ZONE)
    assert filing.closing == datetime(2026, 12, 10, 23, 59, 59, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("due", "closing", "status", "why"),
    [("32/11/2026", "10/12/2026", 422, "32/11/2026"), ("05/12/2026", "01/12/2026", 422, "trước hạn nộp"),
     ("05/12/2025", "10/12/2026", 409, "năm thi đua 2026"), ("", "10/12/2026", 422, "bắt buộc")],
)  # fmt: skip
def test_bad_dates_are_refused_in_words_and_stay_as_typed(as_, due, closing, status, why):
    lead = as_("l.clerk")
    address = filing_page(lead)
    answer = post(lead, address, address, due=due, closing=closing, reason="KH 05")
    page = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert why in page
    assert f'value="{due}"' in page or "17:00" not in due


def test_dates_moved_meanwhile_are_not_overwritten_unseen(as_, trio, look):
    lead = as_("l.clerk")
    address = filing_page(lead)
    post(lead, address, address, due="05/12/2026", closing="10/12/2026", reason="KH 05")
    stale = post(lead, address, due="06/12/2026", closing="10/12/2026", reason="KH 06")
    assert stale.status_code == 409
    assert 'value="06/12/2026"' in stale.get_data(as_text=True)
    assert look(filing_keyed, trio.year.id, "scorecard").due.astimezone(ZONE).day == 5


def test_an_agency_joins_the_bloc_and_the_year(as_, trio, look):
    lead = as_("l.clerk")
    answer = post(lead, f"{HERE}/setup/members/new", code="SNV", name="Sở Ngoại vụ")
    assert answer.status_code == 303
    agency = look(agency_coded, trio.bloc.id, "SNV")
    assert membership_of(trio.year.id, agency.id).name_that_year == "Sở Ngoại vụ"
    again = post(lead, f"{HERE}/setup/members/new", code="SNV", name="Sở khác")
    assert again.status_code == 409
    assert "đã có đơn vị mã SNV" in again.get_data(as_text=True)


def test_a_member_is_renamed_for_this_year(as_, trio, look):
    lead = as_("l.clerk")
    member = look(membership_of, trio.year.id, trio.member.id)
    address = f"{HERE}/setup/members/{member.public_id}"
    assert 'value="Đơn vị A"' in lead.get(address).get_data(as_text=True)
    assert post(lead, address, address, name="Sở Nội vụ", on_team="y").status_code == 303
    assert look(membership_of, trio.year.id, trio.member.id).name_that_year == "Sở Nội vụ"


def test_a_member_of_another_bloc_does_not_exist_here(as_, make):
    other = make.bloc_of_three("kinh-te", "KT")
    member = membership_of(other.year.id, other.member.id)
    db.session.commit()
    assert as_("l.clerk").get(f"{HERE}/setup/members/{member.public_id}").status_code == 404
    assert post(as_("l.clerk"), f"{HERE}/lateness/{member.public_id}", reason="x").status_code == 404


def test_the_chairs_change_only_when_the_consequence_was_read(as_, trio, look):
    lead = as_("l.head")
    ids = {row: look(membership_of, trio.year.id, row.id).public_id for row in (trio.deputy, trio.member)}
    sent = {"lead": ids[trio.deputy], "deputy": ids[trio.member], "reason": "Biên bản 02"}
    seats = f"{HERE}/setup/seats"
    assert post(lead, seats, seats, **sent).status_code == 422
    assert post(lead, seats, seats, **sent, understood="y").status_code == 303
    assert look(seated, trio.year.id, Seat.LEAD).agency_id == trio.deputy.id
    assert lead.get(f"{HERE}/setup").status_code == 403
    assert as_("p.head").get(f"{HERE}/setup").status_code == 200


def row_of(trio, look):
    return f"{HERE}/lateness/{look(membership_of, trio.year.id, trio.member.id).public_id}"


def test_lateness_is_noted_and_the_agency_sees_its_own(as_, trio, look):
    lead = as_("l.clerk")
    answer = post(lead, row_of(trio, look), days_scorecard="3", seen_scorecard="", reason="CV 12")
    assert answer.status_code == 303
    assert look(lateness_in, trio.year.id, trio.member.id) == {"scorecard": 3}
    assert "3 ngày" in as_("a.clerk").get(f"{HERE}/dates").get_data(as_text=True)
    assert "3 ngày" not in as_("b.clerk").get(f"{HERE}/dates").get_data(as_text=True)


@pytest.mark.parametrize(
    ("days", "reason", "why"), [("1,5", "CV", "số nguyên"), ("-1", "CV", "Nhập từ 0"), ("3", "", "căn cứ")]
)
def test_a_bad_row_is_refused_and_kept_as_typed(as_, trio, look, days, reason, why):
    answer = post(as_("l.clerk"), row_of(trio, look), days_scorecard=days, seen_scorecard="", reason=reason)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert why in page
    assert f'value="{days}"' in page
    assert look(lateness_in, trio.year.id, trio.member.id) == {}


def test_a_stale_row_shows_the_present_value_and_keeps_what_was_typed(as_, trio, look):
    lead = as_("l.clerk")
    post(lead, row_of(trio, look), days_scorecard="3", seen_scorecard="", reason="CV 12")
    answer = post(lead, row_of(trio, look), days_scorecard="5", seen_scorecard="", reason="CV 13")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "3 ngày" in page
    assert 'value="5"' in page
    assert look(lateness_in, trio.year.id, trio.member.id) == {"scorecard": 3}


def test_an_agency_is_set_aside_and_considered_again(as_, trio, look):
    lead = as_("l.clerk")
    member = look(membership_of, trio.year.id, trio.member.id)
    assert "Không đăng ký thi đua" in lead.get(f"{HERE}/not-considered").get_data(as_text=True)
    answer = post(
        lead, f"{HERE}/not-considered", agency=member.public_id, ground="Không đăng ký thi đua", words="TB 07"
    )
    assert answer.status_code == 303
    row = look(not_considered_in, trio.year.id)[trio.member.id]
    assert row.reason == "Không đăng ký thi đua: TB 07"
    assert post(lead, f"{HERE}/not-considered/{row.public_id}/remove").status_code == 303
    assert look(not_considered_in, trio.year.id) == {}


def test_setting_aside_wants_a_reason(as_, trio, look):
    member = look(membership_of, trio.year.id, trio.member.id)
    answer = post(as_("l.clerk"), f"{HERE}/not-considered", agency=member.public_id, ground="", words="")
    assert answer.status_code == 422
    assert "Chọn lý do" in answer.get_data(as_text=True)


def test_the_lead_does_not_judge_itself_the_deputy_does(as_, trio, look):
    leads = look(membership_of, trio.year.id, trio.lead.id).public_id
    sent = {"agency": leads, "ground": "", "words": "Bị kỷ luật"}
    assert post(as_("l.head"), f"{HERE}/not-considered", **sent).status_code == 422
    assert post(as_("p.head"), f"{HERE}/not-considered", **sent).status_code == 303


def test_the_lead_does_not_lift_what_the_deputy_decided_on_it(as_, trio, look):
    leads = look(membership_of, trio.year.id, trio.lead.id).public_id
    post(as_("p.head"), f"{HERE}/not-considered", agency=leads, ground="", words="Bị kỷ luật")
    row = look(not_considered_in, trio.year.id)[trio.lead.id]
    assert post(as_("l.head"), f"{HERE}/not-considered/{row.public_id}/remove").status_code == 404
    assert trio.lead.id in look(not_considered_in, trio.year.id)


def test_nothing_of_a_closed_year_is_changed(as_, trio, make):
    make.member(make.year(trio.bloc, 2025, "closed"), trio.lead, Seat.LEAD)
    db.session.commit()
    lead = as_("l.head")
    assert lead.get("/noi-chinh/2025/setup").status_code == 200
    assert post(lead, "/noi-chinh/2025/setup/members/new", code="X", name="X").status_code == 403
