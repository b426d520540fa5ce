"""A plan taken in, who signs in, and the operator’s eyes: for the tests of the pages."""

import pytest

from tenants.database import db
from tenants.scope import Scope, acting
from tests.khoi.accounts.people import sign_in
from tests.khoi.plans.plans_made import planned


@pytest.fixture
def trio(make):
    """The lead has planned an internal task and one of the bloc, on which agency A coordinates."""
    trio = make.bloc_of_three()
    planned(trio, make)
    return trio


@pytest.fixture
def as_(app, trio):
    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return enter


@pytest.fixture
def look(trio):
    """Ask something with the operator's eyes."""

    def ask(question):
        db.session.remove()
        with acting(Scope.of_operator(trio.bloc.id, trio.year.id)):
            found = list(db.session.scalars(question))
            db.session.expunge_all()
            db.session.rollback()
        return found

    return ask
