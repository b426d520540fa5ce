"""Signing in with a code beside the password: enrolled, asked for, used once, lost, removed, demanded."""

import json
import re
import time
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select, text

from khoi.accounts import actions
from tenants import clock, factors
from tenants.database import db
from tenants.journal import JournalLine
from tenants.models import user_with_login
from tenants.notices import notices_to
from tenants.scope import acting
from tenants.sessions import TRIES, sessions_of
from tests import make as makers
from tests.khoi.accounts.people import post, sign_in, token_in

HERE = "/noi-chinh/2026/"
FACTOR = "/account/second-factor"


@pytest.fixture
def three(app, make):
    return make.bloc_of_three()


def enrolled(app, login="a.clerk"):
    """The person's browser, the app on the phone and the recovery codes."""
    client = app.test_client()
    assert sign_in(client, login).status_code == 303
    post(client, f"{FACTOR}/begin")
    page = client.get(FACTOR).get_data(as_text=True)
    secret = re.search(r"<b>([A-Z2-7 ]{32,})</b>", page)[1].replace(" ", "")
    phone = pyotp.TOTP(secret)
    answer = post(client, f"{FACTOR}/confirm", of_page=FACTOR, code=phone.at(clock.now()))
    codes = re.findall(r"<b>([\w-]{19})</b>", answer.get_data(as_text=True))
    assert len(codes) == 10
    return client, phone, codes


def second_page(client, code):
    page = client.get("/sign-in/code").get_data(as_text=True)
    return client.post("/sign-in/code", data={"csrf_token": token_in(page), "code": code})


def at_step(phone, steps):
    """What the phone shows so many half minutes from now."""
    return phone.at(clock.now() + timedelta(seconds=30 * steps))


def is_in(client) -> bool:
    return client.get("/account").status_code == 200


def later(seconds):
    return clock.stopped_at(clock.now() + timedelta(seconds=seconds))


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


def test_a_wrong_password_takes_as_long_with_and_without_a_phone(app, three, monkeypatch):
    """Whether there is a phone is looked up only after the password was right."""
    enrolled(app)
    asked = []
    monkeypatch.setattr("khoi.accounts.views.signing.has_factor", lambda user: asked.append(user) or time.sleep(0))
    sign_in(app.test_client(), "a.clerk", "sai mat khau roi")
    assert asked == []


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


def test_other_sessions_end_when_a_phone_is_enrolled_and_when_it_is_removed(app, three):
    elsewhere = app.test_client()
    sign_in(elsewhere, "a.clerk")
    client, _, _ = enrolled(app)
    assert (is_in(elsewhere), is_in(client)) == (False, True)
    third = app.test_client()
    sign_in(third, "a.clerk")
    assert not is_in(third)
    post(client, f"{FACTOR}/remove")
    assert is_in(client)
    assert sign_in(app.test_client(), "a.clerk").headers["Location"] != "/sign-in/code"


def test_a_wrong_first_code_enrols_nobody(app, three):
    client = app.test_client()
    sign_in(client, "a.clerk")
    post(client, f"{FACTOR}/begin")
    answer = post(client, f"{FACTOR}/confirm", of_page=FACTOR, code="000000")
    assert answer.status_code == 422
    assert "Mã chưa đúng" in answer.get_data(as_text=True)
    assert sign_in(app.test_client(), "a.clerk").headers["Location"] != "/sign-in/code"


def test_strange_codes_are_refused_in_words(app, three):
    enrolled(app)
    client = app.test_client()
    sign_in(client, "a.clerk")
    for code in ("", "x" * 41, "٠٠٠٠٠٠", "１２３４５６", "'; --", "ổ" * 40):
        assert second_page(client, code).status_code == 422
    assert post(app.test_client(), "/sign-in/code", of_page="/sign-in", code="123456").status_code == 303


def test_the_picture_is_an_image_and_the_page_carries_no_script_or_style_of_its_own(app, three):
    client = app.test_client()
    sign_in(client, "a.clerk")
    post(client, f"{FACTOR}/begin")
    page = client.get(FACTOR).get_data(as_text=True)
    assert re.search(r'<img src="data:image/svg\+xml[^"]+" alt="Mã QR', page)
    assert "style=" not in page


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


