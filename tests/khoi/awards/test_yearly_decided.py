"""The awards of the year, decided by two heads and revoked by two; and the whole way in the browser."""

import io
import re
from datetime import date

import pytest
from sqlalchemy import select

from khoi.awards import actions
from khoi.awards.actions import Votes
from khoi.awards.models import Award, AwardDecision, AwardRevocation, decisions_in, revocations_of
from tenants.database import db
from tenants.models import users_of, year_by_id
from tenants.notices import notices_to
from tenants.refusal import Refused
from tests.faults.visitors import Visitor
from tests.khoi.awards.awards_made import (
    ALL,
    REASON,
    agreed,
    asked,
    confirmed,
    propose,
    ranked_bloc,
    the_proposals,
    vote_rules,
)
from tests.khoi.pledges.pledges_made import SONG
from tests.khoi.scoring.cards_made import working
from tests.khoi.scoring.evidence_made import pdf

HERE = "/noi-chinh/2026/yearly"


@pytest.fixture
def three(make):
    return ranked_bloc(make)


def test_nothing_is_decided_that_the_council_did_not_agree_on(three, make):
    vote_rules(three, make)
    propose(three, make, three.member)
    with pytest.raises(Refused):
        asked(three, make)
    agreed(three, make, Votes("07/BB", date(2026, 8, 19), 10, 9, 7))
    with pytest.raises(Refused):
        asked(three, make)


def decided(three, make):
    vote_rules(three, make)
    propose(three, make, three.member)
    agreed(three, make)
    asked(three, make)


def test_a_decision_binds_only_when_another_agencys_head_has_confirmed_it(three, make):
    decided(three, make)
    for who in (three.lead, three.member):
        with pytest.raises((Refused, IndexError)), working(three, who, make, seated=True, user=users_of(who.id)[0].id):
            actions.confirm_decision(decisions_in(three.year.id)[0])
    with working(three, three.member, make):
        assert not db.session.scalars(select(Award)).all()
        assert not db.session.scalars(select(AwardDecision)).all()
    with pytest.raises(Refused), working(three, three.lead, make, seated=True):
        actions.record_vote(the_proposals(three)[0], ALL)
    confirmed(three, make)
    with working(three, three.other, make):
        award = db.session.scalars(select(Award)).one()
        assert (award.agency_name, award.title_code, award.number) == ("Đơn vị A", "CTĐT", "812/QĐ")
    with working(three, three.member, make):
        assert "812/QĐ" in notices_to(three.member.id)[0].text
    with pytest.raises(Refused):
        confirmed(three, make)
    with pytest.raises(Refused):
        asked(three, make)


def test_an_agency_nobody_told_of_its_proposal_finds_what_is_decided_on_it(three, make, app):
    decided(three, make)
    confirmed(three, make)
    own = Visitor(app, "a.clerk").get(HERE).text
    assert "Đề nghị khen thưởng năm của đơn vị" in own
    assert "812/QĐ ngày 27/08/2026" in own


def test_a_decision_is_entered_as_long_as_something_waits_for_nobody(three, make, app):
    vote_rules(three, make)
    propose(three, make, three.member)
    lead = Visitor(app, "l.head")
    assert "Nhập quyết định" not in lead.get(HERE).text
    agreed(three, make)
    assert "Nhập quyết định" in lead.get(HERE).text
    assert "Báo cho đơn vị" in lead.get(HERE).text
    asked(three, make)
    assert "Nhập quyết định" not in lead.get(HERE).text
    assert "Báo cho đơn vị" not in lead.get(HERE).text  # asking told it


def test_what_changed_since_it_was_asked_is_not_confirmed(three, make):
    decided(three, make)
    with working(three, three.lead, make, seated=True):
        actions.tell_proposals(year_by_id(three.year.id))
    with working(three, three.member, make):
        actions.withdraw_award(the_proposals(three)[0], "Đã được tặng năm trước", by_agency=True)
    with pytest.raises(Refused):
        confirmed(three, make)
    with working(three, three.lead, make, seated=True):
        assert not db.session.scalars(select(Award)).all()


def test_a_number_that_was_declined_may_be_asked_again(three, make):
    decided(three, make)
    with working(three, three.deputy, make, seated=True):
        actions.decline_decision(decisions_in(three.year.id)[0])
    asked(three, make)


