"""A way back in for another agency's head: asked by the lead, confirmed by the deputy's, told to all there."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tenants import clock, journal
from tenants.database import db
from tenants.models import membership_of, user_with_login
from tenants.notices import notices_to
from tenants.roles import Role, Seat
from tenants.scope import acting
from tests.khoi.accounts.people import post, sign_in

HERE = "/noi-chinh/2026"
NEW = "mua thu la bay tren doi"


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


def ask(client, login):
    return post(client, f"{HERE}/agencies/people/{person(login).public_id}/ask-reset")


def confirm(client):
    page = client.get(f"{HERE}/resets").get_data(as_text=True)
    (address,) = re.findall(r'action="([^"]+/confirm)"', page)
    return post(client, address)


def test_it_takes_the_lead_and_the_deputys_head(as_, app, trio, make):
    member = as_("a.clerk")
    assert ask(as_("l.clerk"), "a.head").status_code == 303
    assert member.get(f"{HERE}/").status_code == 200
    deputy = as_("p.head")
    page = confirm(deputy).get_data(as_text=True)
    link = re.search(r"(/reset/[\w-]{12}/[\w-]{43})", page)[1]
    assert member.get(f"{HERE}/").location.startswith("/sign-in")
    with acting(make.scope(trio, trio.member, seated=False)):
        told = " ".join(notice.text for notice in notices_to(trio.member.id))
        db.session.rollback()
    assert "Khối trưởng đề nghị" in told
    assert "Khối phó đã xác nhận" in told
    visitor = app.test_client()
    assert post(visitor, link, link, password=NEW, again=NEW).status_code == 303
    assert sign_in(app.test_client(), "a.head", NEW).status_code == 303
    assert [line.act for line in journal._lines(1)] == ["ask_reset", "confirm_reset", "reset_password"]


def test_after_it_the_account_is_restrained_for_a_day(as_, app):
    now = datetime.now(UTC).replace(microsecond=0)
    with clock.stopped_at(now):
        ask(as_("l.head"), "a.head")
        link = re.search(r"(/reset/[\w/-]+)", confirm(as_("p.head")).get_data(as_text=True))[1]
        visitor = app.test_client()
        post(visitor, link, link, password=NEW, again=NEW)
    assert person("a.head").restrained_until == now + timedelta(hours=24)


def test_a_restrained_account_opens_no_draft_until_the_day_is_over(as_):
    now = datetime.now(UTC).replace(microsecond=0)
    user_with_login("a.head").restrained_until = now + timedelta(hours=24)
    db.session.commit()
    with clock.stopped_at(now + timedelta(hours=24, seconds=-1)):
        head = as_("a.head")
        refused = head.get(f"{HERE}/evidence")
        assert refused.status_code == 403
        assert "mới mở được bản nháp" in refused.get_data(as_text=True)
        assert head.get(f"{HERE}/dates").status_code == 200
    with clock.stopped_at(now + timedelta(hours=24)):
        assert as_("a.head").get(f"{HERE}/evidence").status_code == 200


@pytest.mark.parametrize("act", ["", "/reset", "/enable"])
def test_a_restrained_head_lets_nobody_else_in(as_, act):
    user_with_login("a.head").restrained_until = clock.now() + timedelta(hours=24)
    db.session.commit()
    whom = f"/{person('a.clerk').public_id}" if act else ""
    sent = {} if act else {"name": "Nông Văn Én", "position": "", "role": "clerk", "login": "en"}
    answer = post(as_("a.head"), f"{HERE}/people{whom}{act}", f"{HERE}/people", **sent)
    assert answer.status_code == 403
    assert person("a.en") is None


def test_the_agency_that_asked_does_not_confirm_though_the_chairs_changed_hands(as_, trio):
    ask(as_("l.clerk"), "a.head")
    for agency, seat in ((trio.lead, Seat.DEPUTY), (trio.deputy, Seat.LEAD)):
        membership_of(trio.year.id, agency.id).seat = seat
    db.session.commit()
    answer = confirm(as_("l.head"))
    assert answer.status_code == 409
    assert "không tự xác nhận" in answer.get_data(as_text=True)


def test_a_link_lives_a_day(as_, app):
    now = datetime.now(UTC)
    with clock.stopped_at(now):
        ask(as_("l.head"), "a.head")
        link = re.search(r"(/reset/[\w/-]+)", confirm(as_("p.head")).get_data(as_text=True))[1]
    with clock.stopped_at(now + timedelta(hours=24, seconds=1)):
        assert app.test_client().get(link).status_code == 404


def test_the_lead_asks_only_for_heads(as_):
    answer = ask(as_("l.head"), "a.clerk")
    assert answer.status_code == 409
    assert "chỉ đề nghị cấp lại cho lãnh đạo" in answer.get_data(as_text=True)


def test_nobody_confirms_what_is_confirmed(as_):
    ask(as_("l.head"), "a.head")
    deputy = as_("p.head")
    page = deputy.get(f"{HERE}/resets").get_data(as_text=True)
    (address,) = re.findall(r'action="([^"]+/confirm)"', page)
    assert post(deputy, address).status_code == 200
    assert post(deputy, address).status_code == 409


@pytest.mark.parametrize("login", ["a.head", "b.head", "p.clerk", "l.head", "l.clerk"])
def test_only_the_deputys_head_confirms(as_, login):
    ask(as_("l.head"), "a.head")
    deputy = as_("p.head")
    page = deputy.get(f"{HERE}/resets").get_data(as_text=True)
    (address,) = re.findall(r'action="([^"]+/confirm)"', page)
    client = as_(login)
    assert client.get(f"{HERE}/resets").status_code == 403
    assert post(client, address).status_code == 403


@pytest.mark.parametrize("login", ["a.head", "b.clerk", "p.head"])
def test_only_the_lead_asks(as_, login):
    client = as_(login)
    assert client.get(f"{HERE}/agencies").status_code == 403
    assert ask(client, "b.head").status_code == 403


def test_a_person_of_another_bloc_does_not_exist_for_the_lead(as_, make):
    make.bloc_of_three("kinh-te", "KT")
    assert ask(as_("l.head"), "kta.head").status_code == 404


def test_an_agencys_first_account_is_its_head_and_the_lead_makes_no_second(as_, app, trio, make):
    newcomer = make.agency(trio.bloc, "Z")
    make.member(trio.year, newcomer)
    db.session.commit()
    lead = as_("l.clerk")
    assert "first-account" in lead.get(f"{HERE}/agencies").get_data(as_text=True)
    address = f"{HERE}/agencies/{newcomer.public_id}/first-account"
    assert lead.get(address).status_code == 200
    page = post(lead, address, address, name="Hoàng Thị Sim", position="Giám đốc", login="z.sim").get_data(as_text=True)
    first = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", page)[0]
    assert person("z.sim").role == Role.HEAD
    assert sign_in(app.test_client(), "z.sim", first).status_code == 303
    assert post(lead, address, name="Kẻ gian", login="gian").status_code == 409
    assert person("z.gian") is None


def test_an_agency_of_another_bloc_gets_no_account_from_the_lead(as_, make):
    other = make.bloc_of_three("kinh-te", "KT")
    assert as_("l.clerk").get(f"{HERE}/agencies/{other.member.public_id}/first-account").status_code == 404
