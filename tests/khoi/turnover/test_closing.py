"""A year is closed by two people over what both have read; the operator alone opens it again."""

from json import loads

import pytest

from khoi.turnover import actions
from khoi.turnover.models import closing_request, unfinished
from khoi.years.actions import reopen_year
from tenants.database import db
from tenants.models import year_by_id
from tenants.notices import notices_to
from tenants.refusal import Refused
from tenants.roles import YearState
from tenants.scope import Scope, acting
from tests.khoi.scoring.cards_made import filed, working

pytestmark = pytest.mark.usefixtures("in_december")


def asked(trio, make):
    with working(trio, trio.lead, make, seated=True, user=1):
        return actions.ask_to_close(trio.year)


def test_two_people_close_a_year_and_every_member_is_told(trio, make):
    request = asked(trio, make)
    assert asked(trio, make).id == request.id
    with working(trio, trio.deputy, make, seated=True):
        row = closing_request(trio.year.id)
        assert loads(row.unfinished) == unfinished(trio.year)
        actions.confirm_closing(row)
    assert year_by_id(trio.year.id).state == YearState.CLOSED
    with acting(make.scope(trio, trio.other, seated=False)):
        assert "đã khóa" in notices_to(trio.other.id)[0].text
        db.session.rollback()


def test_the_lead_alone_closes_nothing(trio, make):
    asked(trio, make)
    with pytest.raises(Refused, match="lãnh đạo Khối phó"), working(trio, trio.lead, make, seated=True):
        actions.confirm_closing(closing_request(trio.year.id))
    assert year_by_id(trio.year.id).state == YearState.OPEN


def test_what_is_confirmed_is_what_was_asked(trio, make):
    asked(trio, make)
    filed(trio, trio.member, make)
    with pytest.raises(Refused, match="đã khác lúc"), working(trio, trio.deputy, make, seated=True):
        actions.confirm_closing(closing_request(trio.year.id))


def test_a_request_to_close_is_answered_once(trio, make):
    asked(trio, make)
    with working(trio, trio.deputy, make, seated=True):
        request = closing_request(trio.year.id)
        actions.decline_closing(request)
        with pytest.raises(Refused, match="đã được trả lời"):
            actions.confirm_closing(request)
        assert closing_request(trio.year.id) is None
    assert year_by_id(trio.year.id).state == YearState.OPEN


def test_only_the_operator_opens_a_closed_year_again_and_says_why(trio, make):
    with acting(Scope.of_operator(trio.bloc.id, trio.year.id)):
        year = year_by_id(trio.year.id)
        with pytest.raises(Refused, match="chưa khóa"):
            reopen_year(year, "Sửa")
        year.state = YearState.CLOSED
        with pytest.raises(Refused, match="lý do"):
            reopen_year(year, " ")
        reopen_year(year, "Sửa sai sót theo kết luận")
        db.session.commit()
    assert year_by_id(trio.year.id).state == YearState.OPEN
