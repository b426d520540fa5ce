"""The day before hạn nộp in a bloc with a catalogue, for the tests of pledges."""

from datetime import timedelta

import pytest

from tenants import clock
from tests.faults.visitors import Visitor
from tests.khoi.pledges.pledges_made import DUE, bloc_with_catalogue


@pytest.fixture
def in_march():
    """A day before hạn nộp."""
    with clock.stopped_at(DUE - timedelta(days=1)):
        yield


@pytest.fixture
def three(make):
    return bloc_with_catalogue(make)


@pytest.fixture
def as_(app, three):
    return lambda login: Visitor(app, login)
