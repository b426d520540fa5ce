"""The head keeps the agency's accounts; other agencies' people do not exist for him."""

import re

import pytest

from tenants import journal
from tenants.database import db
from tenants.models import user_with_login
from tests.khoi.accounts.people import post, sign_in

PEOPLE = "/noi-chinh/2026/people"
NEW = "mua thu la bay tren doi"


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


@pytest.fixture
def head(app, trio):
    client = app.test_client()
    sign_in(client, "a.head")
    return client


def person(login):
    db.session.expire_all()
    user = user_with_login(login)
    db.session.commit()
    return user


def acts():
    return [line.act for line in journal._lines(1)]


def add(client, **more):
    return post(
        client, PEOPLE, PEOPLE, **{"name": "Nông Văn Én", "position": "", "role": "clerk", "login": "en"} | more
    )


def test_a_new_person_gets_a_first_password_that_is_shown_once_and_must_be_changed(head, app):
    answer = add(head)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    first = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", page)[0]
    assert first not in head.get(PEOPLE).get_data(as_text=True)
    newcomer = app.test_client()
    assert sign_in(newcomer, "a.en", first).status_code == 303
    assert newcomer.get("/").location == "/account/password"
    assert "add_person" in acts()
    assert first not in "".join(line.facts for line in journal._lines(1))


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [("name", " ", "Nhập họ và tên"), ("login", "Én", "không dấu"), ("role", "lead", "danh sách"),
     ("role", "operator", "danh sách")],
)  # fmt: skip
def test_a_person_badly_described_is_refused_at_the_field(head, field, value, why):
    answer = add(head, **{field: value})
    assert answer.status_code == 422
    assert why in answer.get_data(as_text=True)
    assert person("a.en") is None


def test_the_same_login_twice_is_refused_and_what_was_typed_stands(head):
    add(head)
    answer = add(head, name="Người khác")
    assert answer.status_code == 409
    assert "Người khác" in answer.get_data(as_text=True)
    assert person("a.en").name == "Nông Văn Én"


def test_a_person_is_renamed(head):
    address = f"{PEOPLE}/{person('a.clerk').public_id}"
    answer = post(head, address, address, name="Lương Thị Đào", position="Chuyên viên")
    assert answer.status_code == 303
    assert (person("a.clerk").name, person("a.clerk").position) == ("Lương Thị Đào", "Chuyên viên")
    assert "Lương Thị Đào" in head.get(f"{PEOPLE}/{person('a.clerk').public_id}").get_data(as_text=True)


def test_two_who_rename_at_once_notice_each_other(head, app):
    address = f"{PEOPLE}/{person('a.clerk').public_id}"
    opened = re.search(r'name="seen"[^>]* value="(\w+)"', head.get(address).get_data(as_text=True))[1]
    post(head, address, address, name="Tên thứ nhất", position="")
    stale = post(head, address, address, name="Tên thứ hai", position="", seen=opened)
    page = stale.get_data(as_text=True)
    assert stale.status_code == 409
    assert "hiện là: Tên thứ nhất" in page
    assert 'value="Tên thứ hai"' in page
    assert person("a.clerk").name == "Tên thứ nhất"
    again = re.search(r'name="seen"[^>]* value="(\w+)"', page)[1]
    assert post(head, address, address, name="Tên thứ hai", position="", seen=again).status_code == 303


def test_a_locked_person_is_out_at_once_and_may_be_let_in_again(head, app):
    clerk = app.test_client()
    sign_in(clerk, "a.clerk")
    address = f"{PEOPLE}/{person('a.clerk').public_id}"
    assert post(head, f"{address}/disable", PEOPLE).status_code == 303
    assert clerk.get("/noi-chinh/2026/").location.startswith("/sign-in")
    assert sign_in(app.test_client(), "a.clerk").status_code == 422
    post(head, f"{address}/enable", PEOPLE)
    assert sign_in(app.test_client(), "a.clerk").status_code == 303
    assert [act for act in acts() if act.endswith("able_person")] == ["disable_person", "enable_person"]


def test_a_head_does_not_lock_himself_out(head):
    answer = post(head, f"{PEOPLE}/{person('a.head').public_id}/disable", PEOPLE)
    assert answer.status_code == 409
    assert person("a.head").disabled_at is None


