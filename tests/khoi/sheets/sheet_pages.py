"""A bloc with its lead and a member at the pages of the score sheet."""

import html
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from khoi.sheets import actions
from khoi.sheets.excel import SAMPLE
from khoi.sheets.models import Criterion, Sheet, criteria_of, draft_of, spec_of
from khoi.sheets.rules import read_sheet
from tenants.database import db
from tenants.models import User
from tenants.scope import acting
from tenants.sessions import open_session
from tests import make
from tests.make import BlocOfThree

NOICHINH = read_sheet(json.loads((Path(__file__).parents[2] / "data/sheet-noichinh-2026.json").read_text()))
SCRIPT = {"X-Requested-With": "fetch"}
BASE = "/noi-chinh/2026/sheet"


@pytest.fixture
def bloc(app: Flask) -> BlocOfThree:
    app.config["WTF_CSRF_ENABLED"] = False
    return make.bloc_of_three()


def client(app: Flask, login: str) -> FlaskClient:
    user = db.session.query(User).filter_by(login=login).one()
    visitor = app.test_client()
    session_id = open_session(user.id, "127.0.0.1", "test")
    db.session.commit()
    with visitor.session_transaction() as session:
        session["_user_id"] = session_id
        session["_fresh"] = True
    return visitor


@pytest.fixture
def lead(app: Flask, bloc: BlocOfThree) -> FlaskClient:
    return client(app, "l.clerk")


@pytest.fixture
def member(app: Flask, bloc: BlocOfThree) -> FlaskClient:
    return client(app, "a.clerk")


@pytest.fixture
def eyes(bloc: BlocOfThree) -> Iterator[None]:
    """The test looks into the database as the lead."""
    with acting(make.scope(bloc, bloc.lead)):
        yield


def stored(bloc: BlocOfThree, spec: Any = SAMPLE, *, publish: bool = False) -> Sheet:
    with acting(make.scope(bloc, bloc.lead)):
        sheet = actions.store_sheet(bloc.year, spec)
        if publish:
            actions.publish(sheet)
        db.session.commit()
    return sheet


def rows_of(bloc: BlocOfThree, sheet: Sheet) -> dict[str, Criterion]:
    with acting(make.scope(bloc, bloc.lead)):
        found = {row.path: row for row in criteria_of(sheet.id)}
        db.session.commit()
    return found


def spec_in(bloc: BlocOfThree) -> Any:
    """The draft as it stands in the database now."""
    db.session.rollback()
    db.session.expunge_all()
    with acting(make.scope(bloc, bloc.lead)):
        sheet = draft_of(1)
        spec = spec_of(sheet) if sheet else None
        db.session.commit()
    return spec


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.get_data(as_text=True))


def upload(visitor: FlaskClient, name: str, content: bytes) -> Any:
    return visitor.post(f"{BASE}/import", data={"file": (io.BytesIO(content), name)})


def hidden(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return html.unescape(found[1])


def line(row: Criterion, **typed: str) -> dict[str, str]:
    return {"code": row.code, "title": row.title, "ceiling": "20", "seen": actions.seen(row)} | typed
