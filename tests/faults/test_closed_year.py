"""A closed year stands: no address, no form and no statement on the app's connection changes a byte of it."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from sqlalchemy import inspect, text

from tenants.database import db
from tenants.models import bloc_named, year_of
from tenants.scope import Scope, acting
from tests.faults.forms_found import IDS, forms_before
from tests.faults.visitors import Visitor

LAST = "/noi-chinh/2025/"
#: They grow by who looks and takes home, in a closed year too.
COUNTED = ("journal_line", "ration_use")
EVERYBODY = ("sonoivu", "stp.daumoi", "stp.lanhdao", "ca.lanhdao", "ttt.lanhdao", "bnc.daumoi", "bnc.lanhdao")
PEOPLE = ("stp.daumoi", "stp.lanhdao", "ca.lanhdao", "ttt.daumoi", "ttt.lanhdao")


@pytest.fixture
def last(demo_bloc):
    bloc = bloc_named("noi-chinh").id
    year = year_of(bloc, 2025).id
    db.session.rollback()
    return bloc, year


def is_taken_home(app, address):
    """Does sending a form there hand out a file, and change nothing of the year?"""
    endpoint, _ = app.url_map.bind("").match(urlsplit(address).path, method="POST")
    return hasattr(app.view_functions[endpoint], "__takes_home__")


def kept(bloc, year):
    """Every row of the year, table by table."""
    with acting(Scope.of_operator(bloc, year)):
        connection = db.session.connection()
        tables = [
            name
            for name in inspect(connection).get_table_names()
            if name not in COUNTED and any(c["name"] == "year_id" for c in inspect(connection).get_columns(name))
        ]
        rows = {
            name: connection.execute(text(f"SELECT * FROM {name} WHERE year_id = {year} ORDER BY 1")).fetchall()
            for name in tables
        }
        db.session.rollback()
    return rows


def pages_of(app, visitor):
    """Every page of the closed year that this person comes to, by a link or by its plain address."""
    bare = [rule for rule in app.url_map.iter_rules() if rule.arguments == {"bloc", "year"} and "GET" in rule.methods]
    waiting = [rule.build({"bloc": "noi-chinh", "year": 2025})[1] for rule in bare]
    linked, seen = {LAST}, set()
    while waiting or linked - seen:
        address = waiting.pop() if waiting else min(linked - seen)
        seen.add(address)
        with visitor.get(address) as answer:
            assert answer.status_code != 403 or address not in linked, f"a link to what is closed: {address}"
            if answer.status_code != 200 or answer.mimetype != "text/html":
                continue
            yield address, answer.text
            known = {IDS.sub("/…", each) for each in seen | linked}
            for link in re.findall(r'<a [^>]*href="([^"#?]+)', answer.text):
                if link.startswith(LAST) and IDS.sub("/…", link) not in known:
                    linked.add(link)


def sent_from(page, address):
    """Where the page's forms and their buttons would send something."""
    forms = re.findall(r'<form [^>]*method="post"[^>]*>', page)
    for form in forms:
        named = re.search(r'action="([^"]*)"', form)
        yield urljoin(address, named[1] if named else address)
    yield from re.findall(r'formaction="([^"]*)"', page)


@pytest.mark.parametrize("login", EVERYBODY)
def test_no_page_of_a_closed_year_draws_a_form_that_the_gate_would_refuse(app, last, login):
    walked = 0
    for address, page in pages_of(app, Visitor(app, login)):
        walked += 1
        for action in sent_from(page, address):
            assert not action.startswith(LAST) or is_taken_home(app, action), (address, action)
    assert walked > (3 if login == "sonoivu" else 20)


def test_no_form_changes_a_closed_year_but_files_are_still_handed_out(app, last):
    before = kept(*last)
    assert sum(map(len, before.values())) > 500
    for login in PEOPLE:
        visitor = Visitor(app, login)
        for form in forms_before(visitor, LAST, within=LAST):
            if not form.action.startswith(LAST):
                continue
            # Who asks for one person's data has to name him.
            values = {name: value or ("Nguyễn Văn An" if name == "name" else "") for name, value in form.values}
            answer = visitor.send(form.action, values)
            wanted = 200 if is_taken_home(app, form.action) else 403
            assert answer.status_code == wanted, (login, form.action)
    assert kept(*last) == before


def test_no_address_changes_a_closed_year(app, last):
    before, tried = kept(*last), 0
    visitor = Visitor(app, "ttt.lanhdao")
    for rule in app.url_map.iter_rules():
        values = dict.fromkeys(rule.arguments, "unknown-0000") | {"bloc": "noi-chinh", "year": 2025}
        if not {"bloc", "year"} <= rule.arguments or "POST" not in (rule.methods or ()):
            continue
        address = rule.build(values)[1]
        if not is_taken_home(app, address):
            assert visitor.post(address).status_code == 403, rule.rule
            tried += 1
    assert tried > 50
    assert kept(*last) == before


def test_no_statement_of_the_app_changes_what_is_published(app, last):
    bloc, year = last
    before = kept(bloc, year)
    for table in ("mark", "scorecard", "filed_mark", "filed_card", "standing", "standing_line"):
        for statement in (
            f"UPDATE {table} SET public_id = 'x' || substr(public_id, 2) WHERE year_id = {year}",
            f"DELETE FROM {table} WHERE year_id = {year}",
            f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE year_id = {year}",
        ):
            with acting(Scope(bloc=bloc, year=year, agency=1, lead_agency=1, lead=1)):
                try:
                    db.session.connection().exec_driver_sql(statement)
                    db.session.commit()
                except Exception:  # noqa: BLE001 - in which words it is refused is the database's own affair
                    db.session.rollback()
    assert kept(bloc, year) == before
