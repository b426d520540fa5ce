"""Three agencies, who signs in, and where a document is: for the tests of the pages."""

import pytest

from khoi.documents.models import document_by_id
from tests.khoi.accounts.people import sign_in
from tests.khoi.documents.documents_made import HERE, at_work


@pytest.fixture
def three(make):
    return make.bloc_of_three()


@pytest.fixture
def as_(app, three):
    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return enter


@pytest.fixture
def address(three, make):
    """Where a document is, by its inside number."""

    def of(document_id, more=""):
        with at_work(three, three.lead, make):
            return f"{HERE}/documents/{document_by_id(document_id).public_id}{more}"

    return of
