"""A bloc with released appraisals that an observer watches, and who signs in: for the tests of its papers."""

import pytest

from tenants.database import db
from tenants.models import Grant
from tenants.roles import Role
from tests.khoi.accounts.people import sign_in
from tests.khoi.summaries.papers_made import released_bloc


@pytest.fixture
def bloc(app, make):
    three = released_bloc()
    observer = make.user(None, Role.OBSERVER, "so.nv")
    db.session.add(Grant(user_id=observer.id, bloc_id=three.bloc.id))
    db.session.commit()
    return three


@pytest.fixture
def as_person(app, bloc):
    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return enter
