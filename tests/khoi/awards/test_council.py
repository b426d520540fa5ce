"""An agency's own council is the agency's alone: counted by one, confirmed by another."""

import io
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from khoi.awards.actions import council as actions
from khoi.awards.actions.council import Before
from khoi.awards.models import CouncilCandidate, CouncilDecision, CouncilSeat, CouncilSitting, nominations_of
from khoi.awards.models.council import agreed_in, candidates_of, sittings_of
from khoi.awards.rules import Count, RuleKind, RuleSpec
from khoi.awards.rules.council import Counts, agreed_on, objections_to_counts
from tenants.database import db
from tenants.models import users_of, year_by_id
from tenants.refusal import Refused
from tenants.scope import OutOfScope
from tests.faults.visitors import Visitor
from tests.khoi.awards.awards_made import title
from tests.khoi.pledges.pledges_made import bloc_with_catalogue
from tests.khoi.scoring.cards_made import working
from tests.khoi.scoring.evidence_made import pdf, received

HERE = "/noi-chinh/2026/council"
SONG = "CHIM-HOANG-YEN"
DAY = date(2026, 11, 2)


@pytest.fixture
def three(make):
    return bloc_with_catalogue(make)


def sat(three, make, agency=None, *codes):
    """Five members, a sitting, one candidate for each title."""
    agency = agency or three.member
    with working(three, agency, make):
        for number in range(5):
            actions.seat_member(three.year.id, agency.id, f"Thành viên {number}", "", "member")
        row = actions.call_sitting(None, three.year.id, agency.id, "Xét thi đua năm", DAY, "07/BB")
        for code in codes or ("LĐTT", "CSTĐT"):
            actions.put_before(row, title(three, code), Before(f"{SONG} {code}", achievement=SONG))


def the_sitting(three, agency=None):
    return sittings_of(three.year.id, (agency or three.member).id)[0]


def counted(three, make, *agreed, present=5, user=0):
    with working(three, three.member, make, user=users_of(three.member.id)[user].id):
        row = the_sitting(three)
        ids = [one.id for one, _ in candidates_of(row.id)]
        actions.count_slips(row, Counts(present, dict(zip(ids, agreed, strict=False))))


def confirmed(three, make, user=1):
    with working(three, three.member, make, user=users_of(three.member.id)[user].id):
        actions.confirm_count(the_sitting(three))


def test_no_other_agency_and_no_chair_sees_or_writes_a_row_of_it(three, make):
    sat(three, make)
    counted(three, make, 5, 4)
    for who in (three.lead, three.deputy, three.other):
        with working(three, who, make, seated=True):
            for model in (CouncilSeat, CouncilSitting, CouncilCandidate, CouncilDecision):
                assert not db.session.scalars(select(model)).all()
        owner = {"year_id": three.year.id, "agency_id": three.member.id}
        with pytest.raises(OutOfScope), working(three, who, make, seated=True):
            db.session.add(CouncilSeat(**owner, name="x", role="member"))
            db.session.flush()


def test_who_entered_the_counts_does_not_confirm_them(three, make):
    sat(three, make)
    counted(three, make, 5, 3)
    with pytest.raises(Refused):
        confirmed(three, make, user=0)
    confirmed(three, make)
    with pytest.raises(Refused):
        confirmed(three, make)
    with working(three, three.member, make):
        row = the_sitting(three)
        assert (row.stage, row.total, row.present) == ("confirmed", 5, 5)
        assert len(agreed_in(row, candidates_of(row.id))) == 2
        with pytest.raises(Refused):
            actions.put_before(row, title(three, "LĐTT"), Before("Người sau"))


def test_counts_that_were_rejected_are_entered_anew(three, make):
    sat(three, make)
    counted(three, make, 5, 3)
    with working(three, three.member, make):
        actions.reject_count(the_sitting(three))
        assert [one.agreed for one, _ in candidates_of(the_sitting(three).id)] == [None, None]
    counted(three, make, 4, 4)


@pytest.mark.parametrize(("agreed", "present"), [((5, 6), 5), ((5,), 5), ((3, 3), 6), ((0, 0), 0)])
def test_counts_that_cannot_be_are_refused_whole(three, make, agreed, present):
    sat(three, make)
    with pytest.raises(Refused):
        counted(three, make, *agreed, present=present)
    with working(three, three.member, make):
        assert the_sitting(three).stage == "preparing"


@given(st.integers(0, 30), st.integers(0, 30), st.dictionaries(st.integers(1, 4), st.integers(-2, 31), max_size=4))
def test_counts_are_taken_just_when_all_add_up(total, present, agreed):
    names = {1: "A", 2: "B"}
    good = 1 <= present <= total and all(key in agreed and 0 <= agreed[key] <= present for key in names)
    assert (objections_to_counts(Counts(present, agreed), total, names) == []) is good


@given(st.integers(1, 60), st.data())
def test_where_no_rule_says_more_than_half_of_all_members_agree(total, data):
    present = data.draw(st.integers(0, total))
    agreed = data.draw(st.integers(0, present))
    count = Count(agreed, present, total)
    assert agreed_on(count, []) is (agreed * 2 > total)
    rule = RuleSpec(RuleKind.VOTE, number=80)
    assert agreed_on(count, [rule]) is (agreed * 100 >= 80 * total)


