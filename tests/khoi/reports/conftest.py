"""The days before a report is due, and who signs in: for the tests of the pages."""

import pytest

from tenants import clock
from tests.khoi.accounts.people import sign_in
from tests.khoi.reports.reports_made import BEFORE


@pytest.fixture
def in_time():
    with clock.stopped_at(BEFORE):
        yield


@pytest.fixture
def enter(app, trio):
    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return enter