@pytest.mark.parametrize("act", ["", "/disable", "/enable", "/reset"])
def test_another_agencys_person_is_the_same_404_as_nobody(head, act):
    foreign = post(head, f"{PEOPLE}/{person('b.clerk').public_id}{act}", PEOPLE, name="Kẻ gian")
    unknown = post(head, f"{PEOPLE}/AAAAAAAAAAAA{act}", PEOPLE, name="Kẻ gian")
    assert foreign.status_code == unknown.status_code == 404
    bare = [re.sub(r"[0-9a-f]{8}|name=\"csrf[^>]*>", "", page.get_data(as_text=True)) for page in (foreign, unknown)]
    strip = [re.sub(r"[A-Za-z0-9_.-]{60,}", "", page) for page in bare]
    assert strip[0] == strip[1]
    assert person("b.clerk").name == "Người b.clerk"


def test_a_clerk_does_not_keep_accounts(app, trio):
    clerk = app.test_client()
    sign_in(clerk, "a.clerk")
    assert clerk.get(PEOPLE).status_code == 403
    assert post(clerk, PEOPLE, name="X", role="head", login="x").status_code == 403


def test_the_head_gives_a_way_back_in_that_works_once(head, app):
    page = post(head, f"{PEOPLE}/{person('a.clerk').public_id}/reset", PEOPLE).get_data(as_text=True)
    link = re.search(r"http://localhost(/reset/[\w-]{12}/[\w-]{43})", page)[1]
    visitor = app.test_client()
    assert visitor.get(link).status_code == 200
    assert post(visitor, link, link, password=NEW, again=NEW).location == "/sign-in"
    assert sign_in(app.test_client(), "a.clerk", NEW).status_code == 303
    assert sign_in(app.test_client(), "a.clerk").status_code == 422
    assert visitor.get(link).status_code == 404
    assert person("a.clerk").restrained_until is None
    assert "reset_password" in acts()


def test_a_later_link_takes_the_place_of_the_earlier_one(head, app):
    address = f"{PEOPLE}/{person('a.clerk').public_id}/reset"
    links = [re.search(r"(/reset/[\w/-]+)", post(head, address, PEOPLE).get_data(as_text=True))[1] for _ in range(2)]
    assert [app.test_client().get(link).status_code for link in links] == [404, 200]


def test_a_weak_password_is_refused_by_the_link_too_and_the_link_still_works(head, app):
    page = post(head, f"{PEOPLE}/{person('a.clerk').public_id}/reset", PEOPLE).get_data(as_text=True)
    link = re.search(r"(/reset/[\w/-]+)", page)[1]
    visitor = app.test_client()
    weak = post(visitor, link, link, password="Người a.clerk", again="Người a.clerk")
    assert weak.status_code == 422
    assert "dễ đoán" in weak.get_data(as_text=True)
    assert post(visitor, link, link, password=NEW, again=NEW).status_code == 303


def test_a_link_of_another_agency_or_a_changed_token_opens_nothing(head, app, trio):
    page = post(head, f"{PEOPLE}/{person('a.clerk').public_id}/reset", PEOPLE).get_data(as_text=True)
    agency, token = re.search(r"/reset/([\w-]{12})/([\w-]{43})", page).groups()
    visitor = app.test_client()
    for address in (
        f"/reset/{trio.other.public_id}/{token}",
        f"/reset/{agency}/{token[:-1]}x",
        f"/reset/AAAAAAAAAAAA/{token}",
    ):
        assert visitor.get(address).status_code == 404


def test_the_link_lifts_the_lock_of_too_many_tries(head, app):
    for _ in range(11):
        sign_in(app.test_client(), "a.clerk", "sai mat khau roi")
    page = post(head, f"{PEOPLE}/{person('a.clerk').public_id}/reset", PEOPLE).get_data(as_text=True)
    link = re.search(r"(/reset/[\w/-]+)", page)[1]
    visitor = app.test_client()
    post(visitor, link, link, password=NEW, again=NEW)
    assert sign_in(app.test_client(), "a.clerk", NEW).status_code == 303
