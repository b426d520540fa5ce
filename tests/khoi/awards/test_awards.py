"""A commendation by movement goes from the agency's draft through the council to a decision, and may be revoked."""

import io
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import event, select

from khoi.awards import actions
from khoi.awards.actions import Votes
from khoi.awards.models import Commendation, Finding, Proposal, filed_cases, own_cases
from khoi.movements.actions import Words, draft_movement, launch_movement
from khoi.movements.models import movements_of
from khoi.pledges.models import catalogue_of
from tenants import clock
from tenants.database import db
from tenants.models import user_with_login, year_by_id
from tenants.notices import notices_to
from tenants.refusal import Refused
from tenants.scope import OutOfScope
from tests.faults.visitors import Visitor
from tests.khoi.pledges.pledges_made import bloc_with_catalogue
from tests.khoi.scoring.cards_made import working
from tests.khoi.scoring.evidence_made import pdf, received

HERE = "/noi-chinh/2026/commendations"
SONG = "CHIM-HOANG-YEN"
VOTES = Votes("07/BB", date(2026, 8, 19), 9, 8, 8)


@pytest.fixture
def three(make):
    three = bloc_with_catalogue(make)
    with working(three, three.lead, make, seated=True):
        words = Words("Siết chặt kỷ cương", "bloc", date(2026, 4, 1), date(2026, 7, 31), "Kỷ cương")
        launch_movement(draft_movement(year_by_id(three.year.id), words))
    return three


def propose(three, make, *, file=True):
    with working(three, three.member, make):
        title = next(row for row in catalogue_of(three.year.id) if row.code == "GK-CN")
        movement = movements_of(three.year.id)[0]
        row = actions.propose(None, three.year.id, three.member.id, movement, title, SONG, "Chuyên viên", SONG)
        if file:
            actions.file_proposal(row)


def the_case(three):
    return filed_cases(three.year.id)[0]


def test_a_proposal_is_the_agencys_until_its_head_files_it(three, make):
    propose(three, make, file=False)
    for who, seated in ((three.lead, True), (three.deputy, True), (three.other, True)):
        with working(three, who, make, seated=seated):
            assert not db.session.scalars(select(Proposal)).all()
    with working(three, three.member, make):
        row = own_cases(three.year.id, three.member.id)[0].proposal
        actions.file_proposal(row)
        with pytest.raises(Refused):
            actions.withdraw_draft(row)
    with working(three, three.lead, make, seated=True):
        assert the_case(three).proposal.name == SONG
    with working(three, three.other, make):
        assert not db.session.scalars(select(Proposal)).all()


def test_what_the_council_found_is_not_seen_before_it_is_told_and_only_the_lead_writes_it(three, make):
    propose(three, make)
    with working(three, three.lead, make, seated=True):
        actions.deliberate(the_case(three).proposal, VOTES, accepted=True)
    with working(three, three.member, make):
        assert own_cases(three.year.id, three.member.id)[0].finding is None
    for who in (three.member, three.deputy):
        values = {"minutes": "x", "held_on": date(2026, 8, 1), "total": 1, "present": 1, "agreed": 1, "accepted": True}
        foreign = Finding(year_id=three.year.id, agency_id=three.member.id, proposal_id=1, told=True, **values)
        with pytest.raises(OutOfScope), working(three, who, make, seated=True):
            db.session.add(foreign)
            db.session.flush()


def test_a_rejection_needs_a_reason_and_is_told_with_it(three, make):
    propose(three, make)
    with working(three, three.lead, make, seated=True):
        with pytest.raises(Refused):
            actions.deliberate(the_case(three).proposal, VOTES, accepted=False)
        actions.deliberate(the_case(three).proposal, VOTES, accepted=False, reason="Đã được khen")
        with pytest.raises(Refused):
            decide(three)
        db.session.rollback()
    with working(three, three.lead, make, seated=True):
        actions.deliberate(the_case(three).proposal, VOTES, accepted=False, reason="Đã được khen")
    with working(three, three.member, make):
        assert own_cases(three.year.id, three.member.id)[0].finding.reason == "Đã được khen"
        assert "Đã được khen" in notices_to(three.member.id)[0].text


def decide(three, number="412/QĐ"):
    chosen = [the_case(three).proposal]
    return actions.decide(year_by_id(three.year.id), chosen, number, date(2026, 8, 27), "Chánh Thanh tra", received())


def test_a_decision_commends_once_all_members_see_it_and_it_does_not_count_for_the_year(three, make):
    propose(three, make)
    with working(three, three.lead, make, seated=True):
        actions.deliberate(the_case(three).proposal, VOTES, accepted=True)
        decide(three)
    for number in ("412/QĐ", "413/QĐ"):
        with pytest.raises(Refused), working(three, three.lead, make, seated=True):
            decide(three, number)
    with working(three, three.other, make):
        row = db.session.scalars(select(Commendation)).one()
        assert (row.name, row.counts_for_year) == (SONG, False)
    with working(three, three.lead, make, seated=True):
        row = db.session.scalars(select(Commendation)).one()
        actions.revoke(row, date(2026, 9, 9), "Khai sai")
        actions.revoke(row, date(2026, 9, 10), "Lần hai")
        assert row.revoked_reason == "Khai sai"
        with pytest.raises(Refused):
            actions.deliberate(the_case(three).proposal, VOTES, accepted=False, reason="muộn")


def seen_on(visitor, address):
    return re.search(r'name="seen"[^>]* value="(\w+)"', visitor.get(address).text)[1]


