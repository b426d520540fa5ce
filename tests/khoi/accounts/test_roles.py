"""The head makes a clerk a head and back again; the agency keeps a head, is told, and the doors change at once."""

import re
import threading

import pytest

from khoi.accounts.actions import change_role
from khoi.accounts.models import living_heads
from tenants import clock, journal
from tenants.database import db
from tenants.models import user_with_login
from tenants.refusal import Refused
from tenants.roles import Role
from tenants.scope import acting
from tests.khoi.accounts.people import post, sign_in

HERE = "/noi-chinh/2026"
PEOPLE = f"{HERE}/people"


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


@pytest.fixture
def as_(app, trio):
    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return enter


def person(login):
    db.session.expire_all()
    user = user_with_login(login)
    db.session.commit()
    return user


def give(client, login, role):
    address = f"{PEOPLE}/{person(login).public_id}"
    return post(client, f"{address}/role", PEOPLE, role=role)


def test_a_clerk_becomes_head_is_signed_out_and_comes_back_to_a_heads_doors(as_, app):
    clerk, head = as_("a.clerk"), as_("a.head")
    assert clerk.get(PEOPLE).status_code == 403
    assert give(head, "a.clerk", "head").status_code == 303
    assert clerk.get(f"{HERE}/").location.startswith("/sign-in")
    assert as_("a.clerk").get(PEOPLE).status_code == 200
    (facts,) = [line.facts for line in journal._lines(1) if line.act == "change_role"]
    assert facts == '{"before":"clerk","role":"head"}'
    told = as_("a.head").get(f"{HERE}/notices").get_data(as_text=True)
    assert "Người a.clerk từ đầu mối chuyển thành lãnh đạo đơn vị" in told


def test_saying_the_same_role_again_changes_nothing(as_):
    head = as_("a.head")
    clerk = as_("a.clerk")
    assert give(head, "a.clerk", "clerk").status_code == 303
    assert clerk.get(f"{HERE}/").status_code == 200
    assert "change_role" not in [line.act for line in journal._lines(1)]


def test_the_only_head_stays_head_until_there_is_another(as_):
    head = as_("a.head")
    refused = give(head, "a.head", "clerk")
    assert refused.status_code == 409
    assert "còn ít nhất một tài khoản lãnh đạo" in refused.get_data(as_text=True)
    give(head, "a.clerk", "head")
    assert give(head, "a.head", "clerk").status_code == 303
    assert head.get(PEOPLE).location.startswith("/sign-in")
    assert person("a.head").role == Role.CLERK


@pytest.mark.parametrize("role", ["", "operator", "observer", "lead"])
def test_there_is_no_other_role_in_an_agency(as_, role):
    answer = give(as_("a.head"), "a.clerk", role)
    assert answer.status_code == 422
    assert re.search(r'class="wrong" id="role-error"', answer.get_data(as_text=True))
    assert person("a.clerk").role == Role.CLERK


def test_a_locked_account_keeps_its_role(as_):
    user_with_login("a.clerk").disabled_at = clock.now()
    db.session.commit()
    answer = give(as_("a.head"), "a.clerk", "head")
    assert answer.status_code == 409
    assert "đang bị khóa" in answer.get_data(as_text=True)


def test_only_the_agencys_own_head_changes_a_role(as_):
    assert give(as_("b.head"), "a.clerk", "head").status_code == 404
    assert give(as_("l.head"), "a.clerk", "head").status_code == 404
    address = f"{PEOPLE}/{person('a.clerk').public_id}/role"
    assert post(as_("a.clerk"), address, role="head").status_code == 403
    assert person("a.clerk").role == Role.CLERK


def test_a_head_whose_reset_came_from_outside_makes_nobody_a_head_for_a_day(as_):
    user_with_login("a.head").restrained_until = clock.now().replace(year=2100)
    db.session.commit()
    assert give(as_("a.head"), "a.clerk", "head").status_code == 403


def test_of_two_heads_who_demote_each_other_at_once_one_stays(app, trio, make):
    make.user(trio.member, Role.HEAD, "a.head2")
    db.session.commit()
    start, said = threading.Barrier(2), []

    def demote(login):
        with app.app_context(), acting(make.scope(trio, trio.member, seated=False)):
            start.wait()
            try:
                change_role(user_with_login(login), Role.CLERK)
                db.session.commit()
            except Refused as refused:
                said.append(refused.message)
            finally:
                db.session.remove()

    both = [threading.Thread(target=demote, args=(login,)) for login in ("a.head", "a.head2")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len(said) == 1
    assert len(living_heads(trio.member.id)) == 1
