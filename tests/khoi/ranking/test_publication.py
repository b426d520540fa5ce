"""Publication: asked by the lead's head, confirmed by the deputy's, of the very same table; never changed after."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from khoi.ranking.actions import ask_to_adopt, ask_to_publish, ask_to_withdraw, confirm, decide, decline
from khoi.ranking.models import PublicationRequest, bloc_table, lines_of, open_request, standing_in_force, standings_of
from khoi.ranking.rules import DecidedKind
from khoi.scoring.actions.appraising import accept_in_bulk, appraise
from khoi.scoring.actions.releasing import release
from khoi.scoring.models import Scorecard, card_of
from khoi.scoring.rules import Verdict
from khoi.sheets.models import criteria_of, sheet_in_force
from khoi.years.actions import set_aside
from khoi.years.models import not_considered_in
from tenants import clock
from tenants.database import db
from tenants.models import membership_of, user_with_login
from tenants.notices import notices_to
from tenants.refusal import Refused
from tenants.scope import acting
from tests.khoi.ranking.year_made import adopt, appraised_year

REASON = "Phát hiện sai số liệu ở tiêu chí 1.1 của hai đơn vị"


@pytest.fixture
def four(make):
    """Four members, all cards filed, appraised and released: 90, 80, 80 and 70 points."""
    bloc = make.bloc_of_three()
    make.sheet(bloc)
    for agency, points in ((bloc.lead, "90"), (bloc.deputy, "80"), (bloc.member, "80"), (bloc.other, "70")):
        make.filed_card(bloc, agency, {"I/1": json.dumps({"points": points})})
    for who, whose in (
        (bloc.deputy, bloc.lead),
        (bloc.lead, bloc.deputy),
        (bloc.lead, bloc.member),
        (bloc.lead, bloc.other),
    ):
        with acting(make.scope(bloc, who)):
            card = card_of(bloc.year.id, whose.id)
            accept_in_bulk(card)
            release(card)
            make.keep()
    return bloc


@pytest.fixture
def adopted(four):
    """The points of the four are adopted."""
    adopt(four)
    return four


def ask(four, make):
    with acting(make.scope(four, four.lead, user_id=1)):
        ask_to_publish(four.year.id)
        make.keep()


def confirm_as_deputy(four, make):
    with acting(make.scope(four, four.deputy, user_id=2)):
        confirm(open_request(four.year.id))
        make.keep()


def test_two_people_publish_and_every_member_sees_the_whole_table(adopted, make):
    ask(adopted, make)
    confirm_as_deputy(adopted, make)
    with acting(make.scope(adopted, adopted.member, seated=False)):
        lines = lines_of(standing_in_force(adopted.year.id).id)
        assert [(line.name[-1], line.rank, line.total) for line in lines] == [
            ("L", 1, Decimal(90)),
            ("P", 2, Decimal(80)),
            ("A", 2, Decimal(80)),
            ("B", 4, Decimal(70)),
        ]
        assert card_of(adopted.year.id, adopted.member.id).stage == "adopted"
        assert notices_to(adopted.member.id)[0].kind == "published"
        db.session.rollback()


def test_before_publication_a_member_sees_no_standing_and_no_rivals_figure(adopted, make):
    ask(adopted, make)
    with acting(make.scope(adopted, adopted.member, seated=False)):
        assert standing_in_force(adopted.year.id) is None
        assert open_request(adopted.year.id) is None
        assert [standing.agency for standing in bloc_table(adopted.year.id).appraised] == ["A"]
        db.session.rollback()


def test_the_one_who_asked_cannot_confirm(adopted, make):
    ask(adopted, make)
    with acting(make.scope(adopted, adopted.lead, user_id=1)), pytest.raises(Refused, match="Khối phó"):
        confirm(open_request(adopted.year.id))
    db.session.rollback()


def test_a_card_not_appraised_stands_in_the_way(make):
    bloc = make.bloc_of_three()
    make.sheet(bloc)
    make.filed_card(bloc, bloc.member)
    with acting(make.scope(bloc, bloc.lead)), pytest.raises(Refused) as refused:
        ask_to_adopt(bloc.year.id)
    assert {objection.path for objection in refused.value.objections} == {"L", "P", "A", "B"}
    db.session.rollback()


def test_a_table_that_changed_meanwhile_is_not_adopted(four, make):
    with acting(make.scope(four, four.lead, user_id=1)):
        ask_to_adopt(four.year.id)
        card = card_of(four.year.id, four.member.id)
        card.stage = "under_appraisal"
        leaf = criteria_of(sheet_in_force(four.year.id).id)[1]
        appraise(card, leaf, Verdict(points=Decimal(60), reason="Sửa muộn"), 1)
        release(card)
        make.keep()
    with acting(make.scope(four, four.deputy, user_id=2)), pytest.raises(Refused, match="đã thay đổi"):
        confirm(open_request(four.year.id))
    db.session.rollback()


def test_places_that_a_vote_changed_meanwhile_are_not_published(make):
    year = appraised_year()
    adopt(year)
    ask(year, make)
    with acting(make.scope(year, year.lead, user_id=1)):
        decide(year.year.id, membership_of(year.year.id, year.member.id), DecidedKind.TIE, "1", "BB 01")
        make.keep()
    with acting(make.scope(year, year.deputy, user_id=4)), pytest.raises(Refused, match="đã thay đổi"):
        confirm(open_request(year.year.id))
    db.session.rollback()


def test_the_deputy_may_decline_and_nothing_is_published(adopted, make):
    ask(adopted, make)
    with acting(make.scope(adopted, adopted.deputy, user_id=2)):
        decline(open_request(adopted.year.id))
        make.keep()
        assert standing_in_force(adopted.year.id) is None
        assert open_request(adopted.year.id) is None
        db.session.rollback()


def test_a_result_is_withdrawn_by_two_with_a_reason_all_see_and_stays_on_record(adopted, make):
    ask(adopted, make)
    confirm_as_deputy(adopted, make)
    with acting(make.scope(adopted, adopted.lead, user_id=1)):
        with pytest.raises(Refused, match="ít nhất 20"):
            ask_to_withdraw(adopted.year.id, "sai")
        ask_to_withdraw(adopted.year.id, REASON)
        make.keep()
    confirm_as_deputy(adopted, make)
    with acting(make.scope(adopted, adopted.other, seated=False)):
        assert standing_in_force(adopted.year.id) is None
        assert [row.withdrawn_reason for row in standings_of(adopted.year.id)] == [REASON]
        assert REASON in notices_to(adopted.other.id)[0].text
        assert card_of(adopted.year.id, adopted.other.id).stage == "adopted"
        db.session.rollback()


def test_published_lines_cannot_be_changed_by_anyone(adopted, make):
    ask(adopted, make)
    confirm_as_deputy(adopted, make)
    with acting(make.scope(adopted, adopted.lead)), pytest.raises(DBAPIError):
        db.session.connection().exec_driver_sql("UPDATE standing_line SET total = 1")
    db.session.rollback()


def test_a_recorded_vote_settles_a_tie_and_needs_its_minutes(four, make):
    with acting(make.scope(four, four.lead)):
        member = membership_of(four.year.id, four.member.id)
        with pytest.raises(Refused, match="biên bản"):
            decide(four.year.id, member, DecidedKind.TIE, "1", " ")
        decide(four.year.id, member, DecidedKind.TIE, "1", "BB 02/BB-KTĐ")
        db.session.commit()
        assert [row.result for row in bloc_table(four.year.id).votes] == ["1"]
        db.session.rollback()


def test_two_people_of_one_agency_are_not_enough_though_the_chairs_changed_hands(adopted, make):
    first, second = (user_with_login(login).id for login in ("l.clerk", "l.head"))
    with acting(make.scope(adopted, adopted.lead, user_id=first)):
        ask_to_publish(adopted.year.id)
        make.keep()
    now_deputy = replace(
        make.scope(adopted, adopted.lead, user_id=second), lead=0, deputy=1, lead_agency=adopted.deputy.id
    )
    with acting(now_deputy), pytest.raises(Refused, match="đơn vị đề nghị"):
        confirm(open_request(adopted.year.id))
    db.session.rollback()


def test_the_deputy_that_is_not_considered_confirms_the_table_that_says_so(four, make):
    with acting(make.scope(four, four.lead)):
        set_aside(four.year.id, four.deputy.id, "Lãnh đạo bị kỷ luật")
        make.keep()
    adopt(four)
    ask(four, make)
    confirm_as_deputy(four, make)
    with acting(make.scope(four, four.deputy, seated=False)):
        lines = lines_of(standing_in_force(four.year.id).id)
        assert [line.name[-1] for line in lines if not line.considered] == ["P"]
        assert not_considered_in(four.year.id) == {}
        db.session.rollback()


def test_a_card_that_went_back_meanwhile_is_not_adopted(four, make):
    with acting(make.scope(four, four.lead, user_id=1)):
        ask_to_adopt(four.year.id)
        make.keep()
    with acting(make.scope(four, four.deputy, user_id=4)):
        request, seen = open_request(four.year.id), card_of(four.year.id, four.member.id)
        db.session.execute(update(Scorecard.__table__).where(Scorecard.id == seen.id).values(stage="returned"))
        with pytest.raises(Refused, match="còn việc phải làm xong"):
            confirm(request)
        db.session.rollback()


def test_of_two_answers_to_one_request_the_first_counts(adopted, make):
    ask(adopted, make)
    with acting(make.scope(adopted, adopted.deputy, user_id=4)):
        request = open_request(adopted.year.id)
        mine = PublicationRequest.__table__
        db.session.execute(update(mine).where(mine.c.id == request.id).values(answered_at=clock.now(), confirmed=False))
        with pytest.raises(Refused, match="đã được trả lời"):
            confirm(request)
        db.session.rollback()