def test_the_whole_way_in_the_browser(app, three):
    clerk, head, lead, leads_head = (Visitor(app, who) for who in ("a.clerk", "a.head", "l.clerk", "l.head"))
    page = clerk.get(HERE + "/new").text
    movement = re.search(r'<option value="([\w-]{12})">Siết', page)[1]
    title = re.search(r'<option value="([\w-]{12})">Giấy khen \(cá', page)[1]
    typed = {"movement": movement, "title": title, "name": SONG, "achievement": "Giải quyết 14 việc"}
    assert clerk.post(HERE + "/new", **typed | {"movement": "unknown-0000"}).status_code == 422
    assert clerk.post(HERE + "/new", **typed | {"name": ""}).status_code == 422
    assert clerk.post(HERE + "/new", **typed).status_code == 303
    assert clerk.post(HERE + "/new", **typed).status_code == 303
    assert clerk.get(HERE).text.count("Trình lãnh đạo") == 1
    own = re.search(r'href="([^"]+/proposals/[\w-]{12})"', clerk.get(HERE).text)[1]
    assert clerk.post(own, seen=seen_on(clerk, own), **typed | {"position": "Chuyên viên"}).status_code == 303
    assert Visitor(app, "b.head").get(own).status_code == 404
    assert SONG not in lead.get(HERE).text
    assert clerk.post(own + "/to-head").status_code == 303
    assert clerk.post(own + "/file").status_code == 403
    assert head.post(own + "/file").status_code == 303
    filed = re.search(r'href="([^"]+/filed/[\w-]{12})"', lead.get(HERE).text)[1]
    found = {
        "minutes": "07/BB",
        "held_on": "19/08/2026",
        "total": "9",
        "present": "8",
        "agreed": "9",
        "accepted": "yes",
    }
    assert lead.post(filed, seen=seen_on(lead, filed), **found | {"total": "x"}).status_code == 422
    assert lead.post(filed, seen=seen_on(lead, filed), **found).status_code == 409
    assert lead.post(filed, seen=seen_on(lead, filed), **found | {"agreed": "8"}).status_code == 303
    assert lead.get(HERE + "/decisions/new").status_code == 403
    chosen = re.search(r'name="chosen"[^>]*value="([\w-]{12})"', leads_head.get(HERE + "/decisions/new").text)[1]
    decision = {"number": "412/QĐ", "dated": "27/08/2026", "decided_by": "Chánh Thanh tra", "chosen": chosen}
    assert leads_head.send(HERE + "/decisions/new", decision).status_code == 422
    early = decision | {"dated": "18/08/2026", "file": (io.BytesIO(pdf()), "QĐ.pdf")}
    assert leads_head.send(HERE + "/decisions/new", early).status_code == 409
    scan = {"file": (io.BytesIO(pdf()), "QĐ.pdf")}
    assert leads_head.send(HERE + "/decisions/new", decision | scan).status_code == 303
    page = Visitor(app, "b.clerk").get(HERE).text
    assert SONG in page
    assert "Không tính vào thành tích năm" in page
    revoke = re.search(r'href="([^"]+/revoke)"', leads_head.get(HERE).text)[1]
    assert leads_head.post(revoke, on="09/09/2026", reason="").status_code == 422
    early = leads_head.post(revoke, on="26/08/2026", reason="Khai sai")
    assert early.status_code == 409
    assert "không được trước ngày quyết định (27/08/2026)" in early.text
    assert leads_head.post(revoke, on="09/09/2026", reason="Khai sai").status_code == 303
    assert "Khai sai" in Visitor(app, "b.clerk").get(HERE).text
    assert lead.post(HERE + "/workbook").data.startswith(b"PK")


def test_the_page_asks_as_often_for_many_proposals_as_for_few(app, three, make):
    lead, member = Visitor(app, "l.head"), Visitor(app, "a.head")
    many(three, make, 2)
    few = [statements(who, HERE) for who in (lead, member)]
    many(three, make, 20)
    assert [statements(who, HERE) for who in (lead, member)] == few


def many(three, make, number):
    """So many more proposals, filed and agreed to, half of them decided."""
    with working(three, three.member, make):
        title = next(row for row in catalogue_of(three.year.id) if row.code == "GK-CN")
        for each in range(number):
            words = (f"Người {number}/{each}", "Chuyên viên", "Việc tốt")
            row = actions.propose(None, three.year.id, three.member.id, movements_of(three.year.id)[0], title, *words)
            db.session.flush()
            actions.file_proposal(row)
    with working(three, three.lead, make, seated=True):
        fresh = [case.proposal for case in filed_cases(three.year.id) if case.finding is None]
        for row in fresh:
            actions.deliberate(row, VOTES, accepted=True)
        words = (f"{number}/QĐ", date(2026, 8, 27), "Chánh Thanh tra")
        actions.decide(year_by_id(three.year.id), fresh[: number // 2], *words, received())


def statements(visitor, address):
    asked = []

    def note(*args):
        asked.append(args[2])

    event.listen(db.engine, "before_cursor_execute", note)
    assert visitor.get(address).status_code == 200
    event.remove(db.engine, "before_cursor_execute", note)
    return len(asked)


def test_every_column_about_a_person_is_marked():
    for column in ("name", "position", "achievement"):
        assert Proposal.__table__.c[column].info["pii"] is True
    assert Commendation.__table__.c["name"].info["pii"] is True


def test_an_account_whose_reset_others_asked_for_reads_no_draft_for_a_day(app, three, make):
    propose(three, make, file=False)
    user_with_login("a.head").restrained_until = clock.now() + timedelta(hours=24)
    db.session.commit()
    assert SONG in Visitor(app, "a.clerk").get(HERE).get_data(as_text=True)
    assert SONG not in Visitor(app, "a.head").get(HERE).get_data(as_text=True)
    with working(three, three.member, make):
        actions.file_proposal(own_cases(three.year.id, three.member.id)[0].proposal)
    assert SONG in Visitor(app, "a.head").get(HERE).get_data(as_text=True)
