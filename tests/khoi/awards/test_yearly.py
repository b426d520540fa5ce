"""The awards of the year on their way to a decision: proposed from the places, told, withdrawn, voted on."""

from datetime import date

import pytest
from sqlalchemy import select

from khoi.awards import actions
from khoi.awards.actions import Votes
from khoi.awards.models import AwardProposal, AwardVote, AwardWithdrawal
from khoi.awards.rules import RuleKind, RuleSpec, award_standing
from tenants import clock
from tenants.database import db
from tenants.models import year_by_id
from tenants.notices import notices_to
from tenants.refusal import Refused
from tenants.scope import OutOfScope
from tests.khoi.awards.awards_made import ALL, REASON, agreed, propose, ranked_bloc, the_proposals, the_rows, vote_rules
from tests.khoi.pledges.pledges_made import SONG
from tests.khoi.scoring.cards_made import working


@pytest.fixture
def three(make):
    return ranked_bloc(make)


def rule(three, make, *specs):
    with working(three, three.lead, make, seated=True):
        for spec in specs:
            actions.add_rule(year_by_id(three.year.id), spec)


def test_in_the_order_of_the_places_no_reason_is_asked_and_twice_is_once(three, make):
    assert propose(three, make, three.member) == propose(three, make, three.member)
    propose(three, make, three.deputy)
    with working(three, three.lead, make, seated=True):
        assert [(row.proposal.rank, row.over) for row in the_rows(three)] == [(1, ()), (2, ())]


def test_leaving_the_rank_order_wants_a_reason_that_names_who_is_passed_over(three, make):
    with pytest.raises(Refused) as refused:
        propose(three, make, three.deputy)
    assert "Đơn vị A" in str(refused.value)
    propose(three, make, three.deputy, reason=REASON)
    with working(three, three.lead, make, seated=True):
        assert the_rows(three)[0].over == ("Đơn vị A",)


def test_a_rule_that_is_not_met_wants_a_reason_too(three, make):
    rule(three, make, RuleSpec(RuleKind.POINTS, "CTĐT", number=95))
    with pytest.raises(Refused) as refused:
        propose(three, make, three.member)
    assert "còn thiếu 5 điểm" in str(refused.value)
    propose(three, make, three.member, reason=REASON)


def test_what_is_unknown_or_the_councils_business_stops_nobody(three, make):
    vote_rules(three, make)
    rule(three, make, RuleSpec(RuleKind.NOT_REPEATED, "CTĐT", number=1), RuleSpec(RuleKind.REPORT))
    propose(three, make, three.member)


def test_the_list_follows_from_places_and_limits_and_keeps_what_is_there(three, make):
    with working(three, three.lead, make, seated=True), pytest.raises(Refused):
        actions.suggest_awards(year_by_id(three.year.id))
    rule(three, make, RuleSpec(RuleKind.COUNT, "CTĐT", number=1), RuleSpec(RuleKind.COUNT, "BKT-TT", number=1))
    for added in (2, 0):
        with working(three, three.lead, make, seated=True):
            assert actions.suggest_awards(year_by_id(three.year.id)) == added
            assert [(row.agency, row.title.code) for row in the_rows(three)] == [
                ("Đơn vị A", "CTĐT"),
                ("Đơn vị P", "BKT-TT"),
            ]


def test_a_member_sees_its_own_proposal_once_told_and_no_place_vote_or_rule(three, make):
    propose(three, make, three.member)
    propose(three, make, three.deputy, summary=SONG)
    agreed(three, make)
    with working(three, three.member, make):
        assert not db.session.scalars(select(AwardProposal)).all()
    with working(three, three.lead, make, seated=True):
        assert actions.tell_proposals(year_by_id(three.year.id)) == 2
        assert actions.tell_proposals(year_by_id(three.year.id)) == 0
    with working(three, three.member, make):
        own = db.session.scalars(select(AwardProposal)).all()
        assert [row.agency_id for row in own] == [three.member.id]
        assert not db.session.scalars(select(AwardVote)).all()
        assert the_rows(three, seated=False)[0].vote is None
        assert "Cờ thi đua" in notices_to(three.member.id)[0].text
    with working(three, three.other, make, seated=True):
        assert not db.session.scalars(select(AwardProposal)).all()


def test_rivals_and_the_deputy_write_no_proposal_vote_or_withdrawal(three, make):
    propose(three, make, three.member)
    agreed(three, make)
    for who in (three.other, three.deputy):
        with working(three, three.lead, make, seated=True):
            key = the_proposals(three)[0].id
        row = AwardWithdrawal(year_id=three.year.id, agency_id=three.member.id, proposal_id=key, reason="x",
                              by_agency=True, withdrawn_at=clock.now())  # fmt: skip
        with pytest.raises(OutOfScope), working(three, who, make, seated=True):
            db.session.add(row)
            db.session.flush()
    with pytest.raises(OutOfScope), working(three, three.deputy, make, seated=True):
        the_proposals(three)[0].reason = "khác"
        db.session.flush()
    with pytest.raises(OutOfScope), working(three, three.deputy, make, seated=True):
        db.session.scalars(select(AwardVote)).one().agreed = 1
        db.session.flush()


def test_a_member_that_had_it_last_year_withdraws_and_the_next_one_is_in_order(three, make):
    propose(three, make, three.member)
    with working(three, three.lead, make, seated=True):
        actions.tell_proposals(year_by_id(three.year.id))
    with working(three, three.member, make):
        row = the_proposals(three)[0]
        first = actions.withdraw_award(row, "Đã được tặng năm trước", by_agency=True)
        assert actions.withdraw_award(row, "khác", by_agency=True).id == first.id
    propose(three, make, three.deputy)
    with working(three, three.lead, make, seated=True):
        row = next(row for row in the_rows(three) if row.withdrawal)
        assert row.withdrawal.reason == "Đã được tặng năm trước"
        with pytest.raises(Refused):
            actions.record_vote(row.proposal, ALL)


def test_a_proposal_nobody_was_told_of_is_dropped_another_is_not(three, make):
    propose(three, make, three.member)
    with working(three, three.lead, make, seated=True):
        actions.drop_award_proposal(the_proposals(three)[0])
    propose(three, make, three.member)
    agreed(three, make)
    with pytest.raises(Refused), working(three, three.lead, make, seated=True):
        actions.drop_award_proposal(the_proposals(three)[0])


@pytest.mark.parametrize("wrong", [Votes("1", date(2026, 8, 1), 10, 11, 9), Votes("1", date(2036, 8, 1), 10, 9, 9)])
def test_votes_that_cannot_be_are_refused(three, make, wrong):
    propose(three, make, three.member)
    with pytest.raises(Refused):
        agreed(three, make, wrong)


def test_how_a_proposal_stands_is_said_in_words():
    known = {"withdrawn": False, "voted": None, "asked": False, "given": False, "revoked": None, "told": False}
    for change, words in (
        ({}, "Đang lập"), ({"told": True}, "Đã báo đơn vị"), ({"voted": True}, "Hội đồng thông qua"),
        ({"voted": False}, "Hội đồng không thông qua"), ({"asked": True}, "Chờ xác nhận quyết định"),
        ({"withdrawn": True}, "Đã rút"), ({"given": True}, "Đã có quyết định"),
        ({"given": True, "revoked": False}, "Chờ xác nhận thu hồi"), ({"given": True, "revoked": True}, "Đã thu hồi"),
    ):  # fmt: skip
        assert award_standing(**known | change)[0] == words
