"""A vote in the portal: once, sealed, counted with two codes, and nothing left that leads from voter to vote."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from khoi.ballots import actions, sealing
from khoi.ballots.models import (
    ballot_by_id,
    candidates_of,
    counts_of,
    outcome_of,
    receipts_of,
    roll_of,
    slips_of,
    votes_of,
)
from khoi.ballots.models.rows import RollLine, Slip, Vote
from khoi.ballots.rules import Choice, Conflict, State, sign_of
from tenants.database import db
from tenants.notices import notices_to
from tenants.refusal import Refused
from tests.khoi.ballots.ballots_made import AWARD, at_work, cast, close, codes_taken, council, drafted, opened


@pytest.fixture
def of(make):
    return council(make)


def all_vote(of, ballot_id, first=5):
    """The first `first` of eight agree to both, the others to the second only."""
    return {
        agency.id: cast(of, ballot_id, agency, "agree" if n < first else "disagree", "agree")
        for n, agency in enumerate(of.members)
    }


def test_a_vote_is_cast_counted_and_published_without_numbers(of):
    ballot_id, codes = opened(of)
    all_vote(of, ballot_id, first=5)
    close(of, ballot_id, codes)
    with at_work(of.scope(of.three.lead)):
        rows, counts = candidates_of(ballot_id), counts_of(ballot_id)
        assert [(counts[row.id].agree, counts[row.id].disagree) for row in rows] == [(5, 3), (8, 0)]
        assert [row.reached for row in rows] == [False, True]
    with at_work(of.scope(of.three.other)):  # no teller
        assert counts_of(ballot_id) == {}
        assert votes_of(ballot_id) == []
        assert [row.reached for row in candidates_of(ballot_id)] == [False, True]
        assert not any(sign.isdigit() for sign in outcome_of(ballot_by_id(ballot_id)).next_step)
        assert "Đã kiểm phiếu" in notices_to(of.three.other.id)[0].text


def test_one_votes_once_and_for_good(of):
    ballot_id, _ = opened(of)
    cast(of, ballot_id, of.three.member, "agree", "blank")
    with pytest.raises(Refused, match="chỉ bỏ một lần"):
        cast(of, ballot_id, of.three.member, "disagree", "disagree")
    with pytest.raises(Refused, match="Chưa bỏ phiếu được"):
        cast(of, ballot_id, of.three.other, "agree")
    with at_work(of.scope(of.three.lead)):
        assert [line.voted for line in roll_of(ballot_id)].count(True) == 1


def test_nobody_reads_a_slip_before_the_count_and_nobody_sees_who_else_has_voted(of):
    ballot_id, _ = opened(of)
    cast(of, ballot_id, of.three.member, "agree", "agree")
    for agency in of.members:
        with at_work(of.scope(agency)):
            assert slips_of(ballot_id) == []
            seen = {line.agency_id for line in roll_of(ballot_id)}
            assert len(seen) == (8 if agency in (of.three.lead, of.three.deputy) else 1)


def test_flags_are_as_many_as_envelopes_at_every_moment(of):
    ballot_id, _ = opened(of)
    for done, agency in enumerate(of.members, 1):
        cast(of, ballot_id, agency, "agree", "disagree")
        db.session.rollback()
        raw = db.session.connection()
        if raw.dialect.name == "sqlite":  # PostgreSQL's wall shows them to nobody
            assert raw.execute(text("SELECT count(*) FROM slip")).scalar() == 2 * done
            assert raw.execute(text("SELECT count(*) FROM roll_line WHERE voted")).scalar() == done
        db.session.rollback()


def test_casting_leaves_no_line_in_the_journal_and_no_time(of):
    ballot_id, _ = opened(of)
    lines = text("SELECT count(*) FROM journal_line")
    before = db.session.execute(lines).scalar()
    db.session.rollback()
    cast(of, ballot_id, of.three.member, "agree", "agree")
    assert db.session.execute(lines).scalar() == before
    for table in (Slip, Vote, RollLine):
        names = {column.name for column in table.__table__.columns}
        assert not {name for name in names if name.endswith(("_at", "_on")) or "time" in name or "seq" in name}
    assert not {"user_id", "agency_id", "name"} & {c.name for c in (*Slip.__table__.columns, *Vote.__table__.columns)}


def test_any_two_of_three_tellers_open_the_box_and_a_wrong_code_is_named(of):
    ballot_id, codes = opened(of)
    all_vote(of, ballot_id)
    first, second, third = codes
    wrong = {first: codes[first], second: sealing.new_code()}
    with pytest.raises(Refused) as refused:
        close(of, ballot_id, wrong)
    assert [objection.path for objection in refused.value.objections] == [second]
    with pytest.raises(Refused, match="đúng hai"):
        close(of, ballot_id, {first: codes[first]})
    with at_work(of.scope(of.three.lead)):
        assert ballot_by_id(ballot_id).state == State.OPEN
        assert all(code not in ballot_by_id(ballot_id).wraps for code in codes.values())
    close(of, ballot_id, {third: codes[third].lower().replace("-", " "), second: codes[second]})
    with at_work(of.scope(of.three.lead)):
        row = ballot_by_id(ballot_id)
        assert (row.state, row.wraps, row.public_key) == (State.COUNTED, "", "")


def test_a_receipt_proves_that_each_envelope_was_counted_and_not_what_it_said(of):
    ballot_id, codes = opened(of)
    receipts = all_vote(of, ballot_id)
    close(of, ballot_id, codes)
    with at_work(of.scope(of.three.member, seated=False)):
        rows = candidates_of(ballot_id)
        signs = {(row.candidate_id, row.sign) for row in receipts_of(ballot_id)}
        assert len(signs) == 16
        for code in receipts.values():
            assert {(row.id, sign_of(code, row.public_id)) for row in rows} <= signs
        assert not {(row.id, sign_of(sealing.new_code(5), row.public_id)) for row in rows} & signs


def test_an_agency_has_no_slip_for_its_own_award_where_the_rule_says_so(of):
    terms = replace(AWARD, conflict=Conflict.WITHOUT)
    ballot_id, codes = opened(of, terms, agencies=[of.three.member])
    cast(of, ballot_id, of.three.member, "agree")  # a slip for the second only
    for agency in of.members:
        if agency is not of.three.member:
            cast(of, ballot_id, agency, "agree", "disagree")
    close(of, ballot_id, codes)
    with at_work(of.scope(of.three.lead)):
        first, second = candidates_of(ballot_id)
        counts = counts_of(ballot_id)
        assert (first.base, counts[first.id].agree, first.reached) == (7, 7, True)
        assert (second.base, counts[second.id].agree, second.reached) == (8, 1, False)


def test_a_small_council_votes_on_paper_only(make):
    of = council(make, more=0)
    ballot_id = drafted(of)
    codes_taken(of, ballot_id)
    with at_work(of.scope(of.three.lead)), pytest.raises(Refused) as refused:
        actions.open_ballot(ballot_by_id(ballot_id))
    assert any("phiếu giấy" in objection.message for objection in refused.value.objections)


def test_begun_anew_the_box_is_empty_the_old_codes_are_dead_and_everyone_votes_anew(of):
    ballot_id, old = opened(of)
    all_vote(of, ballot_id)
    with at_work(of.scope(of.three.lead)):
        actions.start_over(ballot_by_id(ballot_id), "Nhầm ứng viên")
    with at_work(of.scope(of.three.member)):
        assert "Nhầm ứng viên" in notices_to(of.three.member.id)[0].text
    assert db.session.execute(text("SELECT count(*) FROM slip")).scalar() == 0
    db.session.rollback()
    new = codes_taken(of, ballot_id)
    with at_work(of.scope(of.three.lead)):
        actions.open_ballot(ballot_by_id(ballot_id))
    all_vote(of, ballot_id, first=1)
    with pytest.raises(Refused):
        close(of, ballot_id, old)
    close(of, ballot_id, new)
    with at_work(of.scope(of.three.lead)):
        assert [count.agree for count in counts_of(ballot_id).values()] == [1, 8]
        with pytest.raises(Refused, match="giữ nguyên"):
            actions.start_over(ballot_by_id(ballot_id), "muộn")


def test_a_box_with_an_envelope_too_many_is_not_counted(of):
    ballot_id, codes = opened(of)
    all_vote(of, ballot_id)
    with at_work(of.scope(of.three.member, seated=False)):
        row = ballot_by_id(ballot_id)
        one = candidates_of(ballot_id)[0]
        sealed = sealing.seal(row.public_key, [sealing.Answer(Choice.AGREE, "0" * 32)])[0]
        under = {"bloc_id": row.bloc_id, "year_id": row.year_id, "owner": 0, "ballot_id": row.id}
        db.session.add(Slip(key="f" * 32, candidate_id=one.id, sealed=sealed, **under))
    with pytest.raises(Refused, match="không khớp"):
        close(of, ballot_id, codes)
    with at_work(of.scope(of.three.lead)):
        assert ballot_by_id(ballot_id).state == State.OPEN


def test_the_roll_is_written_anew_in_another_order(of):
    ballot_id, codes = opened(of)
    all_vote(of, ballot_id)
    with at_work(of.scope(of.three.lead)):
        before = {line.agency_id: line.id for line in roll_of(ballot_id)}
    close(of, ballot_id, codes)
    with at_work(of.scope(of.three.lead)):
        after = {line.agency_id: line.id for line in roll_of(ballot_id)}
        assert before.keys() == after.keys()
        if db.session.get_bind().dialect.name == "postgresql":
            for table in ("roll_line", "vote", "vote_receipt"):
                found = set(db.session.scalars(text(f"SELECT xmin::text FROM {table}")))
                assert len(found) == 1, table
