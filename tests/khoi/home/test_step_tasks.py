"""What plans, documents, activities and the turn of the year ask of a person today."""

from datetime import UTC, date, datetime, timedelta

import pytest

from khoi.home.rules import Bloc, Card, Steps, Viewer, due
from khoi.home.rules.tasks import Arrived, Gathering, Paper, Papers, Plans, PlanTask, Turn
from khoi.home.rules.tasks.gatherings import gathering_tasks
from khoi.home.rules.tasks.papers import paper_tasks
from khoi.home.rules.tasks.parts import Page, end_of
from khoi.home.rules.tasks.plans import plan_tasks
from khoi.home.rules.tasks.turning import turn_tasks
from khoi.scoring.rules import Stage
from tenants.roles import Role, Seat

NOW = datetime(2026, 7, 1, 3, tzinfo=UTC)
TODAY = date(2026, 7, 1)
CLERK, HEAD = Viewer(Role.CLERK, Seat.MEMBER), Viewer(Role.HEAD, Seat.MEMBER)
LEAD, LEADS_HEAD = Viewer(Role.CLERK, Seat.LEAD), Viewer(Role.HEAD, Seat.LEAD)
DEPUTYS_HEAD = Viewer(Role.HEAD, Seat.DEPUTY)


def job(content, days):
    return PlanTask(f"viec-{content}", content, TODAY + timedelta(days=days))


def meeting(title, days, **more):
    at = NOW + timedelta(days=days)
    return Gathering(title, title, "Hội trường", at, at + timedelta(hours=3), **more)


def test_of_the_plan_only_what_is_late_or_near_is_said():
    assert not list(plan_tasks(CLERK, Plans((job("Xa", 15),), (job("Xa nữa", 40),)), NOW))
    late, near = plan_tasks(CLERK, Plans((job("Muộn", -1), job("Gần", 14), job("Xa", 15))), NOW)
    assert (late.title, late.kind, late.page, late.of) == (
        "1 việc trong kế hoạch năm đã quá hạn", "error", Page.TASK, "viec-Muộn"
    )  # fmt: skip
    assert (near.title, near.kind) == ("1 việc trong kế hoạch năm sắp đến hạn", "info")


def test_many_tasks_are_one_line_that_names_three_the_oldest_first():
    jobs = tuple(job(name, -days) for days, name in enumerate(("Một", "Hai", "Ba", "Bốn", "Năm"), 1))
    (line,) = plan_tasks(CLERK, Plans(jobs), NOW)
    assert line.title == "5 việc trong kế hoạch năm đã quá hạn"
    assert line.detail == "Năm; Bốn; Ba và 2 việc khác · Hạn 26/06/2026 (chậm 5 ngày)"
    assert (line.page, line.of, line.at) == (Page.PLAN, "", end_of(TODAY - timedelta(days=5)))


def test_a_long_content_is_cut():
    (line,) = plan_tasks(CLERK, Plans((job("Dài " * 60, 1),)), NOW)
    assert "…" in line.detail
    assert len(line.detail) < 140


def test_a_task_of_the_bloc_is_reported_on_by_the_clerk_and_sent_by_the_head():
    plans = Plans(unreported=(job("Sơ kết Khối", 2),), to_send=2)
    (line,) = plan_tasks(CLERK, plans, NOW)
    assert (line.title, line.kind, line.acting) == (
        "1 việc của Khối sắp đến hạn, đơn vị chưa báo cáo phối hợp", "warn", True
    )  # fmt: skip
    told, send = plan_tasks(HEAD, plans, NOW)
    assert (told.acting, send.acting, send.title) == (False, True, "2 báo cáo phối hợp chờ đồng chí gửi")


def test_documents_are_received_and_answered_by_the_nearest_day():
    first, second = NOW + timedelta(days=2), NOW + timedelta(days=9)
    papers = Papers(
        to_receive=(Paper("a", "05/KH-KTĐ Kế hoạch"),),
        to_answer=(Paper("b", "06/CV-KTĐ Công văn", second), Paper("c", "07/CV-KTĐ Công văn", first)),
    )
    receive, answer = paper_tasks(CLERK, papers, NOW)
    assert (receive.title, receive.page, receive.of) == ("1 văn bản của Khối đơn vị chưa nhận", Page.DOCUMENT, "a")
    assert (answer.title, answer.page, answer.at, answer.kind) == (
        "2 văn bản chờ đơn vị trả lời", Page.DOCUMENTS, first, "warn"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("viewer", "titles"),
    [
        (CLERK, []),
        (HEAD, ["1 văn bản trả lời chờ đồng chí gửi"]),
        (LEAD, ["1 văn bản đến chưa xử lý xong", "4 lượt gửi văn bản chưa được nhận"]),
        (
            LEADS_HEAD,
            [
                "1 văn bản trả lời chờ đồng chí gửi", "1 dự thảo văn bản chờ đồng chí ban hành",
                "1 văn bản đến chưa xử lý xong", "4 lượt gửi văn bản chưa được nhận",
            ],
        ),
    ],
)  # fmt: skip
def test_each_hears_of_documents_what_is_his(viewer, titles):
    papers = Papers(
        at_head=(Paper("a", "Trả lời"),), to_issue=(Paper("b", "Dự thảo"),), unreceived=4,
        arrived=(Arrived("12/UBND", "waiting", TODAY - timedelta(days=2)),),
    )  # fmt: skip
    assert [task.title for task in paper_tasks(viewer, papers, NOW)] == titles


