"""A bloc whose cards are filed, and its people at the pages of appraisal, for the tests of those pages."""

import re
from functools import partial

import pytest

from khoi.scoring.models import FiledCard, FiledMark, appraisals_of, card_of
from khoi.scoring.models.filed import filed_marks_of, last_filed
from khoi.sheets.models import criteria_of, sheet_in_force
from tenants import clock
from tenants.database import db
from tenants.scope import acting
from tests.khoi.accounts.people import sign_in
from tests.make import PASSWORD

ROOT = "/noi-chinh/2026"
DIRECT = {"code": "1", "title": "Phối hợp", "ceiling": "50", "method": '{"type":"direct"}', "evidence": "required"}
ITEMS = {"code": "2", "title": "Phong trào", "ceiling": "30", "method": '{"type":"per_item","points":"10"}'}
RELATIVE = {"code": "3", "title": "Vượt chỉ tiêu", "ceiling": "20", "method": '{"type":"relative"}'}
FILED = {"I/1": '{"points":"40"}', "I/2": '{"count":"3"}', "I/3": '{"actual":"12","target":"10"}'}
OTHERS = {"I/1": '{"points":"44"}', "I/2": '{"count":"2"}', "I/3": '{"actual":"11","target":"10"}'}
FETCH = {"X-Requested-With": "fetch"}


def filed_bloc(make):
    """The member, the one on the team and the lead have filed; the deputy has not begun."""
    bloc = make.bloc_of_three()
    make.sheet(bloc, DIRECT, ITEMS, RELATIVE)
    make.dates(bloc)
    make.filed_card(bloc, bloc.member, FILED)
    make.filed_card(bloc, bloc.other, OTHERS)
    make.filed_card(bloc, bloc.lead, OTHERS)
    return bloc


def entered(app, login):
    """A signed-in person."""
    client = app.test_client()
    assert sign_in(client, login).status_code == 303
    return client


@pytest.fixture
def three(make):
    return filed_bloc(make)


@pytest.fixture
def person(app):
    return partial(entered, app)


def card(three, agency, make):
    with acting(make.scope(three, agency, seated=False)):
        found = card_of(three.year.id, agency.id)
        make.keep()
    return found


def row(three, agency, make, path) -> FiledMark:
    with acting(make.scope(three, agency, seated=False)):
        filed = last_filed(card_of(three.year.id, agency.id).id)
        leaf = criterion(three, path)
        found = next(mark for mark in filed_marks_of(filed.id) if mark.criterion_id == leaf.id)
        make.keep()
    return found


def criterion(three, path):
    return next(leaf for leaf in criteria_of(sheet_in_force(three.year.id).id) if leaf.path == path)


def page_of(three, agency, make):
    return f"{ROOT}/appraisal/agencies/{card(three, agency, make).public_id}"


def say(client, three, agency, make, path="I/1", version=0, headers=None, **words):
    found = row(three, agency, make, path)
    return send(client, f"{ROOT}/appraisal/rows/{found.public_id}", headers, version=version, **words)


def send(client, address, headers=None, **data):
    page = client.get("/account").get_data(as_text=True)
    token = re.search(r'csrf-token" content="([^"]+)"', page)[1]
    return client.post(address, data={"csrf_token": token} | data, headers=headers)


def found_on(three, agency, make):
    """What stands on a card, by path, as the operator of the test sees it."""
    with acting(make.scope(three, three.deputy if agency is three.lead else three.lead)):
        paths = {leaf.id: leaf.path for leaf in criteria_of(sheet_in_force(three.year.id).id)}
        said = {paths[key]: finding for key, finding in appraisals_of(card_of(three.year.id, agency.id).id).items()}
        make.keep()
    return said


def text(answer):
    return answer.get_data(as_text=True)


def criterion_id(three, make, path="I/1"):
    with acting(make.scope(three, three.lead)):
        found = criterion(three, path).public_id
        make.keep()
    return found


def filed_again(three, agency, make, path, inputs):
    """The agency files once more, with one row changed."""
    with acting(make.scope(three, agency, seated=False)):
        again = card_of(three.year.id, agency.id)
        before, changed = last_filed(again.id), criterion(three, path).id
        owner = {"year_id": three.year.id, "agency_id": agency.id}
        now = FiledCard(
            **owner, filed=True, scorecard_id=again.id, number=2, sheet_id=before.sheet_id, filed_at=clock.now(),
            seal="1" * 64,
        )  # fmt: skip
        db.session.add(now)
        db.session.flush()
        for mark in filed_marks_of(before.id):
            fresh = mark.criterion_id == changed
            seal, entered = ("2" * 64, inputs) if fresh else (mark.seal, mark.inputs)
            values = {"filed_card_id": now.id, "criterion_id": mark.criterion_id, "inputs": entered, "seal": seal}
            db.session.add(FiledMark(**owner, filed=True, **values))
        again.stage, again.filings = "submitted", 2
        make.keep()


def settle_all(client, three, agency, make):
    return send(client, f"{ROOT}/appraisal/cards/{card(three, agency, make).public_id}/accept", filing=1)


def walk_in(page, login):
    db.session.commit()
    page.goto("/sign-in")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(f"**{ROOT}/")
