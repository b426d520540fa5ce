"""The calendar: an agency's own dates at a private address, for a real parser; dead when renewed, ended or locked."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from khoi.office.ics import Entry, write_calendar
from tenants import clock
from tenants.calendars import close_calendar, open_calendar
from tenants.database import db
from tenants.models import user_with_login, year_by_id
from tenants.roles import YearState
from tenants.scope import Scope, acting

TITLE = "Phiếu tự chấm điểm"


@pytest.fixture
def four(make):
    four = make.bloc_of_three()
    make.dates(four)
    return four


@pytest.fixture
def token(four):
    token = open_calendar(user_with_login("a.clerk").id)
    db.session.commit()
    return token


def fetch(app, token):
    return app.test_client().get(f"/calendar/{token}.ics")


def events_of(answer):
    assert answer.status_code == 200
    return {str(event["SUMMARY"]): event for event in Calendar.from_ical(answer.data).walk("VEVENT")}


def test_due_and_closing_stand_in_it_by_vietnamese_time(app, four, token, make):
    answer = fetch(app, token)
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    events = events_of(answer)
    assert set(events) == {f"Hạn nộp: {TITLE} (năm 2026)", f"Khóa sổ: {TITLE} (năm 2026)"}
    with acting(make.scope(four, four.member)):
        filing = db.session.query(make.Filing).one()
        due = events[f"Hạn nộp: {TITLE} (năm 2026)"]
        assert due.decoded("DTSTART") == filing.due
        assert due.decoded("DTSTART").utcoffset() == timedelta(hours=7)
        assert str(due["UID"]) == f"{filing.public_id}-due@khoi"
        db.session.rollback()
    assert due.walk("VALARM")


def test_a_moved_date_is_the_same_entry(app, four, token, make):
    before = {str(event["UID"]) for event in events_of(fetch(app, token)).values()}
    with acting(make.scope(four, four.lead)):
        filing = db.session.query(make.Filing).one()
        filing.due, filing.closing = filing.due + timedelta(days=1), filing.closing + timedelta(days=1)
        make.keep()
    assert {str(event["UID"]) for event in events_of(fetch(app, token)).values()} == before


def test_a_closed_year_has_no_dates_ahead(app, four, token, make):
    with acting(Scope.of_operator(four.bloc.id)):
        year_by_id(four.year.id).state = YearState.CLOSED
        make.keep()
    assert events_of(fetch(app, token)) == {}


def test_an_address_nobody_has_or_that_is_dead_is_one_404(app, four, token):
    assert fetch(app, "x" * 43).status_code == 404
    newer = open_calendar(user_with_login("a.clerk").id)
    db.session.commit()
    assert fetch(app, token).status_code == 404
    assert fetch(app, newer).status_code == 200
    close_calendar(user_with_login("a.clerk").id)
    db.session.commit()
    assert fetch(app, newer).status_code == 404


@pytest.mark.parametrize("column", ["disabled_at", "restrained_until"])
def test_who_is_locked_or_restrained_has_no_calendar(app, four, token, make, column):
    setattr(user_with_login("a.clerk"), column, clock.now() + timedelta(hours=1))
    make.keep()
    assert fetch(app, token).status_code == 404


def test_the_address_itself_is_kept_nowhere(four, token):
    kept = db.session.connection().exec_driver_sql("SELECT token_hash FROM calendar_address").scalars().all()
    assert len(kept) == 1
    assert token not in kept[0]


def test_a_title_with_signs_and_of_any_length_is_read_back_as_it_was():
    title = "Báo cáo; sơ kết, “đợt 1”\\ " + "rất dài " * 30
    text = write_calendar("Khối", [Entry("a", clock.now(), title.strip(), "Dòng một\nDòng hai")], clock.now())
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert str(event["SUMMARY"]) == title.strip()
    assert str(event["DESCRIPTION"]) == "Dòng một\nDòng hai"
