"""The demo bloc: every stage of a card is there, each reached the portal's own way."""

import pypdfium2
import pytest

from khoi.awards.models import award_proposals
from khoi.ballots.models import ballots_in
from khoi.demo import accounts_of, make_demo
from khoi.demo.cast import PARTS
from khoi.demo.papers import pdf
from khoi.demo.stagehand import LEAD, Stagehand
from khoi.plans.models import plan_of, tasks_of
from khoi.ranking.models import adopted_table, adoption_in_force, bloc_table, lines_of, standing_in_force
from khoi.scoring.models import cards_in
from khoi.scoring.models.filed import last_filed_in
from khoi.summaries.models import papers_in_force
from khoi.summaries.rules.papers import KINDS
from tenants import journal
from tenants.database import db
from tenants.models import agencies_of, bloc_named, user_with_login, year_of
from tenants.roles import Role
from tenants.scope import Scope, acting
from tests.make import CHEAP

STAGES = {
    "TTT": "under_appraisal",
    "CA": "appraised",
    "TAND": "submitted",
    "VKSND": "submitted",
    "STP": "draft",
    "THADS": "returned",
    "BNC": "explaining",
}


@pytest.fixture
def demo(demo_bloc):
    bloc = bloc_named("noi-chinh")
    return bloc, year_of(bloc.id, 2026), year_of(bloc.id, 2025)


def test_every_stage_is_there_and_one_agency_has_not_begun(demo):
    bloc, this, _ = demo
    codes = {agency.id: agency.code for agency in agencies_of(bloc.id)}
    db.session.rollback()
    with acting(Scope.of_operator(bloc.id, this.id)):
        assert {codes[agency]: card.stage for agency, card in cards_in(this.id).items()} == STAGES
        late = {codes[agency]: filed.days_late for agency, filed in last_filed_in(this.id).items()}
        assert late == {"TTT": 0, "CA": 0, "TAND": 0, "VKSND": 1, "THADS": 0, "BNC": 0}


def test_last_year_is_closed_and_published_with_all_its_places(demo):
    bloc, _, last = demo
    assert last.state == "closed"
    db.session.rollback()
    with acting(Scope.of_operator(bloc.id, last.id)):
        lines = lines_of(standing_in_force(last.id).id)
        assert sorted(line.rank for line in lines)[0] == 1
        assert len(lines) == len(PARTS)


def test_the_same_figures_come_out_each_time(demo):
    bloc, this, _ = demo
    with acting(Scope.of_operator(bloc.id, this.id)):
        totals = {standing.agency: str(standing.total) for standing in bloc_table(this.id).claimed}
    assert totals == {
        "TTT": "990.00", "CA": "992.00", "TAND": "943.05", "VKSND": "1007.50", "THADS": "857.61", "BNC": "1015.00",
    }  # fmt: skip


def test_the_journal_holds_from_the_first_line(demo):
    verdict = journal.verify(demo[0].id)
    assert verdict.lines > 500
    assert verdict.broken_at == 0


def test_people_may_sign_in_with_the_printed_passwords_and_need_not_change_them(demo, app):
    for account in accounts_of(app.config["SECRET_KEY"]):
        user = user_with_login(account.login)
        assert CHEAP.verify(user.password_hash, account.password)
        assert not user.must_change_password


def test_the_papers_are_real_pdfs_with_the_words_on_them():
    page = pypdfium2.PdfDocument(pdf("Báo cáo (năm)", ("Đơn vị: Sở Tư pháp",)))[0]
    assert "BAO CAO (NAM)" in page.get_textpage().get_text_range()
    assert "Don vi: so tu phap" in page.get_textpage().get_text_range()


def test_the_leads_plan_is_lived_up_to_november_and_a_member_has_its_own(demo):
    bloc, this, _ = demo
    db.session.rollback()
    with acting(Scope.of_operator(bloc.id, this.id)):
        plans = {agency.code: plan_of(this.id, agency.id) for agency in agencies_of(bloc.id)}
        tasks = {code: tasks_of(plan) for code, plan in plans.items() if plan}
    assert {code: len(each) for code, each in tasks.items()} == {"TTT": 23, "STP": 5}
    assert sum(task.of_bloc for task in tasks["TTT"]) == 6
    assert [task.quarter for task in tasks["TTT"] if task.status == "under_way"] == [3, 4, 4, 4]


def test_the_published_demo_has_its_year_adopted_and_published_by_two_people(app):
    make_demo(published=True)
    bloc = bloc_named("noi-chinh")
    year = year_of(bloc.id, 2026)
    db.session.rollback()
    with acting(Scope.of_operator(bloc.id, year.id)):
        adoption, standing = adoption_in_force(year.id), standing_in_force(year.id)
        assert adoption.asked_by != adoption.confirmed_by
        assert adopted_table(year.id).digest == standing.digest
        assert len(lines_of(standing.id)) == len(PARTS)
        db.session.rollback()
    with Stagehand(bloc, year, {each.code: each for each in agencies_of(bloc.id)}).as_seat(LEAD, Role.HEAD):
        votes = {(row.kind, row.way): (row.state, row.valid) for row in ballots_in(year.id)}
        assert votes == dict.fromkeys(
            (("question", "paper"), ("award", "portal"), ("election", "paper")), ("counted", True)
        )  # fmt: skip
        assert {row.kind for row in papers_in_force(year.id, KINDS)} == set(KINDS)
        assert all(row.told and row.shown for row, _ in award_proposals(year.id) if not row.about)
