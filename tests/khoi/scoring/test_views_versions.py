"""A new version of the sheet upon cards already filed: what the lead is told, and that ranking goes on."""

import pytest

from khoi.scoring.models.bloc import bloc_cards
from khoi.sheets import actions
from khoi.sheets.models import spec_of
from khoi.sheets.rules import read_sheet, write_sheet
from tenants.database import db
from tenants.scope import acting
from tests.khoi.accounts.people import sign_in
from tests.khoi.scoring.cards_made import begun, working

DIRECT = {"code": "1", "title": "Phối hợp", "ceiling": "50", "method": '{"type":"direct"}'}
ITEMS = {"code": "2", "title": "Phong trào", "ceiling": "30", "method": '{"type":"per_item","points":"10"}'}
CHECK = {"code": "3", "title": "Đăng ký", "ceiling": "20", "method": '{"type":"pass_fail"}'}
FILED = {"I/1": '{"points":"45"}', "I/2": '{"count":"3"}', "I/3": '{"met":true}'}


@pytest.fixture
def three(make):
    """The member has filed, the other agency has only begun."""
    bloc = make.bloc_of_three()
    make.sheet(bloc, DIRECT, ITEMS, CHECK)
    make.dates(bloc)
    make.filed_card(bloc, bloc.member, FILED)
    begun(bloc, bloc.other, make)
    return bloc


def second_version(three, make, *, publish=False):
    """Row 1 comes down below what was filed, row 2 changes its method, row 3 becomes row 4."""
    with working(three, three.lead, make, seated=True):
        draft = actions.new_version(three.year)
        data = write_sheet(spec_of(draft))
        first, second, third = data["sections"][0]["children"]
        first["ceiling"], second["method"], third["code"] = "40", {"type": "direct"}, "4"
        data["total"] = data["sections"][0]["ceiling"] = "90"
        actions.store_sheet(three.year, read_sheet(data))
        if publish:
            actions.publish(draft)
        make.keep()
    return draft


def test_the_lead_is_told_of_filed_cards_alone_how_many_rows_stay_change_and_go(app, three, make):
    draft = second_version(three, make)
    client = app.test_client()
    assert sign_in(client, "l.clerk").status_code == 303
    page = " ".join(client.get(f"/noi-chinh/2026/sheets/{draft.public_id}/filed-cards").text.split())
    assert three.member.name in page
    assert f'<th scope="row">{three.other.name}' not in page
    assert '<td class="number" data-label="Giữ nguyên">0</td>' in page
    assert '<td class="number" data-label="Giữ số liệu, tính lại">1</td>' in page


def test_a_filed_figure_that_no_longer_answers_its_row_counts_as_unanswered(three, make):
    sheet = second_version(three, make, publish=True)
    with acting(make.scope(three, three.lead)):
        card = next(card for card in bloc_cards(three.year.id, spec_of(sheet)) if card.agency == three.member.code)
        db.session.rollback()
    assert set(card.answers) == set()