def decide(three, make, chosen=None, number="01/QĐ"):
    with working(three, three.member, make):
        row = the_sitting(three)
        ids = [one.public_id for one, _ in candidates_of(row.id)]
        return actions.decide_own(
            row, ids if chosen is None else chosen, number, date(2026, 11, 5), "Chánh", received()
        )


def test_the_head_decides_only_what_the_council_agreed_on_and_once(three, make):
    sat(three, make)
    counted(three, make, 5, 2)
    with pytest.raises(Refused):
        decide(three, make)
    confirmed(three, make)
    with pytest.raises(Refused):
        decide(three, make)
    with pytest.raises(Refused):
        decide(three, make, [])
    with working(three, three.member, make):
        row = the_sitting(three)
        agreed = agreed_in(row, candidates_of(row.id))
        good = next(one.public_id for one, _ in candidates_of(row.id) if one.id in agreed)
    decide(three, make, [good])
    for number in ("01/QĐ", "02/QĐ"):
        with pytest.raises(Refused):
            decide(three, make, [good], number)


def test_whom_it_agreed_on_for_the_level_above_becomes_a_nomination(three, make):
    sat(three, make)
    counted(three, make, 5, 5)
    with pytest.raises(Refused):
        upwards(three, make, "CSTĐT")
    confirmed(three, make)
    with pytest.raises(Refused):
        upwards(three, make, "LĐTT")
    assert upwards(three, make, "CSTĐT") == upwards(three, make, "CSTĐT")
    with working(three, three.member, make):
        made = nominations_of(three.year.id, three.member.id)
        assert [(row.name, its.code, row.stage) for row, its in made] == [(f"{SONG} CSTĐT", "CSTĐT", "draft")]


def upwards(three, make, code):
    with working(three, three.member, make):
        pair = next(pair for pair in candidates_of(the_sitting(three).id) if pair[1].code == code)
        return actions.propose_upwards(year_by_id(three.year.id), *pair).id


def test_the_whole_way_in_the_browser(app, three):
    clerk, head = Visitor(app, "a.clerk"), Visitor(app, "a.head")
    for wrong in ({"name": ""}, {"name": "x" * 201}, {"name": "A", "role": "king"}):
        assert clerk.post(HERE + "/members/new", **{"role": "chair"} | wrong).status_code == 422
    for name in ("Ông A", "Bà B", "Ông C"):
        assert clerk.post(HERE + "/members/new", name=name, position="Phó", role="member").status_code == 303
    assert clerk.post(HERE + "/sittings/new", title="Họp", held_on="ngày mai").status_code == 422
    assert clerk.post(HERE + "/sittings/new", title="Họp xét", held_on="02/11/2026").status_code == 303
    where = re.search(HERE + r"/sittings/[\w-]{12}", clerk.get(HERE).text)[0]
    form = clerk.get(where + "/candidates/new").text
    wanted = re.search(r'<option value="([\w-]{12})">Chiến sĩ thi đua cấp tỉnh', form)[1]
    assert clerk.post(where + "/candidates/new", title=wanted, name="").status_code == 422
    for _ in range(2):
        assert clerk.post(where + "/candidates/new", title=wanted, name=SONG).status_code == 303
    slot = re.search(r'name="(agreed-[\w-]{12})"', clerk.get(where).text)[1]
    assert clerk.post(where + "/count", **{"present": "ba", slot: "3"}).status_code == 422
    wrong = clerk.post(where + "/count", **{"present": "2", slot: "3"})
    assert wrong.status_code == 409
    assert 'value="3"' in wrong.text
    assert clerk.post(where + "/count", **{"present": "3", slot: "3"}).status_code == 303
    assert clerk.post(where + "/confirm").status_code == 409
    for login in ("l.clerk", "l.head", "p.head", "b.clerk"):
        other = Visitor(app, login)
        assert SONG not in other.get(HERE).text
        assert other.get(where).status_code == other.post(where + "/workbook").status_code == 404
    assert head.post(where + "/confirm").status_code == 303
    assert clerk.get(where + "/decision").status_code == 403
    chosen = re.search(r'name="chosen"[^>]*value="([\w-]{12})"', head.get(where + "/decision").text)[1]
    sent = {"number": "01/QĐ", "dated": "05/11/2026", "signer": "Chánh Thanh tra", "chosen": chosen}
    assert head.send(where + "/decision", sent).status_code == 422
    scan = {"file": (io.BytesIO(pdf()), "qd.pdf")}
    assert head.send(where + "/decision", sent | scan).status_code == 303
    with head.get(re.search(HERE + r"/decisions/[\w-]{12}/file", head.get(where).text)[0]) as taken:
        assert taken.data[:4] == b"%PDF"
    up = re.search(HERE + r"/candidates/[\w-]{12}/upwards", head.get(where).text)
    assert up is None or head.post(up[0]).status_code == 303
    assert head.post(where + "/workbook").data[:2] == b"PK"
