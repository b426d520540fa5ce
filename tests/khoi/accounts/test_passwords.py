"""Changing a password: one's own, with the old one; the first one before anything else."""

import pytest

from tenants import clock
from tenants.database import db
from tenants.models import user_with_login
from tests.khoi.accounts.people import post, sign_in

PAGE = "/noi-chinh/2026/"
NEW = "mua thu la bay tren doi"


@pytest.fixture
def client(app, make):
    make.bloc_of_three()
    return app.test_client()


def change(client, present, new=NEW, again=None):
    return post(client, "/account/password", "/account/password", present=present, password=new, again=again or new)


def put(login, **values):
    user = user_with_login(login)
    for name, value in values.items():
        setattr(user, name, value)
    db.session.commit()


def test_whoever_has_a_first_password_can_do_nothing_before_changing_it(client, make):
    put("a.clerk", must_change_password=True)
    sign_in(client, "a.clerk")
    for address in (PAGE, "/account", "/"):
        assert client.get(address).location == "/account/password"
    assert change(client, make.PASSWORD).status_code == 303
    assert client.get(PAGE).status_code == 200


def test_the_new_password_opens_and_the_old_one_does_not(client, app, make):
    sign_in(client, "a.clerk")
    change(client, make.PASSWORD)
    assert sign_in(app.test_client(), "a.clerk").status_code == 422
    assert sign_in(app.test_client(), "a.clerk", NEW).status_code == 303


def test_all_other_sessions_end_and_this_one_begins_anew(client, app, make):
    elsewhere = app.test_client()
    sign_in(elsewhere, "a.clerk")
    sign_in(client, "a.clerk")
    before = client.get_cookie("phien").value
    change(client, make.PASSWORD)
    assert client.get(PAGE).status_code == 200
    assert elsewhere.get(PAGE).location.startswith("/sign-in")
    stolen = app.test_client()
    stolen.set_cookie("phien", before)
    assert stolen.get(PAGE).location.startswith("/sign-in")


@pytest.mark.parametrize(
    ("new", "again", "why"),
    [("ngan", None, "ít nhất 12"), ("matkhau123456", None, "dễ đoán"), (NEW, "khac mat roi nhe", "chưa giống"),
     ("Người a.clerk", None, "dễ đoán")],
)  # fmt: skip
def test_a_bad_new_password_is_refused_at_its_field_and_nothing_changes(client, app, make, new, again, why):
    sign_in(client, "a.clerk")
    answer = change(client, make.PASSWORD, new, again)
    assert answer.status_code == 422
    assert why in answer.get_data(as_text=True)
    assert sign_in(app.test_client(), "a.clerk").status_code == 303


def test_the_present_password_is_asked_and_guessing_it_is_counted(client, make):
    sign_in(client, "a.clerk")
    for _ in range(10):
        answer = change(client, "khong phai mat khau")
        assert answer.status_code == 422
    assert "chưa đúng" in answer.get_data(as_text=True)
    assert "quá nhiều lần" in change(client, make.PASSWORD).get_data(as_text=True)


def test_the_change_is_in_the_journal_and_no_password_is(client, make):
    from tenants import journal

    sign_in(client, "a.clerk")
    change(client, make.PASSWORD)
    user = user_with_login("a.clerk")
    lines = [line for line in journal._lines(1) if line.act == "change_password"]
    assert len(lines) == 1
    assert (lines[0].user_id, lines[0].thing_id) == (user.id, user.public_id)
    assert NEW not in "".join(str(line) for line in lines)
    assert clock.now() is not None
