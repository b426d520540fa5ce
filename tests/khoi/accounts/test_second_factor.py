"""Signing in with a code beside the password: asked for, used once, counted against guesses, refused in words."""

import json
import re

import pytest
from sqlalchemy import text

from tenants import clock, factors
from tenants.database import db
from tenants.models import user_with_login
from tenants.sessions import TRIES
from tests import make as makers
from tests.khoi.accounts.people import post, sign_in
from tests.khoi.accounts.second_factor_made import FACTOR, HERE, at_step, enrolled, is_in, later, second_page
from tests.khoi.home.years_lived import statements


@pytest.fixture
def three(app, make):
    return make.bloc_of_three()


def test_the_password_alone_opens_nothing_once_a_phone_is_enrolled(app, three):
    _, phone, _ = enrolled(app)
    with later(60):
        client = app.test_client()
        answer = sign_in(client, "a.clerk", next=HERE + "people")
        assert answer.headers["Location"] == "/sign-in/code"
        assert not is_in(client)
        assert second_page(client, phone.at(clock.now())).headers["Location"] == HERE + "people"
        assert is_in(client)


def test_a_code_is_good_once_and_its_neighbours_only(app, three):
    _, phone, _ = enrolled(app)
    with later(300):
        for code, good in ((at_step(phone, -2), 422), (at_step(phone, 2), 422), (at_step(phone, -1), 303)):
            client = app.test_client()
            sign_in(client, "a.clerk")
            assert second_page(client, code).status_code == good
        again = app.test_client()
        sign_in(again, "a.clerk")
        assert second_page(again, at_step(phone, -1)).status_code == 422
        assert second_page(again, at_step(phone, 0)).status_code == 303


def test_the_code_that_confirmed_the_phone_does_not_sign_in(app, three):
    _, phone, _ = enrolled(app)
    client = app.test_client()
    sign_in(client, "a.clerk")
    assert second_page(client, phone.at(clock.now())).status_code == 422


def test_a_recovery_code_signs_in_once(app, three):
    _, _, codes = enrolled(app)
    for status in (303, 422):
        client = app.test_client()
        sign_in(client, "a.clerk")
        assert second_page(client, codes[3].upper()).status_code == status
    user = user_with_login("a.clerk")
    assert factors.codes_left(user.id) == 9


def test_neither_secret_nor_codes_lie_in_the_database(app, three):
    _, phone, codes = enrolled(app)
    stored = str(db.session.execute(text("SELECT * FROM second_factor")).all())
    stored += str(db.session.execute(text("SELECT * FROM recovery_code")).all())
    assert phone.secret not in stored
    assert not [code for code in codes if code in stored or code.replace("-", "") in stored]


def test_a_wrong_password_says_the_same_with_and_without_a_phone(app, three):
    enrolled(app)
    client = app.test_client()
    pages = [sign_in(client, login, "sai mat khau roi") for login in ("a.clerk", "a.head", "ai.do")]
    assert {page.status_code for page in pages} == {422}
    said = {re.sub(r'value="[^"]*"|content="[^"]*"', "", page.get_data(as_text=True)) for page in pages}
    assert len(said) == 1


def test_a_wrong_password_takes_as_long_with_and_without_a_phone(app, three):
    """Whether there is a phone is looked up only after the password was right."""
    enrolled(app)
    asked = {}
    for login, password in (
        ("a.clerk", "sai mat khau roi"),
        ("a.head", "sai mat khau roi"),
        ("a.clerk", makers.PASSWORD),
    ):
        with statements() as seen:
            sign_in(app.test_client(), login, password)
        asked[login, password] = [statement for statement in seen if "second_factor" in statement]
    assert [len(found) for found in asked.values()] == [0, 0, 1]


def test_guesses_count_with_the_password_and_the_right_password_does_not_clear_them(app, three):
    enrolled(app)
    with later(60):
        for _ in range(TRIES // 2):
            client = app.test_client()
            assert sign_in(client, "a.clerk").status_code == 303
            assert second_page(client, "000000").status_code == 422
        client = app.test_client()
        assert sign_in(client, "a.clerk").status_code == 429
        other = app.test_client()
        assert sign_in(other, "a.head").status_code == 303


def test_a_right_code_comes_too_late_after_the_tries_are_used_up(app, three):
    _, phone, _ = enrolled(app)
    with later(60):
        client = app.test_client()
        sign_in(client, "a.clerk")
        for _ in range(TRIES - 1):
            second_page(client, "000000")
        assert second_page(client, phone.at(clock.now())).status_code == 429


def test_the_second_page_waits_five_minutes_and_no_longer(app, three):
    enrolled(app)
    client = app.test_client()
    sign_in(client, "a.clerk")
    with later(301):
        assert client.get("/sign-in/code").headers["Location"] == "/sign-in"


def test_a_password_changed_meanwhile_ends_the_waiting(app, three, make):
    _, phone, _ = enrolled(app)
    client = app.test_client()
    sign_in(client, "a.clerk")
    user = user_with_login("a.clerk")
    user.password_hash = makers.CHEAP.hash("mot mat khau hoan toan khac")
    make.keep()
    with later(60):
        answer = second_page(client, phone.at(clock.now()))
        assert answer.status_code == 422
        assert "vừa được đổi" in answer.get_data(as_text=True)
        assert not is_in(client)


def test_the_cookie_of_the_second_page_tells_nothing_to_guess_the_password_by(app, three):
    enrolled(app)
    client = app.test_client()
    sign_in(client, "a.clerk")
    with client.session_transaction() as session:
        assert set(session["waits"]) == {"user", "at", "mark", "next"}
        assert "argon2" not in json.dumps(session["waits"])


def test_strange_codes_are_refused_in_words(app, three):
    enrolled(app)
    client = app.test_client()
    sign_in(client, "a.clerk")
    for code in ("", "x" * 41, "٠٠٠٠٠٠", "１２３４５６", "'; --", "ổ" * 40):
        assert second_page(client, code).status_code == 422
    assert post(app.test_client(), "/sign-in/code", of_page="/sign-in", code="123456").status_code == 303


def test_what_binds_others_asks_for_password_and_code(app, three):
    client, phone, _ = enrolled(app, "a.head")
    with later(16 * 60):
        page = post(client, f"{FACTOR}/codes")
        assert page.status_code == 403
        assert 'name="code_again"' in page.get_data(as_text=True)
        alone = post(client, f"{FACTOR}/codes", password_again=makers.PASSWORD)
        assert alone.status_code == 422
        both = post(client, f"{FACTOR}/codes", password_again=makers.PASSWORD, code_again=phone.at(clock.now()))
        assert both.status_code == 200
        assert len(re.findall(r"<b>[\w-]{19}</b>", both.get_data(as_text=True))) == 10


def test_two_at_once_use_a_code_once(app, three):
    """The second of two equal updates finds the step already taken."""
    _, phone, codes = enrolled(app)
    user = user_with_login("a.clerk")
    db.session.rollback()
    with later(60):
        code = phone.at(clock.now())
        assert [factors.take_code(user.id, code) for _ in range(2)] == [True, False]
        assert [factors.take_code(user.id, codes[1]) for _ in range(2)] == [True, False]
        db.session.rollback()
