"""Signing in: with the right password only, not too often, telling nobody who has an account."""

import unicodedata
from datetime import UTC, datetime, timedelta

import pytest

from khoi.accounts import passwords
from khoi.accounts.views.signing import TOO_MANY, WRONG
from tenants import clock
from tenants.database import db
from tenants.models import User, user_with_login
from tests import make as makers
from tests.khoi.accounts.people import post, sign_in, token_in

PAGE = "/noi-chinh/2026/"


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


@pytest.fixture
def client(app, trio):
    return app.test_client()


def change(login, **values):
    user = user_with_login(login)
    for name, value in values.items():
        setattr(user, name, value)
    db.session.commit()


def test_the_right_password_leads_to_the_newest_open_year(client):
    answer = sign_in(client, "a.clerk")
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/").location == PAGE
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "Đơn vị A" in page.get_data(as_text=True)


def test_a_watchman_who_only_asks_whether_the_page_is_there_is_not_told_that_he_filled_it_in_wrong(client):
    assert client.head("/sign-in").status_code == 200
    assert sign_in(client, "a.clerk").status_code == 303
    assert [client.head(page).status_code for page in ("/account/password", "/account/letters")] == [200, 200]


@pytest.mark.parametrize("login", ["A.Clerk", "  a.clerk ", "A.CLERK"])
def test_one_account_however_its_name_is_typed(client, login):
    assert sign_in(client, login).status_code == 303


def test_a_name_with_marks_is_one_account_in_both_unicode_forms(client, trio, make):
    make.user(trio.member, login="đặng.hồng")
    db.session.commit()
    assert sign_in(client, unicodedata.normalize("NFD", "Đặng.Hồng")).status_code == 303


def test_a_password_typed_in_the_other_unicode_form_is_the_same_password(client, app):
    change("a.clerk", password_hash=makers.CHEAP.hash("mật khẩu của tôi"))
    assert sign_in(client, "a.clerk", unicodedata.normalize("NFD", "mật khẩu của tôi")).status_code == 303


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client, app):
    wrong = sign_in(client, "a.clerk", "khong phai mat khau")
    unknown = sign_in(app.test_client(), "x.clerk", "khong phai mat khau")
    assert wrong.status_code == unknown.status_code == 422
    pages = [answer.get_data(as_text=True) for answer in (wrong, unknown)]
    bare = [page.replace(token_in(page), "").replace("x.clerk", "a.clerk") for page in pages]
    assert bare[0] == bare[1]
    assert WRONG in bare[0]


def test_an_unknown_name_costs_a_hash_like_a_known_one(app, monkeypatch):
    asked = []

    class Counting(type(makers.CHEAP)):
        def verify(self, against, password):
            asked.append(against)
            return super().verify(against, password)

    app.config["PASSWORD_HASHER"] = Counting(time_cost=1, memory_cost=8, parallelism=1)
    assert not passwords.is_right(None, "gì cũng được")
    assert not passwords.is_right(makers.PASSWORD_HASH, "gì cũng được")
    assert [against.split("$")[1:4] for against in asked] == [makers.PASSWORD_HASH.split("$")[1:4]] * 2


def test_a_disabled_account_cannot_sign_in_and_is_told_no_more_than_others(client):
    change("a.clerk", disabled_at=clock.now())
    answer = sign_in(client, "a.clerk")
    assert answer.status_code == 422
    assert WRONG in answer.get_data(as_text=True)


def test_after_ten_wrong_tries_the_right_password_is_refused_too_and_others_still_enter(client, app):
    for _ in range(10):
        assert sign_in(client, "a.clerk", "sai mat khau roi").status_code == 422
    locked = sign_in(client, "a.clerk")
    assert locked.status_code == 429
    assert TOO_MANY in locked.get_data(as_text=True)
    assert sign_in(app.test_client(), "b.clerk").status_code == 303


def test_an_unknown_name_is_locked_alike(client):
    answers = [sign_in(client, "x.clerk", "sai mat khau roi").status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]


def test_the_lock_opens_after_a_quarter_of_an_hour(client):
    start = datetime.now(UTC)
    with clock.stopped_at(start):
        for _ in range(11):
            sign_in(client, "a.clerk", "sai mat khau roi")
    with clock.stopped_at(start + timedelta(minutes=16)):
        assert sign_in(client, "a.clerk").status_code == 303


