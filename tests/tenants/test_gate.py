"""The gate: who is it, may he be here, for how long; closed where nothing was declared."""

import re
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Blueprint

import khoi.app
from khoi.app import create_app, csrf
from tenants import clock
from tenants.database import db
from tenants.gate import UndeclaredDoor
from tenants.models import user_with_login
from tenants.roles import OPEN_TO_ALL
from tenants.sessions import TRIES, SessionRow, count_attempt, end_sessions, person_with, sessions_of
from tests import make as makers
from tests.khoi.accounts.people import sign_in, token_in

PAGE = "/noi-chinh/2026/"


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


@pytest.fixture
def client(app, trio):
    return app.test_client()


def plain(page):
    """Without what differs each time: tokens and error ids."""
    return re.sub(r"\b[0-9a-f]{8}\b", "", re.sub(r'(content|value)="[^"]{40,}"', "", page.get_data(as_text=True)))


def test_a_view_without_a_door_keeps_the_app_from_starting(settings, monkeypatch):
    bare = Blueprint("bare", __name__)
    bare.add_url_rule("/bare", view_func=lambda: "open to whom?", endpoint="view")
    monkeypatch.setattr(khoi.app, "BLUEPRINTS", (*khoi.app.BLUEPRINTS, bare))
    with pytest.raises(UndeclaredDoor, match=r"bare\.view"):
        create_app(settings)


def test_a_person_is_asked_to_sign_in_and_comes_back(client):
    answer = client.get(f"{PAGE}dates?x=1")
    assert (answer.status_code, answer.location) == (302, "/sign-in?next=/noi-chinh/2026/dates%3Fx%3D1")
    assert sign_in(client, "a.clerk", next="/noi-chinh/2026/dates?x=1").location == "/noi-chinh/2026/dates?x=1"


def test_a_script_gets_401_so_that_nothing_typed_is_lost(client):
    answer = client.get(PAGE, headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 401
    assert "Location" not in answer.headers


@pytest.mark.parametrize("address", ["/khong-co/2026/", "/noi-chinh/1999/", "/kinh-te/2026/", "/kinh-te/2026/people"])
def test_a_foreign_bloc_and_an_unknown_one_are_the_same_404(client, make, address):
    make.bloc_of_three("kinh-te", "KT")
    sign_in(client, "a.head")
    unknown, tried = client.get("/xyz/2026/"), client.get(address)
    assert tried.status_code == unknown.status_code == 404
    assert plain(tried) == plain(unknown)


def test_an_address_nobody_made_is_a_404_with_a_page_for_everybody(client):
    assert client.get("/nothing/of/that/kind").status_code == 404
    sign_in(client, "a.clerk")
    assert client.get("/nothing/of/that/kind").status_code == 404


def test_who_is_locked_is_out_at_the_next_request_of_every_session(client, app):
    other = app.test_client()
    sign_in(client, "a.clerk")
    sign_in(other, "a.clerk")
    user_with_login("a.clerk").disabled_at = clock.now()
    db.session.commit()
    assert [visitor.get(PAGE).status_code for visitor in (client, other)] == [302, 302]


def test_a_session_sleeps_in_after_half_an_hour(client):
    start = datetime.now(UTC).replace(microsecond=0)
    with clock.stopped_at(start):
        sign_in(client, "a.clerk")
    with clock.stopped_at(start + timedelta(minutes=30)):
        assert client.get(PAGE).status_code == 200
    with clock.stopped_at(start + timedelta(minutes=60, seconds=1)):
        assert client.get(PAGE).status_code == 302


def test_a_session_ends_after_eight_hours_however_busy(client):
    start = datetime.now(UTC).replace(microsecond=0)
    with clock.stopped_at(start):
        sign_in(client, "a.clerk")
    for quarter in range(1, 33):
        with clock.stopped_at(start + timedelta(minutes=15 * quarter)):
            assert client.get(PAGE).status_code == 200
    with clock.stopped_at(start + timedelta(hours=8, seconds=1)):
        assert client.get(PAGE).status_code == 302


def test_a_look_is_noted_at_most_once_a_minute(client):
    start = datetime.now(UTC).replace(microsecond=0)
    seen = []
    with clock.stopped_at(start):
        sign_in(client, "a.clerk")
    for seconds in (59, 60, 61):
        with clock.stopped_at(start + timedelta(seconds=seconds)):
            client.get(PAGE)
            db.session.expire_all()
            seen.append(sessions_of(user_with_login("a.clerk").id)[0].last_seen - start)
            db.session.commit()
    assert [passed.total_seconds() for passed in seen] == [0, 60, 60]


def test_a_cookie_signed_by_another_key_is_nobodys(client, settings):
    forger = create_app(replace(settings, secret_key="x" * 48)).test_client()
    with forger.session_transaction() as session:
        session["_user_id"] = "1"
    client.set_cookie("phien", forger.get_cookie("phien").value)
    assert client.get(PAGE).status_code == 302


def test_a_guessed_token_is_nobodys(client):
    with client.session_transaction() as session:
        session["_user_id"] = "guessed"
    assert client.get(PAGE).status_code == 302


def test_the_database_holds_no_token(client):
    sign_in(client, "a.clerk")
    with client.session_transaction() as session:
        token = session["_user_id"]
    row = sessions_of(user_with_login("a.clerk").id)[0]
    assert len(token) >= 43
    assert token not in (row.token_hash, row.public_id)
    db.session.commit()


def test_a_request_in_flight_does_not_bring_an_ended_session_back(app, trio):
    client = app.test_client()
    sign_in(client, "a.clerk")
    with client.session_transaction() as session:
        token = session["_user_id"]
    user_id = user_with_login("a.clerk").id
    db.session.commit()
    stop = threading.Event()

    def look_on():
        with app.app_context():
            while not stop.is_set():
                person_with(token)

    with clock.stopped_at(datetime.now(UTC) + timedelta(minutes=2)):
        watchers = [threading.Thread(target=look_on) for _ in range(4)]
        for watcher in watchers:
            watcher.start()
        end_sessions(user_id)
        db.session.commit()
        stop.set()
        for watcher in watchers:
            watcher.join()
        assert person_with(token) is None
    assert db.session.query(SessionRow).count() == 0
    db.session.commit()


def test_every_change_wants_the_pages_token(app, trio):
    assert app.config.get("WTF_CSRF_ENABLED", True)
    client = app.test_client()
    sign_in(client, "l.head")
    tried = 0
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}:
            values = dict.fromkeys(rule.arguments, "A" * 12) | {"bloc": "noi-chinh", "year": 2026}
            values |= {name: 1 for name, kind in rule._converters.items() if "Integer" in type(kind).__name__}
            values["year"] = 2026
            built = rule.build({name: values[name] for name in rule.arguments})
            answer = client.open(built[1], method=method)
            assert answer.status_code == 400, (method, rule)
            tried += 1
    assert tried > 10
    assert not csrf._exempt_views
    assert not csrf._exempt_blueprints
    assert client.get(PAGE).status_code == 200


