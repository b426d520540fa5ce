"""Every route × every person × own, another's, unknown: the answer is the declared door's, and no canary sings."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tenants.database import db
from tenants.models import User
from tenants.roles import OPEN_TO_ALL, Role, Seat
from tenants.sessions import open_session
from tests.matrix_world import ARGUMENTS, CANARY, UNKNOWN, World, world_made


@pytest.fixture
def world(app: Flask, make: Any) -> World:
    return world_made(app, make)


def client_of(app: Flask, user: User | None) -> FlaskClient:
    client = app.test_client()
    if user is not None:
        token = open_session(user.id, "127.0.0.1", "test")
        db.session.commit()
        with client.session_transaction() as session:
            session["_user_id"] = token
            session["_fresh"] = True
    return client


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static":
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule, method


def address(rule: Rule, ids: dict[str, str]) -> str:
    """The rule's address in the bloc's year, with these ids and plain values for the rest."""
    values: dict[str, Any] = {"bloc": "noi-chinh", "year": 2026, "token": "x" * 43, "path": "I", "key": "scorecard"}
    for argument in rule.arguments - set(values):
        kind = ARGUMENTS.get(argument)
        converter = type(rule._converters[argument]).__name__
        if converter == "PublicId":
            assert kind is not None, f"{rule}: say in ARGUMENTS what {argument} names"
            values[argument] = ids.get(kind) or UNKNOWN
        else:
            values[argument] = 1 if "Integer" in converter else "I"
    built = rule.build({name: value for name, value in values.items() if name in rule.arguments})
    assert built is not None
    return built[1]


def may_enter(app: Flask, rule: Rule, person: tuple[User, Seat | None, bool]) -> bool:
    opened = app.view_functions[rule.endpoint].__door__  # type: ignore[attr-defined]
    user, seat, on_team = person
    seat = seat if "bloc" in rule.arguments else None
    return opened == OPEN_TO_ALL or opened.opens_for(Role(user.role), seat, on_team)


def test_nobody_who_is_not_signed_in_passes_a_door(app, world):
    strangers = {"anonymous": None, "disabled": world.people["disabled"][0]}
    for name, user in strangers.items():
        client = client_of(app, user)
        for rule, method in routes(app):
            if app.view_functions[rule.endpoint].__door__ != OPEN_TO_ALL:
                where = address(rule, world.ids["A"])
                answer = client.open(where, method=method)
                assert answer.status_code == 302, (name, method, where, answer.status_code)
                assert "/sign-in" in answer.headers["Location"]
                script = client.open(where, method=method, headers={"X-Requested-With": "fetch"})
                assert script.status_code == 401, (name, method, where, script.status_code)


def test_each_door_lets_in_just_whom_it_names(app, world):
    for name, person in world.people.items():
        if name in ("disabled", "head of another bloc", "operator"):
            continue
        for rule, method in routes(app):
            if "end" in rule.endpoint or rule.endpoint == "accounts.sign_out":
                continue  # it would end the session that asks
            client = client_of(app, person[0])
            with client.open(address(rule, {}), method=method) as answer:
                pass
            where = (name, method, str(rule), answer.status_code)
            if may_enter(app, rule, person):
                assert answer.status_code not in (401, 403, 405), where
                assert answer.status_code < 500, where
                if any(type(c).__name__ == "PublicId" for c in rule._converters.values()):
                    assert answer.status_code in (400, 404, 409, 422), where
            else:
                assert answer.status_code == 403, where


def test_to_people_of_another_bloc_the_bloc_does_not_exist(app, world):
    for name in ("head of another bloc", "operator"):
        client = client_of(app, world.people[name][0])
        for rule, method in routes(app):
            if "bloc" in rule.arguments:
                answer = client.open(address(rule, world.ids["A"]), method=method)
                assert answer.status_code == 404, (name, method, str(rule), answer.status_code)


def plain(answer: Any) -> str:
    """A page without what differs each time: tokens and error ids."""
    text = re.sub(r'(content|value)="[^"]{40,}"', "", answer.get_data(as_text=True))
    return re.sub(r"\b[0-9a-f]{8}\b", "", text)


def test_what_is_anothers_and_what_does_not_exist_are_the_same_to_the_byte(app, world):
    """The member's people try every address with the rival's ids."""
    for name in ("clerk of A", "head of A"):
        person = world.people[name]
        for rule, method in routes(app):
            kinds = {ARGUMENTS[a] for a in rule.arguments if a in ARGUMENTS and ARGUMENTS[a] in world.ids["B"]}
            kinds -= {"criterion", "section", "filing", "sheet", "asked"}
            if not kinds or not may_enter(app, rule, person):
                continue
            client = client_of(app, person[0])
            where = (name, method, str(rule))
            with (
                client.open(address(rule, world.ids["B"]), method=method) as theirs,
                client.open(address(rule, {}), method=method) as unknown,
            ):
                if app.view_functions[rule.endpoint].__door__ != OPEN_TO_ALL:
                    assert theirs.status_code == unknown.status_code == 404, (*where, theirs.status_code)
                assert plain(theirs) == plain(unknown), where


def test_nothing_of_an_unfiled_card_is_on_any_page_of_anybody_else(app, world):
    for name, (user, *_) in world.people.items():
        own = next((code for code in world.ids if name.endswith(f"of {code}")), "")
        client = client_of(app, user)
        for rule, method in routes(app):
            if method != "GET" or rule.endpoint.startswith("accounts.sign"):
                continue
            for ids in world.ids.values():
                with client.get(address(rule, ids)) as answer:
                    text = answer.get_data().decode(errors="replace")  # files too
                assert answer.status_code < 500, (name, str(rule), answer.status_code)
                sung = set(re.findall(CANARY + r"-(\w)", text)) - {own}
                assert not sung, (name, str(rule), sung)
    assert own is not None
