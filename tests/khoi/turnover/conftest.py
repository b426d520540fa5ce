"""The last weeks of a bloc's year, for the tests of its turn."""

from datetime import timedelta

import pytest

from tenants import clock
from tests.khoi.turnover.turned import DUE, bloc_in_december


@pytest.fixture
def in_december():
    with clock.stopped_at(DUE - timedelta(days=5)):
        yield


@pytest.fixture
def trio(make):
    return bloc_in_december(make)