def test_the_token_of_another_session_is_refused(app, trio):
    thief, client = app.test_client(), app.test_client()
    foreign = token_in(thief.get("/sign-in").get_data(as_text=True))
    sign_in(client, "a.clerk")
    assert client.post("/sign-out", data={"csrf_token": foreign}).status_code == 400


@pytest.mark.parametrize("address", ["/sign-in", PAGE, "/nothing", "/account", "/noi-chinh/2026/setup"])
def test_every_answer_carries_the_headers_and_is_not_stored(client, address):
    sign_in(client, "a.clerk")
    headers = client.get(address).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_the_cookie_is_out_of_scripts_reach_and_in_earnest_only_for_https(settings, client):
    sign_in(client, "a.clerk")
    cookie = client.get_cookie("phien")
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    earnest = create_app(replace(settings, testing=False)).config
    assert earnest["SESSION_COOKIE_SECURE"]
    assert earnest["SESSION_COOKIE_NAME"] == "__Host-phien"


def test_an_unknown_host_is_refused(settings):
    app = create_app(replace(settings, trusted_hosts=("khoi.langson.gov.vn",)))
    assert app.test_client().get("/sign-in").status_code == 400
    assert app.test_client().get("/sign-in", base_url="http://khoi.langson.gov.vn").status_code == 200


def test_tries_are_counted_by_all_workers_together(settings, trio):
    """Two apps on one database, as two gunicorn workers: ten tries in all, not ten each."""
    workers = [create_app(settings) for _ in range(2)]
    answers = []
    for turn in range(TRIES + 2):
        worker = workers[turn % 2]
        worker.config["PASSWORD_HASHER"] = makers.CHEAP
        answers.append(sign_in(worker.test_client(), "a.clerk", "sai mat khau roi").status_code)
    for worker in workers:
        with worker.app_context():
            db.engine.dispose()
    assert answers == [422] * TRIES + [429] * 2


def test_tries_at_the_same_moment_win_no_more_than_ten(app, trio):
    allowed: list[bool] = []
    start = threading.Barrier(8)

    def hammer():
        with app.app_context():
            start.wait()
            allowed.extend(count_attempt("a.clerk", "203.0.113.9") is not None for _ in range(5))
            db.session.remove()

    threads = [threading.Thread(target=hammer) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(allowed) == 40
    assert sum(allowed) == TRIES


def test_many_names_from_one_address_are_slowed_too(app, trio):
    verdicts = [count_attempt(f"guess{number}", "203.0.113.7") is not None for number in range(101)]
    assert verdicts == [True] * 100 + [False]
    assert count_attempt("a.clerk", "203.0.113.8") is not None


def test_a_sign_in_page_is_everybodys_and_says_so(app):
    assert app.view_functions["accounts.sign_in"].__door__ == OPEN_TO_ALL
