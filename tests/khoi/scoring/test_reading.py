"""The page's bulk reader passes the session's wall by: it keeps to the scope it is given all the same."""

import pytest

from khoi.scoring.models.reading import card_page
from tenants.database import db
from tenants.scope import Scope, acting
from tests.khoi.scoring.cards_made import ROWS, begun, card_again, filed, fill, working


@pytest.fixture
def three(make):
    trio = make.bloc_of_three()
    make.sheet(trio, *ROWS)
    return trio


def seen_by(scope):
    with acting(scope):
        try:
            return card_page(scope)
        finally:
            db.session.rollback()


def test_an_agency_reads_its_own_card_with_every_row_in_the_printed_order(three, make):
    card = begun(three, three.member, make)
    with working(three, three.member, make):
        fill(card)
    own = card.public_id
    page = seen_by(make.scope(three, three.member, seated=False))
    assert page.id == own
    assert [row.path for row in page.rows] == ["I/1", "I/2", "I/3", "I/4"]
    assert [row.version for row in page.rows] == [2, 2, 2, 1]


@pytest.mark.parametrize("seated", [False, True])
@pytest.mark.parametrize("who", ["lead", "deputy", "other"])
def test_nobody_else_reads_it_whatever_his_seat_and_whatever_its_stage(three, make, who, seated):
    filed(three, three.member, make)
    assert seen_by(make.scope(three, getattr(three, who), seated=seated)) is None


def test_a_scope_without_an_agency_reads_nothing(three, make):
    begun(three, three.member, make)
    assert seen_by(Scope(bloc=three.bloc.id, year=three.year.id, observer=1)) is None
    assert seen_by(Scope.of_operator(three.bloc.id, three.year.id)) is None


def test_two_agencies_cards_never_mix(three, make):
    ours, theirs = begun(three, three.member, make), begun(three, three.other, make)
    with working(three, three.other, make):
        fill(theirs)
    own = ours.public_id
    page = seen_by(make.scope(three, three.member, seated=False))
    assert page.id == own
    assert {row.inputs for row in page.rows} == {"{}"}


def test_another_year_of_the_same_agency_is_another_card(three, make):
    begun(three, three.member, make)
    before = make.year(three.bloc, 2025)
    make.member(before, three.member)
    db.session.commit()
    scope = Scope(bloc=three.bloc.id, year=before.id, agency=three.member.id)
    assert seen_by(scope) is None


def test_what_is_read_again_unchanged_is_the_same_page_and_a_change_makes_another(three, make):
    begun(three, three.member, make)
    scope = make.scope(three, three.member, seated=False)
    first, again = seen_by(scope), seen_by(scope)
    assert first is again
    with working(three, three.member, make):
        fill(card_again(three, three.member))
    assert seen_by(scope) is not first
