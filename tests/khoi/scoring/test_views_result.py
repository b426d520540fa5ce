"""The agency's own result: nothing before the release, then points and reasons row by row."""

from datetime import timedelta
from decimal import Decimal

import pytest

from khoi.scoring.actions.appraising import accept_in_bulk, appraise
from khoi.scoring.actions.releasing import release, send_back
from khoi.scoring.models import appraisals_of
from khoi.scoring.rules import Verdict
from khoi.sheets.models import criteria_of
from tenants import clock
from tenants.database import db
from tests.khoi.accounts.people import sign_in
from tests.khoi.scoring.cards_made import ROWS, card_again, filed, working

RESULT = "/noi-chinh/2026/scorecard/result"


@pytest.fixture
def three(make):
    trio = make.bloc_of_three()
    make.sheet(trio, *ROWS)
    make.dates(trio, clock.now() + timedelta(days=1))
    return trio


@pytest.fixture
def clerk(app, three):
    client = app.test_client()
    sign_in(client, "a.clerk")
    return client


def appraised(three, make):
    filed(three, three.member, make)
    db.session.expunge_all()
    with working(three, three.lead, make, seated=True):
        card = card_again(three, three.member)
        row = next(node for node in criteria_of(card.sheet_id) if node.path == "I/1")
        appraise(card, row, Verdict(points=Decimal(30), reason="Thiếu phụ lục 2"), 0)
        accept_in_bulk(card)
    return card


def test_before_the_release_the_agency_sees_nothing_of_the_appraisal(three, make, clerk):
    appraised(three, make)
    html = clerk.get(RESULT).get_data(as_text=True)
    assert "Chưa có kết quả thẩm định" in html
    assert "Thiếu phụ lục 2" not in html


def test_after_the_release_it_sees_points_differences_and_reasons_but_no_relative_points(three, make, clerk):
    appraised(three, make)
    db.session.expunge_all()
    with working(three, three.lead, make, seated=True):
        release(card_again(three, three.member))
    html = clerk.get(RESULT).get_data(as_text=True)
    assert "Thiếu phụ lục 2" in html
    assert "−8,5" in html
    assert html.count(">tính khi công bố<") + html.count("<b>tính khi công bố</b>") >= 2
    assert "84,33" in html  # 38,5 + 35,83 + 10, without the relative row
    assert "75,83" in html


def test_points_typed_on_a_relative_row_wait_for_publication_too(three, make, clerk):
    filed(three, three.member, make)
    db.session.expunge_all()
    with working(three, three.lead, make, seated=True):
        card = card_again(three, three.member)
        row = next(node for node in criteria_of(card.sheet_id) if node.path == "I/3")
        appraise(card, row, Verdict(points=Decimal("7.25"), reason="Số liệu của Khối"), 0)
        accept_in_bulk(card)
        release(card)
    html = clerk.get(RESULT).get_data(as_text=True)
    assert "7,25" not in html
    assert "91,58" not in html  # nor in the total
    assert "84,33" in html


def test_after_a_return_nothing_tells_the_agency_how_far_the_next_appraisal_is(three, make):
    appraised(three, make)
    db.session.expunge_all()
    with working(three, three.lead, make, seated=True):
        card = card_again(three, three.member)
        release(card)
        send_back(card, "Bổ sung minh chứng", None)
        assert len(appraisals_of(card.id)) == 4
    db.session.expunge_all()
    with working(three, three.member, make):
        assert appraisals_of(card_again(three, three.member).id) == {}
