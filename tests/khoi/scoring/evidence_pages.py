"""A bloc whose member has begun its card, and its people at the pages of evidence."""

import io

import pytest

from khoi.scoring.models import marks_of, pinned_to
from tests.khoi.accounts.people import sign_in, token_in
from tests.khoi.scoring.evidence_made import begin_card, working

SCRIPT = {"X-Requested-With": "fetch"}
HOME = "/noi-chinh/2026"
LEAVES = (
    {"code": "1", "title": "Một", "ceiling": "10", "method": '{"type":"direct"}', "evidence": "required"},
    {"code": "2", "title": "Hai", "ceiling": "10", "method": '{"type":"direct"}', "evidence": "none"},
)


@pytest.fixture
def three(make):
    return make.bloc_of_three()


@pytest.fixture
def card(three, make):
    return begin_card(three, make.sheet(three, *LEAVES), three.member, make)[0]


@pytest.fixture
def marks(card, three, make):
    with working(three, three.member, make):
        return [mark for mark, _ in marks_of(card.id)]


@pytest.fixture
def as_(app, three):
    """A browser in which somebody has signed in."""

    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code in (302, 303)
        return client

    return enter


def send(client, address, *files, headers=None, **fields):
    token = token_in(client.get(f"{HOME}/evidence").get_data(as_text=True))
    sent = fields | {"csrf_token": token}
    if files:
        sent["files"] = [(io.BytesIO(data), name) for name, data in files]
    return client.post(address, data=sent, headers=headers or {}, content_type="multipart/form-data")


def upload(client, mark, *files, headers=SCRIPT):
    return send(client, f"{HOME}/marks/{mark.public_id}/evidence", *files, headers=headers)


def evidence_of(mark, three, make):
    with working(three, three.member, make):
        return pinned_to(mark.id)
