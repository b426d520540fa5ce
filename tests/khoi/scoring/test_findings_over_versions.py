"""What was said on a row stays said when a newer version of the sheet leaves that row alone."""

from datetime import timedelta
from decimal import Decimal

import pytest

from khoi.home.models import look_at
from khoi.scoring import actions
from khoi.scoring.actions.appraising import accept_in_bulk, appraise, withdraw
from khoi.scoring.actions.releasing import release, send_back
from khoi.scoring.models import last_filed
from khoi.scoring.models.appraisals import findings_by_path, lines_on
from khoi.scoring.models.appraising import whole_desk
from khoi.scoring.models.filed import rows_filed
from khoi.scoring.rules import Verdict
from tenants import clock
from tenants.database import db
from tests.khoi.scoring.cards_made import ROWS, card_again, filed, new_version, working


@pytest.fixture
def three(make):
    trio = make.bloc_of_three()
    make.sheet(trio, *ROWS)
    make.dates(trio, clock.now() + timedelta(days=1))
    return trio


@pytest.fixture
def refiled(three, make):
    """Every row was settled; the card went back, took over a version that changes I/2 alone, and was filed anew."""
    filed(three, three.member, make)
    db.session.expunge_all()
    with working(three, three.lead, make, seated=True):
        card = card_again(three, three.member)
        appraise(card, leaf_of(card, "I/1"), Verdict(points=Decimal(30), reason="Thiếu phụ lục 2"), 0)
        accept_in_bulk(card)
        send_back(card, "Bảng tiêu chí có phiên bản mới", None)
    new_version(three, make, row_2={"method": '{"type":"percent","minus_per_percent":"3"}'})
    db.session.expunge_all()
    with working(three, three.member, make):
        card = card_again(three, three.member)
        actions.carry_over(card)
        actions.send_to_head(card)
        actions.submit(card, card.version)
    db.session.expunge_all()
    return three


def leaf_of(card, path):
    return next(leaf for _, leaf in rows_filed(last_filed(card.id).id) if leaf.path == path)


def settled(three):
    desk = whole_desk(three.year.id)
    return {row.leaf.path for row in desk.review_of(three.member.id).rows if row.settled}


def test_the_rows_it_left_alone_are_settled_and_the_card_is_released_with_the_rest(refiled, make):
    with working(refiled, refiled.lead, make, seated=True):
        card = card_again(refiled, refiled.member)
        assert settled(refiled) == {"I/1", "I/3", "I/4"}
        accept_in_bulk(card)
        assert look_at(2026, is_open=True).bloc.waiting.to_release == (refiled.member.name,)
        release(card)
        assert findings_by_path(card.id)["I/1"].points == Decimal(30)


def test_a_row_it_left_alone_is_appraised_anew_from_what_the_desk_shows(refiled, make):
    with working(refiled, refiled.lead, make, seated=True):
        card = card_again(refiled, refiled.member)
        row = whole_desk(refiled.year.id).review_of(refiled.member.id).row_at("I/1")
        appraise(card, leaf_of(card, "I/1"), Verdict(points=Decimal(35), reason="Đã bổ sung"), row.version)
        db.session.flush()
        assert findings_by_path(card.id)["I/1"].points == Decimal(35)
        assert len(lines_on(card.id, "I/1")) == 2


def test_a_word_from_before_the_new_version_can_be_taken_back(refiled, make):
    with working(refiled, refiled.lead, make, seated=True):
        card = card_again(refiled, refiled.member)
        withdraw(card, leaf_of(card, "I/1"), 1)
        db.session.flush()
        assert "I/1" not in settled(refiled)