def test_an_award_is_revoked_by_two_heads_with_a_reason_and_stays_on_record(three, make):
    decided(three, make)
    confirmed(three, make)
    with working(three, three.lead, make, seated=True, user=users_of(three.lead.id)[0].id):
        award = db.session.scalars(select(Award)).one()
        with pytest.raises(Refused):
            actions.ask_revocation(award, date(2026, 1, 1), "Khai sai thành tích")
        first = actions.ask_revocation(award, date(2026, 9, 1), "Khai sai thành tích")
        assert actions.ask_revocation(award, date(2026, 9, 1), "x").id == first.id
        with pytest.raises(Refused):
            actions.confirm_revocation(first, award)
    with working(three, three.other, make):
        assert not db.session.scalars(select(AwardRevocation)).all()
    with working(three, three.deputy, make, seated=True, user=users_of(three.deputy.id)[0].id):
        award = db.session.scalars(select(Award)).one()
        actions.confirm_revocation(revocations_of(three.bloc.id)[award.id], award)
    with working(three, three.other, make):
        assert db.session.scalars(select(AwardRevocation)).one().reason == "Khai sai thành tích"
        assert db.session.scalars(select(Award)).one()
    refused = pytest.raises(Exception, match=r"wall: award|permission denied for table award")
    with refused, working(three, three.lead, make, seated=True):
        db.session.scalars(select(Award)).one().title_name = "khác"
        db.session.commit()


def test_the_whole_way_in_the_browser(app, three, make):
    vote_rules(three, make)
    lead, leads_head, deputy = Visitor(app, "l.clerk"), Visitor(app, "l.head"), Visitor(app, "p.head")
    member, rival = Visitor(app, "a.head"), Visitor(app, "b.head")
    page = lead.get(HERE + "/propose").text
    agency = re.search(r'<option value="([\w-]{12})">Đơn vị P', page)[1]
    wanted = re.search(r'<option value="([\w-]{12})">Cờ thi đua của tỉnh', page)[1]
    typed = {"agency": agency, "title": wanted, "reason": "", "summary": SONG, "clean": "yes"}
    for wrong in ({"agency": "unknown-0000"}, {"title": ""}, {"summary": "x" * 4001}, {"clean": "maybe"}):
        assert lead.post(HERE + "/propose", **typed | wrong).status_code == 422
    refused = lead.post(HERE + "/propose", **typed)
    assert refused.status_code == 409
    assert "bỏ qua đơn vị xếp hạng trên: Đơn vị A" in refused.text
    assert SONG in refused.text
    assert lead.post(HERE + "/propose", **typed | {"reason": REASON}).status_code == 303
    own = re.search(HERE + r"/proposals/[\w-]{12}", lead.get(HERE).text)[0]
    assert "Không theo thứ tự" in lead.get(own).text
    for visitor in (member, rival):
        assert visitor.get(own).status_code == 404
        assert SONG not in visitor.get(HERE).text
    seen = re.search(r'name="seen"[^>]* value="(\w+)"', lead.get(own).text)[1]
    words = {"reason": REASON, "summary": SONG, "clean": ""}
    assert lead.post(own, seen="khác", **words).status_code == 409
    assert lead.post(own, seen=seen, **words).status_code == 303
    assert lead.post(HERE + "/tell").status_code == 303
    assert deputy.get(own).status_code == 200
    votes = {"minutes": "07/BB", "held_on": "19/08/2026", "total": "10", "present": "9", "agreed": "9"}
    seen = re.search(r'name="seen"[^>]* value="(\w+)"', lead.get(own + "/vote").text)[1]
    assert lead.post(own + "/vote", seen=seen, **votes | {"total": "nhiều"}).status_code == 422
    assert lead.post(own + "/vote", seen=seen, **votes | {"present": "11"}).status_code == 409
    assert lead.post(own + "/vote", seen=seen, **votes).status_code == 303
    assert lead.get(HERE + "/decisions/new").status_code == 403
    sent = {"number": "812/QĐ", "dated": "27/08/2026", "decided_by": "Chủ tịch UBND tỉnh", "chosen": own[-12:]}
    assert leads_head.post(HERE + "/decisions/new", **sent).status_code == 422
    scan = {"file": (io.BytesIO(pdf()), "qd.pdf")}
    assert leads_head.send(HERE + "/decisions/new", sent | scan).status_code == 303
    where = re.search(HERE + r"/decisions/[\w-]{12}/confirm", deputy.get(HERE).text)[0]
    assert leads_head.post(where).status_code == 403
    assert deputy.post(where).status_code == 303
    assert "812/QĐ" in rival.get(HERE).text or rival.get(HERE).status_code == 200
    file = re.search(HERE + r"/decisions/[\w-]{12}/file", lead.get(HERE).text)[0]
    with rival.get(file) as taken:
        assert taken.data[:4] == b"%PDF"
    award = re.search(HERE + r"/given/[\w-]{12}/revoke", leads_head.get(own).text)[0]
    assert leads_head.post(award, on="x", reason="").status_code == 422
    assert leads_head.post(award, on="01/09/2026", reason="Khai sai").status_code == 303
    where = re.search(HERE + r"/revocations/[\w-]{12}/confirm", deputy.get(HERE).text)[0]
    assert deputy.post(where).status_code == 303
    assert "Đã thu hồi" in lead.get(HERE).text
    for visitor in (lead, member, deputy):
        assert visitor.post(HERE + "/workbook").data[:2] == b"PK"
