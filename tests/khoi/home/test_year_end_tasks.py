"""What explaining, votes, the meeting and awards ask of a person at the end of the year: the rules alone."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.ballots.rules import Person, State, Way, objection_to_second
from khoi.home.rules import Bloc, Card, Explaining, Viewer, Waiting, due
from khoi.home.rules.tasks import Awarding, Called, Steps, Vote
from khoi.home.rules.tasks.awards import awarding_tasks
from khoi.home.rules.tasks.meeting import meeting_tasks
from khoi.home.rules.tasks.parts import Page
from khoi.home.rules.tasks.votes import vote_tasks
from khoi.scoring.rules import Counts, Stage
from tenants.roles import Role, Seat
from tests.khoi.home.test_rules import CLERK, DATES, HEAD, LEADS_HEAD, NOW

LEAD, DEPUTY = Viewer(Role.CLERK, Seat.LEAD), Viewer(Role.CLERK, Seat.DEPUTY)
DEPUTYS_HEAD = Viewer(Role.HEAD, Seat.DEPUTY)
ENDS = NOW + timedelta(days=2)


def said(task):
    return task.title, task.label, task.page, task.acting


def explained(viewer, now=NOW, *, opens_at=NOW, counts=None, drafted=0):
    own = Explaining(opens_at, ENDS, counts or Counts(3, 1, 1, open=2), drafted)
    (task,) = due(viewer, Card(Stage.EXPLAINING, explaining=own), Bloc(2026, dates=DATES), now)
    return task


# --- giải trình -------------------------------------------------------------------------------------------------------


def test_the_clerk_explains_what_differs_and_the_head_sends_what_is_drafted():
    task = explained(CLERK)
    assert said(task) == ("2 dòng có chênh lệch chờ đơn vị giải trình", "Giải trình", Page.EXPLANATIONS, True)
    assert task.at == ENDS
    assert task.detail.startswith("3 dòng khác, 1 đã trả lời, 1 đã giải quyết. Hạn gửi ")
    assert said(explained(HEAD))[3] is False
    assert said(explained(HEAD, drafted=2)) == (
        "Giải trình của 2 dòng chờ đồng chí gửi", "Xem và gửi", Page.EXPLANATIONS, True
    )  # fmt: skip


def test_before_the_round_opens_and_after_its_last_second_nobody_of_the_agency_is_asked():
    task = explained(CLERK, opens_at=NOW + timedelta(hours=1))
    assert said(task) == ("Đợt giải trình của đơn vị sắp mở", "Xem kết quả", Page.RESULT, False)
    assert said(explained(HEAD, ENDS + timedelta(seconds=1), drafted=1))[::3] == (
        "Đã hết hạn giải trình, chờ kết quả", False
    )  # fmt: skip
    assert explained(CLERK, ENDS).acting


def test_when_all_is_answered_the_agency_waits():
    task = explained(CLERK, counts=Counts(3, 3, 1, pending=2))
    assert said(task) == ("Đơn vị đã trả lời mọi dòng có chênh lệch", "Xem giải trình", Page.EXPLANATIONS, False)


def test_answered_rows_are_the_appraisers_and_a_round_that_ran_out_is_its_chairs():
    bloc = Bloc(2026, dates=DATES, waiting=Waiting(answered_rows=4, rounds_over=("Sở Tư pháp",)))
    shown = [said(task) for task in due(LEADS_HEAD, Card(Stage.ADOPTED), bloc, NOW) if task.page is Page.ROUNDS]
    assert shown == [
        ("4 dòng đã giải trình chờ thẩm định lại", "Mở đợt giải trình", Page.ROUNDS, True),
        ("1 đợt giải trình đã hết hạn, chờ đồng chí kết thúc", "Xem và kết thúc", Page.ROUNDS, True),
    ]
    clerks = [task for task in due(LEAD, Card(Stage.ADOPTED), bloc, NOW) if "hết hạn" in task.title]
    assert [(task.acting, task.kind) for task in clerks] == [(False, "info")]


# --- votes ------------------------------------------------------------------------------------------------------------


def vote(**more):
    facts = {"state": State.OPEN, "way": Way.PORTAL, **more}
    return Vote("bp-1", "Đề nghị tặng Cờ", **facts)


@pytest.mark.parametrize(
    ("viewer", "facts", "title", "page", "acting"),
    [
        (HEAD, {"may_cast": True}, "1 phiếu kín chờ đồng chí bỏ", Page.SLIP, True),
        (CLERK, {"state": State.DRAFT, "tells": True},
         "1 cuộc bỏ phiếu cần mã mở hòm phiếu của đồng chí trước khi mở", Page.TELLERS_CODE, True),
        (CLERK, {"tells": True, "has_code": True},
         "1 cuộc bỏ phiếu cần mã mở hòm phiếu của đồng chí khi kiểm phiếu; giữ kỹ bản in mã", Page.VOTE, False),
        (CLERK, {"way": Way.PAPER, "tells": True},
         "1 cuộc bỏ phiếu giấy chờ đồng chí nhập số liệu kiểm phiếu", Page.COUNTS, True),
        (DEPUTYS_HEAD, {"way": Way.PAPER, "state": State.COUNTING, "confirms": True},
         "1 kết quả kiểm phiếu chờ đồng chí xác nhận", Page.VOTE, True),
        (LEADS_HEAD, {"way": Way.PAPER, "state": State.COUNTING, "runs": True},
         "1 kết quả kiểm phiếu chờ người thứ hai xác nhận", Page.VOTE, False),
        (LEAD, {"state": State.DRAFT, "runs": True}, "1 cuộc bỏ phiếu đang chuẩn bị", Page.VOTE, True),
        (LEADS_HEAD, {"state": State.DRAFT, "runs": True}, "1 cuộc bỏ phiếu đã soạn chờ đồng chí mở", Page.VOTE, True),
        (LEADS_HEAD, {"runs": True}, "1 cuộc bỏ phiếu trên cổng đang mở, chờ mở hòm kiểm phiếu", Page.VOTE, False),
        (LEADS_HEAD, {"state": State.COUNTED, "runs": True, "wiped": False},
         "1 hòm phiếu đã kiểm còn vết cũ trong tệp dữ liệu", Page.VOTE, True),
    ],
)  # fmt: skip
def test_a_vote_asks_each_for_his_own_part(viewer, facts, title, page, acting):
    (task,) = vote_tasks(viewer, (vote(**facts),))
    assert (task.title, task.page, task.acting, task.of) == (title, page, acting, "bp-1")


@pytest.mark.parametrize(
    "facts",
    [{}, {"way": Way.PAPER}, {"state": State.COUNTED, "wiped": False}, {"state": State.DRAFT, "has_code": True}],
)
def test_who_has_no_part_in_a_vote_reads_nothing_of_it(facts):
    for viewer in (CLERK, HEAD, LEAD, DEPUTYS_HEAD):
        assert not list(vote_tasks(viewer, (vote(**facts),)))


def test_a_clerk_is_not_the_second_person_and_several_votes_are_opened_in_their_list():
    entered = vote(way=Way.PAPER, state=State.COUNTING, confirms=True, runs=True)
    (task,) = vote_tasks(LEAD, (entered,))
    assert task.acting is False
    (task,) = vote_tasks(HEAD, (vote(may_cast=True), vote(may_cast=True)))
    assert (task.title, task.page, task.of) == ("2 phiếu kín chờ đồng chí bỏ", Page.VOTES, "")


votes_drawn = st.builds(
    Vote, st.just("bp-1"), st.just("Cờ"), st.sampled_from(State), st.sampled_from(Way), *[st.booleans()] * 6
)


@given(
    st.sampled_from((CLERK, HEAD, LEAD, LEADS_HEAD, DEPUTY, DEPUTYS_HEAD)), st.lists(votes_drawn, max_size=4)
)  # fmt: skip
def test_no_line_tells_how_far_a_vote_is_or_what_anybody_chose(viewer, votes):
    for task in vote_tasks(viewer, votes):
        told = (task.title + task.detail + task.label).lower()
        assert not [word for word in ("đã bỏ", "%", "đồng ý", "đạt", "hợp lệ") if word in told]


@pytest.mark.parametrize(
    ("entered", "second", "of_bloc", "may"),
    [
        (Person(1, 10), Person(1, 10), True, False),
        (Person(1, 10), Person(2, 10), True, False),
        (Person(1, 10), Person(3, 20), True, True),
        (Person(1, 10), Person(2, 10), False, True),
        (Person(1, 10), Person(1, 10), False, False),
    ],
)
def test_the_second_person_of_a_count_is_another_and_in_the_bloc_of_another_agency(entered, second, of_bloc, may):
    assert (not objection_to_second(entered, second, of_bloc=of_bloc)) is may


# --- the meeting ------------------------------------------------------------------------------------------------------


def test_the_meeting_is_announced_to_all_and_run_by_the_lead():
    called = Called(NOW + timedelta(days=1), "Hội trường Thanh tra tỉnh")
    for viewer in (CLERK, HEAD, LEAD, DEPUTYS_HEAD):
        (task,) = meeting_tasks(viewer, called, NOW)
        assert said(task) == ("Họp bình xét đã được triệu tập", "Xem cuộc họp", Page.MEETING, False)
        assert task.detail == "14:00 ngày 23/11/2026, tại Hội trường Thanh tra tỉnh"
        assert not list(meeting_tasks(viewer, None, NOW))
    (task,) = meeting_tasks(LEAD, called, called.held_at)
    assert said(task) == ("Họp bình xét đã đến giờ", "Điều hành cuộc họp", Page.MEETING, True)
    (task,) = meeting_tasks(CLERK, called, called.held_at)
    assert said(task) == ("Đang họp bình xét", "Theo dõi cuộc họp", Page.MEETING, False)


# --- awards -----------------------------------------------------------------------------------------------------------


def test_decisions_and_revocations_wait_for_the_deputys_head():
    awarding = Awarding(decisions=("812/QĐ",), revocations=("Cờ, Đơn vị A", "Cờ, Đơn vị B"))
    assert [said(task) for task in awarding_tasks(DEPUTYS_HEAD, awarding)] == [
        ("1 quyết định khen thưởng chờ đồng chí xác nhận", "Xem và xác nhận", Page.AWARDS, True),
        ("2 đề nghị thu hồi khen thưởng chờ đồng chí xác nhận", "Xem và xác nhận", Page.AWARDS, True),
    ]
    for viewer in (LEADS_HEAD, LEAD, DEPUTY):
        assert [task.acting for task in awarding_tasks(viewer, awarding)] == [False, False]


def test_a_nomination_is_filed_by_the_head_mended_by_the_clerk_and_taken_by_the_lead():
    awarding = Awarding(at_head=("Nguyễn A",), returned=("Trần B",), to_take=("Lê C", "Phạm D"))
    head = [said(task) for task in awarding_tasks(HEAD, awarding)]
    assert head == [
        ("1 đề nghị danh hiệu cá nhân chờ đồng chí duyệt và nộp", "Duyệt và nộp", Page.NOMINATIONS, True),
        ("1 đề nghị danh hiệu cá nhân bị Khối trưởng trả lại để sửa", "Xem đề nghị", Page.NOMINATIONS, False),
    ]
    (task,) = awarding_tasks(CLERK, awarding)
    assert said(task)[1:] == ("Sửa và trình lại", Page.NOMINATIONS, True)
    *_, task = awarding_tasks(LEAD, awarding)
    assert said(task)[2:] == (Page.NOMINATED, True)
    assert task.title.startswith("2 đề nghị danh hiệu cá nhân đã nộp")


def test_in_a_closed_year_nothing_of_it_is_due():
    steps = Steps(
        votes=(vote(may_cast=True),), meeting=Called(NOW, "Hội trường"), awarding=Awarding(decisions=("1",))
    )  # fmt: skip
    assert len(due(DEPUTYS_HEAD, Card(Stage.ADOPTED), Bloc(2026, dates=DATES), NOW, steps)) == 4
    assert not due(DEPUTYS_HEAD, Card(Stage.ADOPTED), Bloc(2026, is_open=False, dates=DATES), NOW, steps)
