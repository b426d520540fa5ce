"""A second factor is enrolled, removed, lost with its key, demanded of the chairs."""

import re

import pytest
from sqlalchemy import select

from khoi.accounts import actions
from tenants import clock, factors
from tenants.database import db
from tenants.journal import JournalLine
from tenants.models import user_with_login
from tenants.notices import notices_to
from tenants.scope import acting
from tenants.sessions import sessions_of
from tests.khoi.accounts.people import post, sign_in
from tests.khoi.accounts.second_factor_made import FACTOR, HERE, enrolled, is_in, later, second_page


@pytest.fixture
def three(app, make):
    return make.bloc_of_three()


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


def test_sessions_begun_before_are_gone(app, three):
    enrolled(app)
    assert len(sessions_of(user_with_login("a.clerk").id)) == 1


def test_the_picture_is_an_image_and_the_page_carries_no_script_or_style_of_its_own(app, three):
    client = app.test_client()
    sign_in(client, "a.clerk")
    post(client, f"{FACTOR}/begin")
    page = client.get(FACTOR).get_data(as_text=True)
    assert re.search(r'<img src="data:image/svg\+xml[^"]+" alt="Mã QR', page)
    assert "style=" not in page


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
