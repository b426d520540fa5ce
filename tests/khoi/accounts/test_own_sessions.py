"""One sees and ends one's own sessions, and nobody else's."""

import re

import pytest

from tests.khoi.accounts.people import post, sign_in

PAGE = "/noi-chinh/2026/"


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


def sessions_on(page):
    return re.findall(r"/account/sessions/([\w-]{12})/end", page)


def test_one_sees_where_one_is_signed_in_and_ends_a_session_there(app, trio):
    here, there = app.test_client(), app.test_client()
    sign_in(there, "a.clerk")
    sign_in(here, "a.clerk")
    page = here.get("/account").get_data(as_text=True)
    assert "phiên này" in page
    (other,) = sessions_on(page)
    assert post(here, f"/account/sessions/{other}/end").status_code == 303
    assert there.get(PAGE).location.startswith("/sign-in")
    assert here.get(PAGE).status_code == 200


def test_all_other_sessions_end_at_once(app, trio):
    clients = [app.test_client() for _ in range(3)]
    for client in clients:
        sign_in(client, "a.clerk")
    post(clients[0], "/account/sessions/end-others")
    assert clients[0].get(PAGE).status_code == 200
    assert all(client.get(PAGE).status_code == 302 for client in clients[1:])


def test_somebody_elses_session_is_the_same_404_as_none(app, trio):
    mine, theirs, second = app.test_client(), app.test_client(), app.test_client()
    sign_in(mine, "a.clerk")
    sign_in(theirs, "b.clerk")
    sign_in(second, "b.clerk")
    (foreign,) = sessions_on(second.get("/account").get_data(as_text=True))
    assert post(mine, f"/account/sessions/{foreign}/end").status_code == 404
    assert post(mine, "/account/sessions/AAAAAAAAAAAA/end").status_code == 404
    assert theirs.get(PAGE).status_code == 200
