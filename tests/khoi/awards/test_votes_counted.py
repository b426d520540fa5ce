"""What a secret vote counted is not typed a second time: the page of a proposal's vote has it ready."""

from datetime import date

import pytest

from khoi.ballots import actions as ballots
from khoi.ballots.actions import Terms
from khoi.ballots.models import ballot_by_id, candidates_of
from khoi.ballots.rules import Conflict, Kind, Measure, Sheet
from tests.faults.visitors import Visitor
from tests.khoi.awards.awards_made import REASON, propose, ranked_bloc, the_rows
from tests.khoi.ballots.ballots_made import Council, at_work, opened

HERE = "/noi-chinh/2026/yearly"
FLAG = Terms(
    "Đề nghị tặng Cờ thi đua", Kind.AWARD, measure=Measure(80, strict=False), basis="Quy chế hoạt động của Khối",
    conflict=Conflict.WITHOUT, held_on=date(2026, 8, 19),
)  # fmt: skip


@pytest.fixture
def three(make):
    return ranked_bloc(make)


def counted(three, make, agree=2):
    """Of three who may vote on the member `agree` agree; the member's own head has no slip. The ballot's public id."""
    of = Council(three, make, [three.lead, three.deputy, three.member, three.other])
    ballot_id, _ = opened(of, FLAG, names=("Đơn vị A",), agencies=(three.member,), tellers=2)
    with at_work(of.scope(three.lead)):
        ballot = ballot_by_id(ballot_id)
        numbers = {candidates_of(ballot_id)[0].public_id: (agree, 3 - agree, 0)}
        ballots.enter_counts(ballot, Sheet(3, 3, 0, 3, 0), numbers)
        public_id = ballot.public_id
    with at_work(of.scope(three.deputy)):
        ballots.confirm_counts(ballot_by_id(ballot_id))
    return public_id


def typed(page, name):
    found = page.split(f'name="{name}"')[1].split(">")[0]
    return found.split('value="')[1].split('"')[0]


def test_the_numbers_of_the_ballot_stand_in_the_form_and_the_vote_names_it(three, make, app):
    ballot = counted(three, make)
    address = f"{HERE}/proposals/{propose(three, make, three.member)}/vote"
    lead = Visitor(app, "l.clerk")
    page = lead.get(address).text
    assert "Đề nghị tặng Cờ thi đua" in page
    sent = {name: typed(page, name) for name in ("held_on", "total", "present", "agreed")}
    assert sent == {"held_on": "19/08/2026", "total": "3", "present": "3", "agreed": "2"}
    assert lead.post(address, minutes="07/BB", seen=typed(page, "seen"), **sent).status_code == 303
    assert kept(three, make) == [(ballot, 2, 3)]


def kept(three, make):
    with at_work(make.scope(three, three.lead)):
        return [(row.vote.ballot, row.vote.agreed, row.vote.total) for row in the_rows(three)]


def test_other_numbers_than_the_ballots_are_those_of_the_minutes_alone(three, make, app):
    counted(three, make)
    address = f"{HERE}/proposals/{propose(three, make, three.member)}/vote"
    lead = Visitor(app, "l.clerk")
    sent = {"minutes": "07/BB", "held_on": "19/08/2026", "total": "10", "present": "9", "agreed": "9"}
    assert lead.post(address, seen=typed(lead.get(address).text, "seen"), **sent).status_code == 303
    assert kept(three, make) == [("", 9, 10)]


def test_of_another_agency_the_form_stays_empty(three, make, app):
    counted(three, make)
    address = f"{HERE}/proposals/{propose(three, make, three.deputy, reason=REASON)}/vote"
    page = Visitor(app, "l.clerk").get(address).text
    assert typed(page, "agreed") == ""
    assert "Điền sẵn" not in page
