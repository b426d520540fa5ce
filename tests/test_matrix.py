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
from tests.matrix_explained import HEARERS
from tests.matrix_things import CANARY
from tests.matrix_world import ARGUMENTS, UNKNOWN, World, world_made

DOCUMENTS = frozenset({"version_id", "evidence_id"})


@pytest.fixture
def world(app: Flask, make: Any) -> World:
    return world_made(app, make)


@pytest.fixture
def explained(app: Flask, make: Any) -> World:
    """The same bloc when cards are explained and papers issued."""
    return world_made(app, make, explained=True)


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


def same_as_unknown(
    app: Flask, world: World, names: tuple[str, ...], kinds_of: set[str], theirs: dict[str, str]
) -> int:
    """These people try every address with ids of those kinds: the answers are those to ids that do not exist. How many
    addresses they tried."""
    tried = 0
    for name in names:
        person = world.people[name]
        for rule, method in routes(app):
            kinds = {ARGUMENTS[argument] for argument in rule.arguments if argument in ARGUMENTS} & kinds_of
            if not kinds or not may_enter(app, rule, person):
                continue
            client, where = client_of(app, person[0]), (name, method, str(rule))
            with (
                client.open(address(rule, theirs), method=method) as found,
                client.open(address(rule, {}), method=method) as unknown,
            ):
                if app.view_functions[rule.endpoint].__door__ != OPEN_TO_ALL:  # type: ignore[attr-defined]
                    assert found.status_code == unknown.status_code == 404, (*where, found.status_code)
                assert plain(found) == plain(unknown), where
            tried += 1
    return tried


def test_what_is_anothers_and_what_does_not_exist_are_the_same_to_the_byte(app, world):
    """The member's people try every address with the rival's ids."""
    kinds = set(world.ids["B"]) - {"criterion", "section", "filing", "sheet", "asked"}
    assert same_as_unknown(app, world, ("clerk of A", "head of A"), kinds, world.ids["B"]) > 100


def test_of_what_is_explained_or_issued_to_another_there_is_nothing_either(app, explained):
    """The same later in the year: the member with the rival's ids, the rival (who appraises) with the member's paper,
    and the deputy, who appraises neither."""
    kinds = {"round", "row", "mark", "card", "evidence", "version", "paper", "signed_paper"}
    heard = {"version": explained.ids["B"]["heard_version"], "evidence": explained.ids["B"]["heard_evidence"]}
    assert same_as_unknown(app, explained, ("clerk of A", "head of A"), kinds, explained.ids["B"]) > 20
    assert same_as_unknown(app, explained, ("clerk of A",), {"version", "evidence"}, explained.ids["B"] | heard)
    papers = {"paper", "signed_paper"}
    assert same_as_unknown(app, explained, ("head of B", "head of P", "observer"), papers, explained.ids["A"])
    sent = explained.ids["A"] | {"version": explained.ids["A"]["heard_version"]}
    assert same_as_unknown(app, explained, ("clerk of P",), {"version"}, sent)


def heard_by(
    app: Flask, name: str, user: User, ids: dict[str, str], only: frozenset[str] = frozenset()
) -> set[tuple[str, str]]:
    """The songs, and whose, on all pages and files that this person gets with these ids; `only` where the address names
    one of those."""
    client, heard = client_of(app, user), set()
    for rule, method in routes(app):
        if method != "GET" or rule.endpoint.startswith("accounts.sign") or (only and not only & rule.arguments):
            continue
        with client.get(address(rule, ids)) as answer:
            text = answer.get_data().decode(errors="replace")  # files too
        assert answer.status_code < 500, (name, str(rule), answer.status_code)
        sung = set(re.findall(f"({'|'.join(HEARERS)})-(\\w)", text))
        wrong = {(song, whose) for song, whose in sung if agency_in(name) not in HEARERS[song][whose]}
        assert not wrong, (name, str(rule), wrong)
        heard |= sung
    return heard


def agency_in(name: str) -> str:
    """ "head of A" → A; of who has no agency here: nothing."""
    return name[-1] if name[-2:-1] == " " else ""


def test_nothing_of_an_unfiled_card_is_on_any_page_of_anybody_else(app, world):
    for name, (user, *_) in world.people.items():
        heard = {each for ids in world.ids.values() for each in heard_by(app, name, user, ids)}
        own = agency_in(name)
        assert heard == ({(CANARY, own)} if own in world.ids else set()), name


def test_what_is_explained_and_issued_is_heard_by_whom_it_concerns_and_by_nobody_else(app, explained):
    for name, (user, *_) in explained.people.items():
        heard = set()
        for ids in explained.ids.values():
            heard |= heard_by(app, name, user, ids)
            sent = {"version": ids["heard_version"], "evidence": ids["heard_evidence"]}
            heard |= heard_by(app, name, user, ids | sent, DOCUMENTS)
        may = {
            (song, whose) for song, of in HEARERS.items() for whose, who in of.items() if agency_in(name) in who
        }  # fmt: skip
        assert heard == may, name
