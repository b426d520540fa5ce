"""Who closes a year reads first what of the verdict is not finished; both chairs read the same."""

from dataclasses import replace
from datetime import date, timedelta
from json import loads

import pytest

from khoi.awards.actions import ask_revocation
from khoi.awards.models import awards_in
from khoi.ballots import actions as ballots
from khoi.ballots.models import ballot_by_id, candidates_of
from khoi.ballots.rules import Conflict, Sheet, Way
from khoi.deliberation.actions import call_meeting, close_meeting
from khoi.deliberation.models import present_meeting
from khoi.deliberation.rules import Called
from khoi.scoring.actions.explaining import close_round
from khoi.turnover.actions import ask_to_close, confirm_closing
from khoi.turnover.models import closing_request, unfinished
from tenants import clock
from tenants.database import db
from tenants.models import users_of, year_by_id
from tenants.refusal import Refused
from tests.khoi.awards.awards_made import agreed, asked, confirmed, propose, ranked_bloc, vote_rules
from tests.khoi.ballots.ballots_made import AWARD, at_work, cast, close, council, drafted, opened
from tests.khoi.scoring import rounds_made as rounds
from tests.khoi.scoring.cards_made import working

PAPER = replace(AWARD, way=Way.PAPER, conflict=Conflict.NONE, title="Bầu trên giấy")


def left(three, make):
    """What the lead reads, and the deputy just so."""
    found = []
    for agency in (three.lead, three.deputy):
        with working(three, agency, make, seated=True):
            found.append(unfinished(year_by_id(three.year.id)))
    assert found[0] == found[1]
    return found[0]


def about(three, make, *words):
    return [line for line in left(three, make) if any(word in line for word in words)]


def test_a_vote_is_unfinished_until_it_is_counted_and_its_left_overs_are_wiped(make):
    of = council(make)
    drafted(of, replace(AWARD, title="Chưa mở"))
    ballot_id, codes = opened(of)
    assert about(of.three, make, "bỏ phiếu") == [
        "Cuộc bỏ phiếu chưa xong: Chưa mở: đang chuẩn bị",
        f"Cuộc bỏ phiếu chưa xong: {AWARD.title}: đang bỏ phiếu",
    ]
    before = left(of.three, make)
    cast(of, ballot_id, of.three.member, "agree", "agree")
    assert left(of.three, make) == before  # nor does it tell that somebody voted
    close(of, ballot_id, codes)
    assert f"Chưa dọn vết cũ của hòm phiếu: {AWARD.title}" in left(of.three, make)
    with at_work(of.scope(of.three.lead)):
        ballots.mark_wiped(ballot_by_id(ballot_id))
    assert about(of.three, make, AWARD.title) == []


def test_a_count_on_paper_waits_for_its_second_person(make):
    of = council(make)
    ballot_id, _ = opened(of, PAPER, names=("Công an tỉnh",))
    with at_work(of.scope(of.three.lead)):
        row = ballot_by_id(ballot_id)
        (one,) = candidates_of(row.id)
        ballots.enter_counts(row, Sheet(8, 8, 0, 8, 0), {one.public_id: (7, 1, 0)})
    assert about(of.three, make, "bỏ phiếu") == [
        f"Cuộc bỏ phiếu chưa xong: {PAPER.title}: đã nhập số liệu kiểm phiếu, chờ người thứ hai xác nhận"
    ]
    with at_work(of.scope(of.three.deputy)):
        ballots.confirm_counts(ballot_by_id(ballot_id))
    assert about(of.three, make, "bỏ phiếu") == []


def test_the_own_councils_vote_is_no_matter_of_the_bloc(make):
    of = council(make)
    with at_work(of.scope(of.three.member, seated=False)):
        ballots.draft_ballot(
            year_by_id(of.three.year.id), replace(PAPER, title="CHIM-HOANG-YEN", by_agency=False), of.three.member.id
        )
    assert about(of.three, make, "CHIM") == []


def test_rounds_and_the_meeting_are_unfinished_until_they_are_ended(make):
    three = make.bloc_of_three()
    make.sheet(three, *rounds.ROWS)
    rounds.explaining(three, three.member, make)
    with working(three, three.lead, make, seated=True):
        hour = clock.now() + timedelta(days=1)
        call_meeting(three.year.id, Called(hour, "Hội trường", "Ông An", "Bà Bình", 2, 3, "Quy chế"))
    assert about(three, make, "giải trình", "họp") == [
        "Đợt giải trình chưa kết thúc: Đơn vị A",
        *[line for line in left(three, make) if line.startswith("Cuộc họp chưa kết thúc: ")],
    ]
    assert len(about(three, make, "Cuộc họp")) == 1
    with rounds.at_work(three, three.lead, make):
        close_round(rounds.the_round(three, three.member))
    with working(three, three.lead, make, seated=True):
        close_meeting(present_meeting(three.year.id))
    assert about(three, make, "giải trình", "họp") == []


@pytest.fixture
def decided(make):
    three = ranked_bloc(make)
    vote_rules(three, make)
    propose(three, make, three.member)
    agreed(three, make)
    with clock.stopped_at(clock.now().replace(month=8, day=28)):
        asked(three, make)
        yield three


def test_a_decision_and_a_revocation_wait_for_their_second_person(decided, make):
    assert about(decided, make, "Quyết định", "thu hồi") == [
        "Quyết định khen thưởng số 812/QĐ: chờ lãnh đạo Khối phó xác nhận"
    ]
    confirmed(decided, make)
    with working(decided, decided.lead, make, seated=True, user=users_of(decided.lead.id)[0].id):
        ask_revocation(awards_in(decided.year.id)[0], date(2026, 8, 28), "Báo cáo sai sự thật")
    (line,) = about(decided, make, "Quyết định", "thu hồi")
    assert line.startswith("Đề nghị thu hồi ")
    assert line.endswith(" của Đơn vị A: chờ lãnh đạo Khối phó xác nhận")


def test_the_deputy_confirms_just_the_list_the_lead_asked_with(decided, make):
    with working(decided, decided.lead, make, seated=True, user=users_of(decided.lead.id)[1].id):
        ask_to_close(year_by_id(decided.year.id))
    with working(decided, decided.deputy, make, seated=True):
        kept = loads(closing_request(decided.year.id).unfinished)
        assert [line for line in kept if "812/QĐ" in line]
    confirmed(decided, make)
    with pytest.raises(Refused), working(decided, decided.deputy, make, seated=True):
        confirm_closing(closing_request(decided.year.id))
    db.session.rollback()