def test_the_head_removes_a_colleagues_phone_and_the_agency_is_told(app, three, make):
    client, _, _ = enrolled(app)
    head = app.test_client()
    sign_in(head, "a.head")
    user = user_with_login("a.clerk")
    answer = post(head, f"{HERE}people/{user.public_id}/second-factor/remove")
    assert answer.status_code == 303
    assert not is_in(client)
    with acting(make.scope(three, three.member)):
        assert any("tắt xác thực hai bước" in notice.text for notice in notices_to(three.member.id))
        make.keep()
    acts = db.session.scalars(select(JournalLine.act).order_by(JournalLine.seq)).all()
    assert acts[-3:] == ["begin_second_factor", "enrol_second_factor", "remove_second_factor"]


def test_nobody_removes_a_strangers_phone(app, three):
    enrolled(app, "b.clerk")
    head = app.test_client()
    sign_in(head, "a.head")
    user = user_with_login("b.clerk")
    assert post(head, f"{HERE}people/{user.public_id}/second-factor/remove").status_code == 404
    assert factors.has_factor(user.id)


def test_a_reset_from_outside_has_the_phone_enrolled_anew(app, three, make):
    enrolled(app, "a.head")
    user = user_with_login("a.head")
    with acting(make.scope(three, three.lead, user_id=1)):
        link = actions.ask_reset(user, three.deputy.id)
        make.keep()
    with acting(make.scope(three, three.deputy, user_id=2)):
        db.session.add(link)
        actions.confirm_reset(link)
        make.keep()
    with acting(make.scope(three, three.member)):
        db.session.add(link)
        actions.use_link(link, "mot mat khau hoan toan moi", "$argon2id$x")
        make.keep()
    assert not factors.has_factor(user.id)


def test_a_lost_key_says_so_and_recovery_codes_still_open(app, three):
    _, phone, codes = enrolled(app)
    app.config["SECRET_KEY"] = "another key of forty signs, just as secret"
    with later(60):
        client = app.test_client()
        sign_in(client, "a.clerk")
        answer = second_page(client, phone.at(clock.now()))
        assert answer.status_code == 422
        assert "Khóa bí mật của cổng đã thay đổi" in answer.get_data(as_text=True)
        assert factors.factors_under_other_keys() == (0, 1)
        db.session.rollback()
        assert second_page(client, codes[0]).status_code == 303


def test_a_former_key_that_the_operator_names_still_opens_and_is_left_behind(app, three):
    _, phone, _ = enrolled(app)
    app.config["SECRET_KEY_FALLBACKS"] = [app.config["SECRET_KEY"]]
    app.config["SECRET_KEY"] = "another key of forty signs, just as secret"
    assert factors.factors_under_other_keys() == (1, 0)
    db.session.rollback()
    with later(60):
        client = app.test_client()
        sign_in(client, "a.clerk")
        assert second_page(client, phone.at(clock.now())).status_code == 303
    assert factors.factors_under_other_keys() == (0, 0)


@pytest.fixture
def demanding(app, three):
    app.config["DEMAND_SECOND_FACTOR"] = True
    return three


@pytest.mark.parametrize(("login", "led"), [("l.clerk", True), ("l.head", True), ("p.head", True), ("a.head", False)])
def test_where_it_is_demanded_the_chairs_are_led_to_it_before_anything_else(app, demanding, login, led):
    client = app.test_client()
    sign_in(client, login)
    for page in (HERE + "results", HERE + "summaries"):
        answer = client.get(page)
        assert (answer.headers.get("Location") == FACTOR) == led, (page, answer.status_code)
    assert ("phải bật xác thực" in client.get(FACTOR).get_data(as_text=True)) or not led


def test_once_enrolled_the_chairs_go_where_they_wanted(app, demanding):
    client, _, _ = enrolled(app, "l.head")
    assert client.get(HERE + "summaries").status_code == 200


def test_a_link_that_does_not_carry_a_person_is_not_led_anywhere(app, demanding):
    assert app.test_client().get("/sign-in").status_code == 200


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


def test_sessions_begun_before_are_gone(app, three):
    enrolled(app)
    assert len(sessions_of(user_with_login("a.clerk").id)) == 1
