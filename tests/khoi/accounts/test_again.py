"""Before what binds others the password is asked once more: nothing sent is lost, nothing is done without it."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from khoi.accounts.views.signing import TOO_MANY
from tenants import clock
from tenants.database import db
from tenants.models import membership_of, user_with_login
from tenants.roles import Seat
from tenants.sessions import CONFIRMED_FOR
from tests import make as makers
from tests.khoi.accounts.people import post, sign_in

HERE = "/noi-chinh/2026"
SEATS = f"{HERE}/setup/seats"
START = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
LATER = START + CONFIRMED_FOR + timedelta(seconds=1)
DANGER = (
    ("l.head", f"{HERE}/ranking/publication"),
    ("l.head", f"{HERE}/ranking/withdrawal"),
    ("p.head", f"{HERE}/ranking/requests/unknown-0000/confirm"),
    ("p.head", f"{HERE}/resets/unknown-0000/confirm"),
    ("l.head", SEATS),
    ("l.clerk", f"{HERE}/summaries/workbook"),
)


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


@pytest.fixture
def as_(app, trio):
    """Somebody who signed in at the start of the hour."""

    def enter(login):
        client = app.test_client()
        with clock.stopped_at(START):
            assert sign_in(client, login).status_code == 303
        return client

    return enter


def waiting_on(page):
    """The form of the page that asks, as a browser would send it."""
    form = page[page.index("<form", page.index("<main")) :].split("</form>")[0]
    return {name: unescape(value) for name, value in re.findall(r'name="([\w-]+)"[^>]*? value="([^"]*)"', form)}


def new_seats(trio):
    """The chairs change places: what the lead's head would send."""
    members = {agency: membership_of(trio.year.id, getattr(trio, agency).id).public_id for agency in ("lead", "deputy")}
    db.session.commit()
    return {
        "lead": members["deputy"], "deputy": members["lead"], "understood": "y",
        "reason": 'Biên bản "họp Khối" số 3 & 4',
    }  # fmt: skip


def seat_of(trio, agency):
    db.session.expire_all()
    seat = membership_of(trio.year.id, getattr(trio, agency).id).seat
    db.session.commit()
    return seat


@pytest.mark.parametrize(("login", "address"), DANGER)
def test_what_binds_others_asks_again_after_a_quarter_of_an_hour(as_, login, address):
    client = as_(login)
    with clock.stopped_at(LATER):
        page = post(client, address)
        assert page.status_code == 403
        assert "Nhập lại mật khẩu" in page.get_data(as_text=True)
    with clock.stopped_at(START + CONFIRMED_FOR):
        assert "password_again" not in post(client, address).get_data(as_text=True)


def test_a_page_that_only_shows_asks_nothing(as_):
    client = as_("l.head")
    with clock.stopped_at(LATER):
        assert client.get(SEATS).status_code == 200


def test_what_was_sent_waits_on_the_page_and_is_done_with_the_right_password(as_, trio):
    client, sent = as_("l.head"), new_seats(trio)
    with clock.stopped_at(LATER):
        page = post(client, SEATS, SEATS, **sent).get_data(as_text=True)
        assert seat_of(trio, "lead") == Seat.LEAD
        waiting = waiting_on(page)
        assert sent.items() <= waiting.items()
        done = client.post(SEATS, data=waiting | {"password_again": makers.PASSWORD})
        assert done.status_code == 303
    assert seat_of(trio, "lead") == Seat.DEPUTY


def test_a_wrong_password_does_nothing_keeps_what_was_sent_and_is_counted(as_, app, trio):
    client, sent = as_("l.head"), new_seats(trio)
    with clock.stopped_at(LATER):
        waiting = waiting_on(post(client, SEATS, SEATS, **sent).get_data(as_text=True))
        for _ in range(10):
            wrong = client.post(SEATS, data=waiting | {"password_again": "sai mat khau roi"})
            assert wrong.status_code == 422
            page = wrong.get_data(as_text=True)
            assert "Mật khẩu chưa đúng" in page
            assert "sai mat khau" not in page
            waiting = waiting_on(page)
        assert sent.items() <= waiting.items()
        locked = client.post(SEATS, data=waiting | {"password_again": makers.PASSWORD})
        assert locked.status_code == 429
        assert TOO_MANY in locked.get_data(as_text=True)
        assert sign_in(app.test_client(), "l.head").status_code == 429
    assert seat_of(trio, "lead") == Seat.LEAD


def test_the_password_just_typed_stands_for_the_next_quarter_of_an_hour_under_a_new_cookie(as_, app):
    client = as_("l.head")
    stolen = app.test_client()
    stolen.set_cookie("phien", client.get_cookie("phien").value)
    address = f"{HERE}/summaries/workbook"
    with clock.stopped_at(LATER):
        assert stolen.get(f"{HERE}/").status_code == 200
        other_tab = client.get(SEATS).get_data(as_text=True)
        assert post(client, address, password_again=makers.PASSWORD).status_code in (200, 409)
        assert "password_again" not in post(client, address).get_data(as_text=True)
        assert stolen.get(f"{HERE}/").location.startswith("/sign-in")
        assert client.post(SEATS, data=waiting_on(other_tab)).status_code != 400
    with clock.stopped_at(LATER + CONFIRMED_FOR + timedelta(seconds=1)):
        assert post(client, address).status_code == 403


def test_no_transaction_waits_for_the_check(as_, app):
    waited = []

    class Watchful(type(makers.CHEAP)):
        def verify(self, *arguments, **more):
            waited.append(db.session().in_transaction())
            return super().verify(*arguments, **more)

    client = as_("l.head")
    app.config["PASSWORD_HASHER"] = Watchful(time_cost=1, memory_cost=8, parallelism=1)
    with clock.stopped_at(LATER):
        post(client, SEATS, password_again=makers.PASSWORD)
    assert waited == [False]


def test_who_may_not_enter_is_not_asked(as_):
    client = as_("a.head")
    with clock.stopped_at(LATER):
        answer = post(client, SEATS, password_again=makers.PASSWORD)
    assert answer.status_code == 403
    assert "password_again" not in answer.get_data(as_text=True)


def test_a_locked_account_is_out_also_on_that_page(as_):
    client = as_("l.head")
    user_with_login("l.head").disabled_at = START
    db.session.commit()
    with clock.stopped_at(LATER):
        assert post(client, SEATS, "/sign-in", password_again=makers.PASSWORD).status_code == 302
