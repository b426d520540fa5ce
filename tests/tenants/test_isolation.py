"""The wall: whose rows may be read and written."""

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError, StatementError

from khoi.scoring.models import Scorecard, card_of
from tenants.database import db
from tenants.scope import NoScope, OutOfScope, acting


@pytest.fixture
def trio(make):
    three = make.bloc_of_three()
    make.sheet(three)
    return three


def begin_card(trio, make, agency):
    with acting(make.scope(trio, agency, seated=False)):
        card = Scorecard(year_id=trio.year.id, agency_id=agency.id, sheet_id=1, stage="draft")
        db.session.add(card)
        db.session.commit()
    return card


def test_an_agency_sees_its_own_card_and_a_rival_sees_nothing(trio, make):
    card = begin_card(trio, make, trio.member)
    with acting(make.scope(trio, trio.member, seated=False)):
        assert card_of(trio.year.id, trio.member.id).id == card.id
        db.session.rollback()
    with acting(make.scope(trio, trio.other, seated=False)):
        assert card_of(trio.year.id, trio.member.id) is None


def test_without_a_scope_a_query_raises(trio):
    with pytest.raises((NoScope, StatementError), match="no scope"):
        db.session.scalars(select(Scorecard)).all()


def test_the_session_refuses_to_write_for_another_agency(trio, make):
    with acting(make.scope(trio, trio.member, seated=False)), pytest.raises(OutOfScope):
        db.session.add(Scorecard(year_id=trio.year.id, agency_id=trio.other.id, sheet_id=1, stage="draft"))
        db.session.commit()
    db.session.rollback()


def test_the_database_refuses_it_too_when_the_session_is_passed_by(trio, make):
    row = {"year_id": trio.year.id, "agency_id": trio.other.id, "sheet_id": 1, "stage": "draft", "public_id": "x" * 12}
    blank = {"filings": 0, "imported": False, "returned_reason": "", "version": 1}
    with acting(make.scope(trio, trio.member, seated=False)), pytest.raises(DBAPIError):
        db.session.execute(insert(Scorecard.__table__).values(row | blank))
    db.session.rollback()
