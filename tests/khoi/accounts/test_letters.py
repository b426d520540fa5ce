"""Mails and calendar: one's own address and topics, refused in words when wrong; the calendar's address shown once."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar

from tenants import clock
from tenants.database import db
from tenants.letters import Topic
from tenants.mail import refused_by
from tenants.models import user_with_login
from tests.khoi.accounts.people import post, sign_in

PAGE = "/account/letters"


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


@pytest.fixture
def clerk(app, trio):
    client = app.test_client()
    sign_in(client, "a.clerk")
    return client


def hoa():
    db.session.rollback()
    return user_with_login("a.clerk")


def save(client, email="hoa@langson.gov.vn", topics=("issued", "due")):
    return post(client, PAGE, of_page=PAGE, email=email, topics=list(topics))


def test_a_person_gives_an_address_and_chooses_what_is_mailed(clerk):
    assert "luôn được gửi" in clerk.get(PAGE).get_data(as_text=True)
    assert save(clerk).status_code == 303
    assert hoa().email == "hoa@langson.gov.vn"
    assert hoa().email_since is not None
    assert set(Topic) - refused_by(hoa().id) == {Topic.RETURNED, Topic.ISSUED, Topic.DUE}
    page = clerk.get(PAGE).get_data(as_text=True)
    assert 'value="hoa@langson.gov.vn"' in page
    assert len(re.findall(r"<input[^>]*checked", page)) == 2


def test_taking_the_address_away_ends_all_mails(clerk):
    save(clerk)
    save(clerk, email="")
    assert (hoa().email, hoa().email_since) == ("", None)


def test_saving_the_same_again_changes_nothing(clerk):
    save(clerk)
    since = hoa().email_since
    with clock.stopped_at(clock.now() + timedelta(minutes=5)):
        save(clerk)
    assert hoa().email_since == since


@pytest.mark.parametrize(
    "email", ["không phải", "hoa@langson.gov.vn\r\nBcc: x@y.vn", "a@b.vn, c@d.vn", "x" * 300 + "@a.vn"]
)
def test_what_is_no_address_is_refused_where_it_stands_and_kept_on_the_page(clerk, email):
    answer = save(clerk, email=email)
    assert answer.status_code == 422
    assert email.split("\r")[0][:20] in answer.get_data(as_text=True)
    assert hoa().email == ""


def test_a_topic_that_is_not_there_is_refused(clerk):
    assert save(clerk, topics=["issued", "everything"]).status_code == 422
    assert hoa().email == ""


def test_the_calendars_address_is_shown_once_and_kept_nowhere(clerk, trio, make):
    make.dates(trio)
    page = post(clerk, "/account/calendar").get_data(as_text=True)
    found = re.search(r"/calendar/([\w-]{43})\.ics", page)
    assert found is not None
    assert found[1] not in clerk.get(PAGE).get_data(as_text=True)
    assert Calendar.from_ical(clerk.get(f"/calendar/{found[1]}.ics").data).walk("VEVENT")


def test_outside_the_agencies_there_is_nothing_to_mail(app, trio, make):
    make.user(None, make.Role.OBSERVER, "so.noi.vu")
    make.keep()
    client = app.test_client()
    sign_in(client, "so.noi.vu")
    assert client.get(PAGE).status_code == 403
    assert "/account/letters" not in client.get("/account").get_data(as_text=True)