def test_a_try_is_kept_even_when_its_request_dies_in_the_hash(client, app, monkeypatch):
    """The count is committed before the password is looked at: killing the answer wins no free tries."""
    page = token_in(client.get("/sign-in").get_data(as_text=True))

    def die(*_):
        raise MemoryError

    monkeypatch.setattr(passwords, "is_right", die)
    for _ in range(10):
        with pytest.raises(MemoryError):
            client.post("/sign-in", data={"csrf_token": page, "login": "a.clerk", "password": "x" * 12})
    monkeypatch.undo()
    assert sign_in(client, "a.clerk").status_code == 429


def test_a_success_forgets_the_failed_tries(client, app):
    for _ in range(9):
        sign_in(client, "a.clerk", "sai mat khau roi")
    assert sign_in(client, "a.clerk").status_code == 303
    assert sign_in(app.test_client(), "a.clerk", "sai mat khau roi").status_code == 422


def test_a_dated_hash_is_made_anew_while_the_password_is_at_hand(client, app):
    app.config["PASSWORD_HASHER"] = type(makers.CHEAP)(time_cost=2, memory_cost=16, parallelism=1)
    assert sign_in(client, "a.clerk").status_code == 303
    db.session.expire_all()
    fresh = user_with_login("a.clerk").password_hash
    assert fresh != makers.PASSWORD_HASH
    assert not app.config["PASSWORD_HASHER"].check_needs_rehash(fresh)


def test_a_password_of_the_earnest_hasher_is_argon2id_at_nineteen_mebibytes():
    assert passwords.EARNEST.hash("x").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize(
    ("target", "led_to"),
    [("/noi-chinh/2026/people?x=1", "/noi-chinh/2026/people?x=1"), ("//evil.example/", "/"),
     ("https://evil.example", "/"), ("/\\evil.example", "/"), ("\t//evil.example", "/")],
)  # fmt: skip
def test_one_is_led_back_only_to_a_path_of_this_portal(client, target, led_to):
    assert sign_in(client, "a.head", next=target).location == led_to


def test_whoever_is_signed_in_is_not_asked_again(client):
    sign_in(client, "a.clerk")
    assert client.get("/sign-in").location == "/"


def test_a_new_session_begins_at_each_sign_in(client):
    sign_in(client, "a.clerk")
    first = client.get_cookie("phien").value
    post(client, "/sign-out")
    sign_in(client, "a.clerk")
    assert client.get_cookie("phien").value != first


def test_a_copied_cookie_is_dead_after_signing_out(client, app):
    sign_in(client, "a.clerk")
    thief = app.test_client()
    thief.set_cookie("phien", client.get_cookie("phien").value)
    assert thief.get(PAGE).status_code == 200
    answer = post(client, "/sign-out")
    assert answer.location == "/sign-in"
    assert "storage" in answer.headers["Clear-Site-Data"]
    assert thief.get(PAGE).location.startswith("/sign-in")


def test_signing_out_by_a_link_is_not_possible(client):
    sign_in(client, "a.clerk")
    assert client.get("/sign-out").status_code == 405


def test_an_expired_first_password_is_refused_after_it_was_right(client):
    change("a.clerk", must_change_password=True, password_expires_at=clock.now() - timedelta(seconds=1))
    answer = sign_in(client, "a.clerk")
    assert answer.status_code == 422
    assert "72 giờ" in answer.get_data(as_text=True)


def test_nothing_typed_is_refused_field_by_field_and_counts_as_no_try(client):
    page = sign_in(client, "", "").get_data(as_text=True)
    assert "Nhập tên đăng nhập." in page
    assert "Nhập mật khẩu." in page


def test_a_person_whose_agency_is_in_no_year_is_told_so(client, trio, make):
    alone = make.agency(trio.bloc, "Z")
    make.user(alone)
    db.session.commit()
    sign_in(client, "z.clerk")
    assert "chưa tham gia năm thi đua nào" in client.get("/").get_data(as_text=True)


def test_the_password_stands_in_no_log(client, caplog):
    with caplog.at_level("DEBUG"):
        sign_in(client, "a.clerk", "mat khau sai rat bi mat")
    assert "rat bi mat" not in caplog.text
    assert db.session.query(User).count() > 0
