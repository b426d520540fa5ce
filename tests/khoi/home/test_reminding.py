"""Who is reminded: each agency that has not filed, once for each step, and nobody else hears of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from khoi.home.actions import remind_due
from khoi.home.models import Reminded
from khoi.pledges.actions import send_back
from khoi.pledges.models import registration_of
from khoi.scoring.models import card_of
from tenants import clock
from tenants.database import db
from tenants.models import year_by_id
from tenants.notices import notices_to
from tenants.roles import YearState
from tenants.scope import OutOfScope, Scope, acting
from tests.khoi.home.rounds import remind_round
from tests.khoi.pledges.pledges_made import DUE, bloc_with_catalogue, filed, fill, working


@pytest.fixture
def four(make):
    four = make.bloc_of_three()
    make.sheet(four)
    make.dates(four, due=clock.now() + timedelta(days=3))
    return four


def remind(four):
    """The codes of those who were reminded."""
    with acting(Scope.of_operator(four.bloc.id)):
        said = remind_due(year_by_id(four.year.id))
        db.session.commit()
    codes = {agency.id: agency.code for agency in (four.lead, four.deputy, four.member, four.other)}
    return sorted(codes[each.agency_id] for each in said)


def told(four, agency):
    with acting(Scope.of_operator(four.bloc.id)):
        texts = [row.text for row in notices_to(agency.id) if row.kind == "due"]
        db.session.rollback()
    return texts


def test_only_who_has_not_filed_is_reminded_and_only_once(four, make):
    make.filed_card(four, four.member)
    assert remind(four) == ["B", "L", "P"]
    assert remind(four) == []
    assert told(four, four.member) == []
    assert len(told(four, four.other)) == 1
    assert "còn 3 ngày" in told(four, four.other)[0]


def test_the_next_step_is_said_when_its_day_has_come(four):
    assert len(remind(four)) == 4
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        assert remind(four) == []
    with clock.stopped_at(clock.now() + timedelta(days=2)):
        assert len(remind(four)) == 4


def test_a_moved_date_begins_its_own_steps(four, make):
    assert len(remind(four)) == 4
    with acting(make.scope(four, four.lead)):
        row = db.session.scalars(select(make.Filing)).one()
        row.due, row.closing = row.due + timedelta(days=4), row.closing + timedelta(days=4)
        make.keep()
    assert len(remind(four)) == 4


def test_a_returned_card_is_reminded_of_the_time_of_its_return(four, make):
    make.filed_card(four, four.member)
    with acting(make.scope(four, four.member, seated=False)):
        card = card_of(four.year.id, four.member.id)
        card.stage, card.returned_until = "returned", clock.now() + timedelta(days=1)
        make.keep()
    assert "A" in remind(four)
    assert "được trả lại" in told(four, four.member)[0]


def test_a_filing_of_which_nobody_knows_who_filed_reminds_nobody(four, make):
    with acting(make.scope(four, four.lead)):
        soon = clock.now() + timedelta(days=1)
        owner = {"bloc_id": four.bloc.id, "year_id": four.year.id, "shown_to": "members"}
        db.session.add(make.Filing(**owner, key="bao-cao-rieng", title="Báo cáo riêng", due=soon, closing=soon))
        make.keep()
    remind(four)
    assert not any("Báo cáo riêng" in text for text in told(four, four.member))


@pytest.mark.parametrize(("days", "words"), [
    (-7, "còn 7 ngày đến hạn nộp"), (-3, "còn 3 ngày"), (-1, "còn 1 ngày"), (0, "hôm nay là hạn nộp"),
    (2, "chậm 2 ngày"),
])  # fmt: skip
def test_who_has_registered_is_not_reminded_and_who_has_not_is(make, days, words):
    three = bloc_with_catalogue(make)
    with clock.stopped_at(DUE - timedelta(days=8)):
        filed(three, three.member, make)
        fill(three, three.other, make)
        assert remind(three) == []
    with clock.stopped_at(DUE + timedelta(days=days, hours=-1)):
        assert remind(three) == ["B", "L", "P"]
        assert remind(three) == []
    (said,) = told(three, three.other)
    assert said.startswith("Đăng ký thi đua")
    assert words in said


def test_a_returned_registration_is_reminded_of_its_own_time(make):
    three = bloc_with_catalogue(make)
    with clock.stopped_at(DUE - timedelta(days=8)):
        filed(three, three.member, make)
        with working(three, three.lead, make, seated=True):
            send_back(registration_of(three.year.id, three.member.id), "Thiếu số", DUE + timedelta(days=20))
    with clock.stopped_at(DUE + timedelta(days=19)):
        assert remind(three) == ["A"]
    assert "được trả lại" in told(three, three.member)[0]


def test_what_an_agency_was_reminded_of_is_nobody_elses(four, make):
    remind(four)
    for agency, seated in ((four.member, False), (four.lead, True), (four.deputy, True)):
        with acting(make.scope(four, agency, seated=seated)):
            assert {row.agency_id for row in db.session.scalars(select(Reminded))} == {agency.id}
            db.session.rollback()
    with acting(make.scope(four, four.member)):
        now = clock.now()
        owner = {"year_id": four.year.id, "agency_id": four.other.id}
        db.session.add(Reminded(**owner, filing="scorecard", due=now, step=7, made_at=now))
        with pytest.raises(OutOfScope):
            db.session.flush()
        db.session.rollback()


def test_a_closed_year_is_not_asked(four, make, app):
    with acting(Scope.of_operator(four.bloc.id)):
        year_by_id(four.year.id).state = YearState.CLOSED
        make.keep()
    assert remind_round(app)["blocs"]["noi-chinh"]["reminders"] == []
