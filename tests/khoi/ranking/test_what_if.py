"""The page of what if: for the chairs and the team alone; it leaves every row of the database as it was."""

from decimal import Decimal

import pytest
from sqlalchemy import inspect

from khoi.scoring.actions.appraising import accept_in_bulk, appraise
from khoi.scoring.actions.releasing import release
from khoi.scoring.models import card_of
from khoi.scoring.rules import Verdict
from khoi.sheets.models import criteria_of, sheet_in_force
from tenants.database import db
from tenants.scope import Scope, acting
from tests.khoi.accounts.people import sign_in
from tests.khoi.home.years_lived import statements
from tests.khoi.scoring.appraisal_made import DIRECT, ITEMS

PAGE = "/noi-chinh/2026/ranking/what-if"


@pytest.fixture
def year(make):
    bloc = make.bloc_of_three()
    make.sheet(bloc, DIRECT, ITEMS)
    claims = {bloc.lead: "44", bloc.deputy: "42", bloc.member: "48", bloc.other: "30"}
    for agency, points in claims.items():
        make.filed_card(bloc, agency, {"I/1": f'{{"points":"{points}"}}', "I/2": '{"count":"2"}'})
        with acting(make.scope(bloc, bloc.deputy if agency is bloc.lead else bloc.lead)):
            card = card_of(bloc.year.id, agency.id)
            leaf = next(row for row in criteria_of(sheet_in_force(bloc.year.id).id) if row.path == "I/1")
            if agency is bloc.member:
                appraise(card, leaf, Verdict(points=Decimal(40), reason="Thiếu"), 0)
            accept_in_bulk(card)
            release(card)
            make.keep()
    return bloc


@pytest.fixture
def as_(app, year):
    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return enter


def words(client, address=PAGE):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_the_page_tells_margins_flips_and_what_a_taken_claim_would_do(as_):
    page = words(as_("l.clerk"))
    assert "Thay đổi nhỏ nhất để Đơn vị P đứng trên Đơn vị L" in page
    assert "+2,01" in page
    assert "1 tiêu chí thẩm định khác tự chấm; 1 tiêu chí làm đổi hạng" in page
    assert "Đơn vị A 3 → 1; Đơn vị L 1 → 2; Đơn vị P 2 → 3" in page
    assert "Đơn vị A đứng trên Đơn vị P" in words(as_("p.head"), f"{PAGE}?pair=1")
    for pair in ("99", "-3", "một"):
        assert as_("l.head").get(f"{PAGE}?pair={pair}").status_code == 200


def test_it_is_for_the_chairs_and_the_team(as_):
    assert as_("a.head").get(PAGE).status_code == 403
    assert "tính theo điểm tự chấm" in words(as_("b.clerk"))


def test_with_fewer_than_two_cards_it_says_so(app, make):
    bloc = make.bloc_of_three("kinh-te", "K")
    make.sheet(bloc)
    client = app.test_client()
    sign_in(client, "kl.clerk")
    assert "Cần ít nhất hai đơn vị" in words(client, "/kinh-te/2026/ranking/what-if")


def every_row(year):
    with acting(Scope.of_operator(year.bloc.id, year.year.id)):
        connection = db.session.connection()
        tables = [name for name in inspect(connection).get_table_names() if name not in ("session", "user_session")]
        found = {name: connection.exec_driver_sql(f'SELECT * FROM "{name}"').all() for name in tables}
        db.session.rollback()
    return found


def test_it_leaves_every_row_as_it_was(as_, year):
    lead = as_("l.head")
    lead.get(PAGE)
    before = every_row(year)
    for pair in range(3):
        lead.get(f"{PAGE}?pair={pair}")
    assert every_row(year) == before


def test_it_asks_the_same_few_questions_however_many_rows_there_are(as_, year, make):
    lead = as_("l.head")
    lead.get(PAGE)
    with statements() as few:
        lead.get(PAGE)
    late = make.agency(year.bloc, "N")
    make.member(year.year, late)
    make.filed_card(year, late, {"I/1": '{"points":"9"}'})
    with statements() as many:
        lead.get(PAGE)
    assert len(few) == len(many)
