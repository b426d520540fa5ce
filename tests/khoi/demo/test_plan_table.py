"""Each of the 22 tasks of the customer's plan has its place in the portal, and the table of it is true."""

from flask import g

from khoi.demo.stagehand import LEAD
from khoi.plans.models import links_of, plan_of, tasks_of
from khoi.plans.views.linking import hung
from tenants.database import db
from tenants.models import agency_coded, bloc_named, user_with_login, year_of
from tenants.scope import Scope, acting
from tenants.sessions import open_session
from tests.plan_table import TABLE, table_of


def test_the_table_says_what_the_demo_shows(demo_bloc):
    assert TABLE.read_text(encoding="utf-8") == table_of()


def test_every_task_of_the_plan_leads_to_what_the_portal_does_for_it(demo_bloc):
    bloc = bloc_named("noi-chinh")
    year, agency = year_of(bloc.id, 2026), agency_coded(bloc.id, LEAD.code)
    lead = Scope(bloc=bloc.id, year=year.id, agency=agency.id, lead_agency=agency.id, open=1)
    with acting(lead), demo_bloc.test_request_context("/noi-chinh/2026/"):
        g.bloc_slug, g.year_number = "noi-chinh", 2026
        planned = [task for task in tasks_of(plan_of(year.id, agency.id)) if not task.on_request]
        addresses = {(task.quarter, task.number): [hung(link).url for link in links_of(task)] for task in planned}
        db.session.rollback()
    assert len(addresses) == 22
    token = open_session(user_with_login("ttt.daumoi").id, "", "")
    db.session.commit()
    client = demo_bloc.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = token
    for task, urls in addresses.items():
        assert urls, task
        for url in urls:
            with client.get(url) as answer:
                assert answer.status_code == 200, (task, url)
