"""Passwords are hashed and checked outside any transaction: nobody's save waits for thirty milliseconds of hashing."""

import re

import pytest

from khoi.accounts import passwords
from khoi.accounts.actions import begin_session
from tenants.database import db
from tenants.models import user_with_login
from tenants.refusal import Refused
from tests import make as makers
from tests.khoi.accounts.people import post, sign_in
from tests.khoi.shell import Shell, shell

__all__ = ["shell"]

HERE = "/noi-chinh/2026"
NEW = "mua thu la bay tren doi"


class Watchful(type(makers.CHEAP)):
    """A hasher that notes each hash, and whether a transaction stood open meanwhile."""

    def __init__(self, **parameters):
        super().__init__(**parameters)
        self.waited = []

    def hash(self, *arguments, **more):
        self.waited.append(db.session().in_transaction())
        return super().hash(*arguments, **more)

    def verify(self, *arguments, **more):
        self.waited.append(db.session().in_transaction())
        return super().verify(*arguments, **more)


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


@pytest.fixture
def watch(app):
    """All hashes of the test are watched; at its end there were some, and no transaction waited for one."""
    hasher = Watchful(time_cost=1, memory_cost=8, parallelism=1)
    app.config["PASSWORD_HASHER"] = hasher
    yield hasher
    assert hasher.waited
    assert not any(hasher.waited)


@pytest.fixture
def head(app, trio, watch):
    client = app.test_client()
    sign_in(client, "a.head")
    return client


def test_signing_in_with_a_right_a_wrong_and_a_dated_password(app, trio, watch):
    assert sign_in(app.test_client(), "a.clerk", "sai mat khau roi").status_code == 422
    assert sign_in(app.test_client(), "x.clerk").status_code == 422
    user_with_login("a.clerk").password_hash = type(makers.CHEAP)(time_cost=2, memory_cost=16, parallelism=1).hash(
        makers.PASSWORD
    )
    db.session.commit()
    assert sign_in(app.test_client(), "a.clerk").status_code == 303
    assert len(watch.waited) == 4 + 1  # one hash for the name that nobody has, one made anew


def test_adding_a_person_changing_ones_password_and_coming_back_by_a_link(head, app):
    people = f"{HERE}/people"
    assert post(head, people, people, name="Nông Văn Én", position="", role="clerk", login="en").status_code == 200
    person = user_with_login("a.clerk").public_id
    link = re.search(r"(/reset/[\w/-]+)", post(head, f"{people}/{person}/reset", people).get_data(as_text=True))[1]
    assert post(app.test_client(), link, link, password=NEW, again=NEW).status_code == 303
    address = "/account/password"
    assert post(head, address, address, present=makers.PASSWORD, password=NEW, again=NEW).status_code == 303


def test_the_lead_making_an_agencys_first_account(app, trio, make, watch):
    newcomer = make.agency(trio.bloc, "Z")
    make.member(trio.year, newcomer)
    address = f"{HERE}/agencies/{newcomer.public_id}/first-account"
    db.session.commit()
    lead = app.test_client()
    sign_in(lead, "l.clerk")
    assert post(lead, address, address, name="Hoàng Thị Sim", position="", login="sim").status_code == 200
    assert post(lead, address, address, name="", position="", login="hai").status_code == 409


def test_the_operator_adding_an_account_and_giving_a_password_anew(shell: Shell, monkeypatch):
    watched = Watchful(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "EARNEST", watched)
    shell.run("year", "open", "2026", "--bloc", "Khối thử")
    shell.run("agency", "add", "STP", "Sở Tư pháp")
    first = shell.ok("user", "add", "hoa", "--agency", "STP")
    second = shell.ok("user", "reset", first["login"])
    assert first["password"] != second["password"]
    assert watched.waited == [False, False]


def test_whose_password_was_changed_while_it_was_being_checked_is_not_let_in(app, trio):
    user = user_with_login("a.clerk")
    with pytest.raises(Refused, match="vừa được đổi"):
        begin_session(user, "another hash", "", "127.0.0.1", "test")


def test_a_first_password_stands_in_no_trace(app):
    first = passwords.first_password()
    assert first.words not in repr(first)
    assert passwords.is_right(first.hash, first.words)
