"""A closed year stands: no address, no form and no statement on the app's connection changes a byte of it."""

import pytest
from sqlalchemy import inspect, text

from tenants.database import db
from tenants.models import bloc_named, year_of
from tenants.scope import Scope, acting
from tests.faults.forms_found import forms_before
from tests.faults.visitors import Visitor

LAST = "/noi-chinh/2025/"
#: They hand out a file and change nothing.
TAKEN_HOME = ("/scorecard/workbook", "/evidence/list", "/summaries/workbook", "/summaries/own-workbook")
PEOPLE = ("stp.daumoi", "stp.lanhdao", "ca.lanhdao", "ttt.daumoi", "ttt.lanhdao")


@pytest.fixture
def last(demo_bloc):
    bloc = bloc_named("noi-chinh").id
    year = year_of(bloc, 2025).id
    db.session.rollback()
    return bloc, year


def kept(bloc, year):
    """Every row of the year, table by table."""
    with acting(Scope.of_operator(bloc, year)):
        connection = db.session.connection()
        tables = [
            name
            for name in inspect(connection).get_table_names()
            if name != "journal_line" and any(c["name"] == "year_id" for c in inspect(connection).get_columns(name))
        ]
        rows = {
            name: connection.execute(text(f"SELECT * FROM {name} WHERE year_id = {year} ORDER BY 1")).fetchall()
            for name in tables
        }
        db.session.rollback()
    return rows


def test_no_form_changes_a_closed_year_but_files_are_still_handed_out(app, last):
    before = kept(*last)
    assert sum(map(len, before.values())) > 500
    for login in PEOPLE:
        visitor = Visitor(app, login)
        for form in forms_before(visitor, LAST, within=LAST):
            if not form.action.startswith(LAST):
                continue
            answer = visitor.send(form.action, dict(form.values))
            wanted = 200 if form.action.endswith(TAKEN_HOME) else 403
            assert answer.status_code == wanted, (login, form.action)
    assert kept(*last) == before


def test_no_address_changes_a_closed_year(app, last):
    before, tried = kept(*last), 0
    visitor = Visitor(app, "ttt.lanhdao")
    for rule in app.url_map.iter_rules():
        if {"bloc", "year"} <= rule.arguments and "POST" in (rule.methods or ()) and not rule.rule.endswith(TAKEN_HOME):
            values = dict.fromkeys(rule.arguments, "unknown-0000") | {"bloc": "noi-chinh", "year": 2025}
            assert visitor.post(rule.build(values)[1]).status_code == 403, rule.rule
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