def test_what_came_in_says_how_late_it_is():
    arrived = (Arrived("12/UBND", "waiting", TODAY - timedelta(days=2)), Arrived("13/UBND", "under_way", None))
    (line,) = paper_tasks(LEAD, Papers(arrived=arrived), NOW)
    assert (line.kind, line.detail) == ("error", "12/UBND; 13/UBND · Chờ xử lý, quá hạn 2 ngày")


def test_an_invitation_is_answered_first_and_then_looked_forward_to():
    asked = meeting("Sơ kết", 5, answer_until=NOW + timedelta(days=1), invited=True)
    (line,) = gathering_tasks(CLERK, [asked], NOW)
    assert (line.title, line.at, line.acting, line.of) == (
        "Lời mời chờ đơn vị trả lời: Sơ kết", asked.answer_until, True, "Sơ kết"
    )  # fmt: skip
    (line,) = gathering_tasks(CLERK, [meeting("Sơ kết", 5, invited=True, answered=True)], NOW)
    assert (line.title, line.acting, line.kind) == ("Sắp tới: Sơ kết", False, "quiet")


def test_what_has_begun_is_noted_by_the_lead_alone():
    held = [meeting("Tập huấn", -2, invited=True)]
    assert not list(gathering_tasks(CLERK, held, NOW))
    (line,) = gathering_tasks(LEAD, held, NOW)
    assert (line.title, line.acting) == ("1 hoạt động chờ ghi có mặt và kết quả", True)


def test_a_request_to_close_is_the_deputys_heads_to_answer():
    turn = Turn(closing_asked=NOW)
    (line,) = turn_tasks(DEPUTYS_HEAD, turn, 2026)
    assert (line.title, line.acting) == ("Khối trưởng đề nghị khóa năm 2026", True)
    (line,) = turn_tasks(LEADS_HEAD, turn, 2026)
    assert not line.acting


def test_a_handover_is_received_by_the_head_in_the_next_year():
    (line,) = turn_tasks(HEAD, Turn(handed_over=2026), 2026)
    assert (line.acting, line.page) == (True, Page.NEXT_YEAR)
    (line,) = turn_tasks(CLERK, Turn(handed_over=2026), 2026)
    assert not line.acting


def test_a_year_in_preparation_asks_its_lead_for_what_it_lacks_and_nobody_else():
    bloc = Bloc(2027, is_open=False, is_prepared=True)
    steps = Steps(turn=Turn(None, 2026, ("Thời hạn",), ("Căn cứ",)))
    lacks, receive = due(LEADS_HEAD, Card(), bloc, NOW, steps)
    assert lacks.title == "Năm 2027 còn thiếu 1 bước mới mở được"
    assert receive.page == Page.RECEPTION
    assert due(HEAD, Card(), bloc, NOW, steps) == []
    (ready,) = due(LEADS_HEAD, Card(), bloc, NOW, Steps(turn=Turn(wanting=("Căn cứ",))))
    assert ready.detail == "Nên làm trước: Căn cứ"
    (told,) = due(LEAD, Card(), bloc, NOW, Steps())
    assert (told.title, told.acting) == ("Năm 2027 chờ lãnh đạo đơn vị mở", False)


def test_overdue_and_todays_come_first_then_what_has_no_day_then_by_date():
    steps = Steps(
        plans=Plans((job("Gần", 9), job("Muộn", -3)), (job("Hôm nay", 0),)),
        papers=Papers(to_receive=(Paper("a", "05/KH"),)),
        gatherings=(meeting("Sơ kết", 2, invited=True),),
    )
    found = [task for task in due(CLERK, Card(Stage.ADOPTED), Bloc(2026), NOW, steps) if task.acting]
    days = [(task.at - NOW).days if task.at else None for task in found]
    assert days == [-3, 0, None, 2, 9]
