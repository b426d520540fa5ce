"""Whose votes are whose, in the session and in the database itself: rivals, chairs, voters, tellers."""

from dataclasses import replace

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import DBAPIError

from khoi.ballots import actions
from khoi.ballots.actions import Terms
from khoi.ballots.models import ballot_by_id, ballots_in, own_line
from khoi.ballots.models.rows import Ballot, Candidate, CouncilMember, RollLine, Slip, Teller
from khoi.ballots.rules import Kind, Measure
from tenants.database import db
from tenants.models import membership_of, year_by_id
from tenants.notices import Notice
from tenants.scope import OutOfScope, Scope
from tests.faults.visitors import Visitor
from tests.khoi.ballots.ballots_made import AWARD, HERE, at_work, cast, council, drafted, opened


@pytest.fixture
def of(make):
    return council(make)


def own_vote(of, agency):
    """The agency's own council votes on paper; the ballot's id."""
    with at_work(of.scope(agency)):
        terms = Terms("Xét CSTĐCS", Kind.AWARD, measure=Measure(50, strict=True), basis="Quy chế", by_agency=False)
        row = actions.draft_ballot(year_by_id(of.three.year.id), terms, agency.id)
        actions.add_candidate(row, "Nông Thị Bích")
        member = membership_of(of.three.year.id, agency.id)
        for name in ("Lý Thị Mai", "Hà Văn Tài"):
            actions.add_council_member(row, name, member)
        actions.add_teller(row, of.head(agency))
        return row.id


def changes_nothing(scope, statement, **values):
    """On SQLite a trigger says no; to PostgreSQL the rows are not there."""
    try:
        with at_work(scope):
            return db.session.execute(text(statement), values).rowcount == 0
    except DBAPIError as refused:
        return "wall" in str(refused)


def test_an_agencys_own_vote_does_not_exist_for_anybody_else_and_tells_the_chairs_nothing(of):
    ballot_id = own_vote(of, of.three.member)
    strangers = [of.scope(of.three.lead), of.scope(of.three.deputy), of.scope(of.three.other), Scope.of_operator(
        of.three.bloc.id, of.three.year.id)]  # fmt: skip
    for scope in strangers:
        with at_work(scope):
            for table in (Ballot, Candidate, CouncilMember, Teller):
                assert db.session.scalars(select(table)).all() == [], table
            assert not [row for row in db.session.scalars(select(Notice)) if "CSTĐCS" in row.text]
    with at_work(of.scope(of.three.member)):
        assert [row.id for row in ballots_in(of.three.year.id, of.three.member.id)] == [ballot_id]


def test_a_rival_writes_nothing_into_another_council_or_the_blocs(of):
    own_vote(of, of.three.member)
    drafted(of)
    owner = {"bloc_id": of.three.bloc.id, "year_id": of.three.year.id}
    for council_of in (0, of.three.member.id):
        row = Ballot(**owner, owner=council_of, agency_id=council_of or None, title="x", kind="question")
        with pytest.raises((OutOfScope, DBAPIError)), at_work(of.scope(of.three.other)):
            db.session.add(row)
            db.session.flush()
    for change in ("UPDATE ballot SET title = 'x'", "DELETE FROM candidate", "UPDATE teller SET public_key = 'x'"):
        assert changes_nothing(of.scope(of.three.other), change), change


def test_the_database_itself_keeps_slips_out_of_a_box_that_is_not_open_or_not_the_voters(of):
    ballot_id = drafted(of)
    slip = text(
        "INSERT INTO slip (key, bloc_id, year_id, owner, shown_to, ballot_id, candidate_id, sealed) "
        "SELECT :key, bloc_id, year_id, owner, 'chairs', ballot_id, id, '' FROM candidate WHERE ballot_id = :ballot"
    )
    one = {"key": "0" * 32, "ballot": ballot_id}
    with at_work(of.scope(of.three.lead)), pytest.raises(DBAPIError):
        db.session.execute(slip, one)  # a draft has no box


def test_nobody_says_for_another_that_he_has_voted_and_the_roll_stands_still(of):
    ballot_id, _ = opened(of)
    says = "UPDATE roll_line SET voted = (1 = 1) WHERE agency_id = :other"
    for agency in (of.three.lead, of.three.other):
        assert changes_nothing(of.scope(agency), says, other=of.three.member.id)
    with at_work(of.scope(of.three.member, seated=False)):
        assert own_line(ballot_id, of.three.member.id, of.head(of.three.member).id).voted is False


def test_no_code_of_ours_reads_the_slips_or_takes_one_out_while_the_box_is_open(of):
    ballot_id, _ = opened(of)
    cast(of, ballot_id, of.three.member, "agree", "agree")
    for agency in (of.three.lead, of.three.deputy, of.three.member):
        with at_work(of.scope(agency)):
            assert db.session.scalars(select(Slip)).all() == []
        assert changes_nothing(of.scope(agency), "DELETE FROM slip")


def test_a_slip_cannot_hang_under_a_vote_of_another_council(of):
    own = own_vote(of, of.three.member)
    blocs = drafted(of)
    with at_work(of.scope(of.three.member)):
        row = ballot_by_id(own)
        stray = RollLine(bloc_id=row.bloc_id, year_id=row.year_id, owner=row.owner, ballot_id=blocs,
                         agency_id=row.owner, name="x")  # fmt: skip
        db.session.add(stray)
        with pytest.raises(DBAPIError):
            db.session.flush()
        db.session.rollback()


def test_the_list_asks_as_often_for_twenty_votes_as_for_two(app, of):
    lead = Visitor(app, "l.head")
    counts = {}
    for wanted in (2, 20):
        have = len(counts) * 2
        for n in range(have, wanted):
            drafted(of, replace(AWARD, title=f"Cuộc {n}"), names=("Một",), tellers=2)
        asked = []

        def note(conn, cursor, statement, *more, asked=asked):
            asked.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        assert "Cuộc 1" in lead.get(HERE).text
        event.remove(db.engine, "before_cursor_execute", note)
        counts[wanted] = len([line for line in asked if line.lstrip().upper().startswith("SELECT")])
    assert counts[2] == counts[20], counts
