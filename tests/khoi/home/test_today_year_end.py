"""The first page at the end of the year: rounds, votes, the meeting, awards; to each his own, of rivals nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from khoi.awards import actions as awards
from khoi.awards.actions import Person
from khoi.awards.models import awards_in, nominations_filed, nominations_of
from khoi.ballots import actions as ballots
from khoi.ballots.models import ballot_by_id, candidates_of
from khoi.ballots.rules import Conflict, Sheet, Way
from khoi.deliberation.actions import call_meeting
from khoi.deliberation.rules import Called
from khoi.scoring.actions.answering import write_answer
from khoi.scoring.actions.explaining import open_rounds
from tenants import clock
from tenants.models import users_of, year_by_id
from tenants.roles import Role
from tests.khoi.awards.awards_made import agreed, asked, confirmed, propose, ranked_bloc, title, vote_rules
from tests.khoi.ballots.ballots_made import AWARD, at_work, cast, close, codes_taken, council, drafted, opened
from tests.khoi.home.years_lived import page_of, statements, visitor, words_in
from tests.khoi.scoring import rounds_made as rounds
from tests.khoi.scoring.cards_made import working

SONG = "CHIM-HOANG-YEN"
ON_PAPER = replace(AWARD, way=Way.PAPER, conflict=Conflict.NONE, title="Bầu trên giấy")


def today(app, login):
    return words_in(page_of(visitor(app, login)))


def button(app, login, words):
    """Where the button of the line with these words leads."""
    page = page_of(visitor(app, login))
    return page[page.index(words) :].split('href="')[1].split('"')[0]


@pytest.fixture
def many(make):
    """A council of eight."""
    return council(make)


# --- votes ------------------------------------------------------------------------------------------------------------


def test_a_slip_waits_for_each_head_until_he_has_cast_it(app, many):
    ballot_id, _ = opened(many)
    waits = f"1 phiếu kín chờ đồng chí bỏ {AWARD.title} Bỏ phiếu"
    for login in ("a.head", "b.head", "l.head"):
        assert waits in today(app, login)
    assert "phiếu kín chờ" not in today(app, "a.clerk")
    assert button(app, "a.head", "phiếu kín chờ").endswith("/vote")
    before = today(app, "b.head"), today(app, "l.head"), today(app, "p.clerk")
    cast(many, ballot_id, many.three.member, "agree", "disagree")
    assert "phiếu kín chờ" not in today(app, "a.head")
    assert (today(app, "b.head"), today(app, "l.head"), today(app, "p.clerk")) == before


def test_who_has_no_slip_for_his_own_agency_is_not_asked_for_one(app, many):
    terms = replace(AWARD, conflict=Conflict.WITHOUT)
    opened(many, terms, names=("Đơn vị A",), agencies=(many.three.member,))
    assert "phiếu kín chờ" not in today(app, "a.head")
    assert "phiếu kín chờ" in today(app, "b.head")


def test_a_teller_takes_his_code_and_is_told_that_it_is_needed(app, many):
    ballot_id = drafted(many)
    take = "1 cuộc bỏ phiếu cần mã mở hòm phiếu của đồng chí trước khi mở"
    assert take in today(app, "a.head")
    assert take not in today(app, "b.head")
    assert button(app, "a.head", take).endswith("/code")
    assert "1 cuộc bỏ phiếu đang chuẩn bị" in today(app, "l.clerk")
    assert "1 cuộc bỏ phiếu đã soạn chờ đồng chí mở" in today(app, "l.head")
    assert "đang chuẩn bị" not in today(app, "a.clerk") + today(app, "p.clerk")
    codes = codes_taken(many, ballot_id)
    assert take not in today(app, "a.head")
    with at_work(many.scope(many.three.lead)):
        ballots.open_ballot(ballot_by_id(ballot_id))
    assert "cần mã mở hòm phiếu của đồng chí khi kiểm phiếu" in today(app, "a.head")
    assert "chờ mở hòm kiểm phiếu" in today(app, "l.head")
    for agency in many.members:
        cast(many, ballot_id, agency, "agree", "agree")
    close(many, ballot_id, codes)
    for login in ("a.head", "l.clerk", "p.head"):
        assert "bỏ phiếu" not in today(app, login)
    assert "1 hòm phiếu đã kiểm còn vết cũ" in today(app, "l.head")


def entered(many, agency, role=Role.HEAD):
    """A vote on paper whose count somebody of that agency entered."""
    ballot_id, _ = opened(many, ON_PAPER, names=("Công an tỉnh",))
    with at_work(many.scope(agency, role, seated=True)):
        row = ballot_by_id(ballot_id)
        (candidate,) = candidates_of(row.id)
        ballots.enter_counts(row, Sheet(8, 8, 0, 8, 0), {candidate.public_id: (7, 1, 0)})
    return ballot_id


def test_a_count_on_paper_waits_for_the_second_person_and_says_no_number(app, many):
    opened(many, ON_PAPER, names=("Công an tỉnh",))
    assert "1 cuộc bỏ phiếu giấy chờ đồng chí nhập số liệu kiểm phiếu" in today(app, "a.head")
    entered(many, many.three.lead)
    second, waits = "1 kết quả kiểm phiếu chờ đồng chí xác nhận", "1 kết quả kiểm phiếu chờ người thứ hai xác nhận"
    assert second in today(app, "p.head")
    assert second not in today(app, "l.head")
    assert waits in today(app, "l.head")
    assert waits in today(app, "a.head")
    for login in ("b.head", "b.clerk"):
        assert "kiểm phiếu" not in today(app, login)


def test_the_own_councils_votes_are_asked_of_its_people_alone(app, many):
    terms = replace(ON_PAPER, title=SONG, by_agency=False)
    with at_work(many.scope(many.three.member, seated=False)):
        row = ballots.draft_ballot(year_by_id(many.three.year.id), terms, many.three.member.id)
        ballots.add_candidate(row, SONG)
    assert f"1 cuộc bỏ phiếu đang chuẩn bị {SONG}" in today(app, "a.clerk")
    assert f"1 cuộc bỏ phiếu đã soạn chờ đồng chí mở {SONG}" in today(app, "a.head")
    for login in ("b.head", "l.head", "l.clerk", "p.head"):
        assert SONG not in today(app, login)


# --- the meeting ------------------------------------------------------------------------------------------------------


def called(three, make):
    """A meeting in two days; its hour."""
    held_at = clock.now() + timedelta(days=2)
    with working(three, three.lead, make, seated=True):
        words = Called(held_at, "Hội trường lớn", "Ông An", "Bà Bình", 2, 3, "Điều 7 Quy chế")
        call_meeting(three.year.id, words)
    return held_at


def test_everybody_reads_when_and_where_the_meeting_is(app, make):
    four = make.bloc_of_three()
    make.sheet(four)
    held_at = called(four, make)
    for login in ("a.clerk", "b.head", "p.clerk", "l.head"):
        page = today(app, login)
        assert "Họp bình xét đã được triệu tập" in page
        assert "tại Hội trường lớn Xem cuộc họp" in page
    with clock.stopped_at(held_at + timedelta(minutes=1)):
        assert "Điều hành cuộc họp" in today(app, "l.clerk")
        assert "Theo dõi cuộc họp" in today(app, "a.clerk")


# --- awards -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def ranked(make):
    return ranked_bloc(make)


def test_a_decision_and_a_revocation_wait_for_the_deputys_head(app, ranked, make):
    vote_rules(ranked, make)
    propose(ranked, make, ranked.member)
    agreed(ranked, make)
    with clock.stopped_at(clock.now().replace(month=8, day=28)):
        asked(ranked, make)
        assert "1 quyết định khen thưởng chờ đồng chí xác nhận số 812/QĐ" in today(app, "p.head")
        assert "1 quyết định khen thưởng chờ lãnh đạo Khối phó xác nhận" in today(app, "l.head")
        for login in ("a.head", "b.head", "a.clerk"):
            assert "khen thưởng chờ" not in today(app, login)
        confirmed(ranked, make)
        assert "khen thưởng chờ" not in today(app, "p.head") + today(app, "l.head")
        with working(ranked, ranked.lead, make, seated=True, user=users_of(ranked.lead.id)[0].id):
            awards.ask_revocation(awards_in(ranked.year.id)[0], date(2026, 8, 28), "Báo cáo sai sự thật")
        assert "1 đề nghị thu hồi khen thưởng chờ đồng chí xác nhận" in today(app, "p.head")
        assert "thu hồi" not in today(app, "a.head")


def test_a_nomination_goes_from_the_clerk_to_the_head_to_the_lead_and_back(app, ranked, make):
    with working(ranked, ranked.member, make):
        him = Person(SONG, None, achievement="Chủ trì hai cuộc thanh tra.")
        row = awards.nominate(None, year_by_id(ranked.year.id), ranked.member.id, title(ranked, "CSTĐT"), him)
        awards.nomination_to_head(row)
    assert f"1 đề nghị danh hiệu cá nhân chờ đồng chí duyệt và nộp {SONG}" in today(app, "a.head")
    others = ("l.head", "l.clerk", "p.head", "b.head")
    assert SONG not in "".join(today(app, login) for login in others)
    with working(ranked, ranked.member, make):
        awards.file_nomination(nominations_of(ranked.year.id, ranked.member.id)[0][0])
    assert "danh hiệu cá nhân" not in today(app, "a.head")
    take = f"1 đề nghị danh hiệu cá nhân đã nộp, chờ đưa vào danh sách hoặc trả lại {SONG}"
    assert take in today(app, "l.clerk")
    assert SONG not in today(app, "p.head") + today(app, "b.head")
    with working(ranked, ranked.lead, make, seated=True):
        ((filed, of),) = nominations_filed(ranked.year.id)
        awards.return_nomination(filed, of, "Thiếu báo cáo")
    assert f"1 đề nghị danh hiệu cá nhân bị Khối trưởng trả lại để sửa {SONG}" in today(app, "a.clerk")
    assert SONG not in today(app, "l.clerk")


# --- giải trình -------------------------------------------------------------------------------------------------------


@pytest.fixture
def released(make):
    three = make.bloc_of_three()
    make.sheet(three, *rounds.ROWS)
    return three


def test_a_round_asks_clerk_then_head_then_appraiser_then_chair(app, released, make):
    rounds.explaining(released, released.member, make)
    assert "3 dòng có chênh lệch chờ đơn vị giải trình" in today(app, "a.clerk")
    quiet = today(app, "l.head"), today(app, "b.clerk")
    with rounds.at_work(released, released.member, make, seated=False):
        write_answer(rounds.the_round(released, released.member), rounds.leaf(released, "I/1"), SONG, 0)
    assert "Giải trình của 1 dòng chờ đồng chí gửi" in today(app, "a.head")
    assert (today(app, "l.head"), today(app, "b.clerk")) == quiet
    with clock.stopped_at(clock.now() + timedelta(days=4)):
        over = "1 đợt giải trình đã hết hạn, chờ đồng chí kết thúc Đơn vị A"
        assert over in today(app, "l.head")
        for login in ("p.head", "b.head"):
            assert "hết hạn, chờ" not in today(app, login)


def test_a_round_that_is_still_to_open_asks_nothing_yet(app, released, make):
    rounds.told(released, released.member, make)
    with rounds.at_work(released, released.lead, make):
        opens = clock.now() + timedelta(days=1)
        open_rounds([rounds.the_card(released, released.member)], opens, opens + timedelta(days=2))
    page = today(app, "a.clerk")
    assert "Đợt giải trình của đơn vị sắp mở" in page
    assert "chờ đơn vị giải trình" not in page


# --- how much is asked ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("login", "most"), [("l.head", 27), ("p.head", 24), ("a.head", 19), ("a.clerk", 16)])
def test_the_page_asks_as_much_with_many_votes_and_people_as_with_few(app, many, make, login, most):
    three = many.three
    make.sheet(three)
    called(three, make)
    opened(many)
    client = visitor(app, login)
    with statements() as few:
        page_of(client)
    for number in range(5):
        drafted(many, replace(AWARD, title=f"Cuộc {number}"))
        opened(many, replace(ON_PAPER, title=f"Giấy {number}"), names=("Công an tỉnh",))
    with statements() as more:
        page_of(client)
    assert len(few) == len(more) <= most


@pytest.mark.parametrize("login", ["l.head", "a.head"])
def test_the_page_asks_as_much_with_many_nominations_as_with_one(app, ranked, make, login):
    def nominated(name):
        with working(ranked, ranked.member, make):
            him = Person(name, None, achievement="Chủ trì hai cuộc thanh tra.")
            awards.file_nomination(
                awards.nominate(None, year_by_id(ranked.year.id), ranked.member.id, title(ranked, "CSTĐT"), him)
            )

    client = visitor(app, login)
    nominated("Nguyễn Văn A")
    with statements() as few:
        page_of(client)
    for number in range(5):
        nominated(f"Người {number}")
    with statements() as more:
        page_of(client)
    assert len(few) == len(more)
