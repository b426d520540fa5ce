"""What registration, movements, commendations and the bloc's own report ask of a person today."""

from datetime import UTC, date, datetime, timedelta

import pytest

from khoi.home.rules import Viewer
from khoi.home.rules.tasks.movements import Commending, Drive, Movements, commending_tasks, movement_tasks
from khoi.home.rules.tasks.parts import Dates, Page
from khoi.home.rules.tasks.pledges import Pledging, pledge_tasks
from khoi.home.rules.tasks.reports import AskedReport, Reports, report_tasks
from khoi.pledges.rules import Stage
from tenants.roles import Role, Seat

NOW = datetime(2026, 7, 1, 3, tzinfo=UTC)
DATES = Dates(NOW + timedelta(days=9), NOW + timedelta(days=20))
CLERK, HEAD = Viewer(Role.CLERK, Seat.MEMBER), Viewer(Role.HEAD, Seat.MEMBER)
LEAD, LEADS_HEAD = Viewer(Role.CLERK, Seat.LEAD), Viewer(Role.HEAD, Seat.LEAD)


def drive(name, days):
    return Drive(f"pt-{name}", name, date(2026, 7, 1) + timedelta(days=days))


def titles(tasks):
    return [task.title for task in tasks]


@pytest.mark.parametrize(
    ("stage", "viewer", "label", "acting"),
    [
        (None, CLERK, "Bắt đầu đăng ký", True),
        (None, HEAD, "Xem bản đăng ký", False),
        (Stage.DRAFT, CLERK, "Soạn tiếp", True),
        (Stage.AT_HEAD, HEAD, "Duyệt và nộp", True),
        (Stage.AT_HEAD, CLERK, "Xem bản đăng ký", False),
        (Stage.RETURNED, CLERK, "Sửa bản đăng ký", True),
    ],
)
def test_a_registration_is_the_clerks_to_write_and_the_heads_to_file(stage, viewer, label, acting):
    (task,) = pledge_tasks(viewer, Pledging(True, stage, DATES), NOW)
    assert (task.label, task.acting, task.page, task.at) == (label, acting, Page.REGISTRATION, DATES.due)


def test_a_filed_registration_and_a_year_without_one_ask_for_nothing():
    assert not list(pledge_tasks(CLERK, Pledging(True, Stage.FILED, DATES), NOW))
    assert not list(pledge_tasks(LEAD, Pledging(unfiled=("Sở Tư pháp",)), NOW))


def test_after_closing_nobody_is_asked_to_register_but_who_was_given_a_time():
    after = DATES.closing + timedelta(seconds=1)
    (task,) = pledge_tasks(CLERK, Pledging(True, None, DATES), after)
    assert (task.acting, task.title) == (False, "Đã khóa sổ, đơn vị chưa nộp bản đăng ký thi đua")
    until = after + timedelta(days=2)
    (task,) = pledge_tasks(CLERK, Pledging(True, Stage.RETURNED, DATES, until), after)
    assert (task.acting, task.at, task.kind) == (True, until, "error")


def test_the_lead_hears_who_has_not_registered_and_nobody_else_does():
    pledging = Pledging(True, Stage.FILED, DATES, unfiled=("Sở Tư pháp",), due=NOW - timedelta(days=1))
    (task,) = pledge_tasks(LEAD, pledging, NOW)
    assert (task.title, task.kind, task.page) == (
        "1 đơn vị chưa nộp bản đăng ký thi đua", "error", Page.REGISTRATIONS
    )  # fmt: skip
    assert not list(pledge_tasks(CLERK, pledging, NOW))


def test_a_movement_is_joined_by_the_clerk_and_sent_by_the_head():
    one = Movements(to_join=(drive("Xanh", 2),))
    (task,) = movement_tasks(CLERK, one, NOW)
    assert (task.label, task.acting, task.kind, task.page, task.of) == (
        "Tham gia", True, "warn", Page.MOVEMENT, "pt-Xanh"
    )  # fmt: skip
    (task,) = movement_tasks(HEAD, Movements(to_join=(drive("Xanh", 40), drive("Sạch", 50))), NOW)
    assert (task.acting, task.kind, task.page, task.title) == (
        False, "info", Page.MOVEMENTS, "2 phong trào đơn vị chưa gửi văn bản phát động"
    )  # fmt: skip
    waits = Movements(at_head=(drive("Xanh", 2),))
    assert not list(movement_tasks(CLERK, waits, NOW))
    assert titles(movement_tasks(HEAD, waits, NOW)) == ["1 văn bản phát động của đơn vị chờ đồng chí gửi"]


def test_the_last_result_is_asked_for_when_the_movement_has_ended():
    going = Movements(to_report=(drive("Xanh", 1),))
    assert not list(movement_tasks(CLERK, going, NOW))
    over = Movements(to_report=(drive("Xanh", 0),), to_send=(drive("Xanh", 0),))
    (task,) = movement_tasks(CLERK, over, NOW)
    assert (task.title, task.label, task.acting) == (
        "1 phong trào đã đến ngày kết thúc, đơn vị chưa ghi kết quả cuối", "Ghi kết quả", True
    )  # fmt: skip
    told, send = movement_tasks(HEAD, over, NOW)
    assert (told.acting, send.acting, send.label) == (False, True, "Xem và gửi")


def test_the_lead_launches_and_sums_up():
    movements = Movements(drafts=(drive("Mới", 90),), to_sum_up=(drive("Cũ", -1), drive("Xanh", 0)))
    assert titles(movement_tasks(LEAD, movements, NOW)) == ["1 phong trào đã kết thúc chờ tổng kết"]
    assert titles(movement_tasks(LEADS_HEAD, movements, NOW)) == [
        "1 phong trào đã soạn chờ đồng chí phát động", "1 phong trào đã kết thúc chờ tổng kết",
    ]  # fmt: skip
    assert not list(movement_tasks(HEAD, movements, NOW))


def test_a_proposal_waits_for_the_head_the_council_and_the_decision():
    commending = Commending(("Nguyễn A",), ("Trần B", "Lê C"), ("Phạm D",))
    assert titles(commending_tasks(CLERK, commending)) == []
    assert titles(commending_tasks(HEAD, commending)) == ["1 đề nghị khen thưởng chờ đồng chí duyệt và nộp"]
    assert titles(commending_tasks(LEAD, commending)) == ["2 đề nghị khen thưởng chờ Hội đồng xét"]
    assert len(titles(commending_tasks(LEADS_HEAD, commending))) == 3


@pytest.mark.parametrize(
    ("begun", "viewer", "page", "acting", "label"),
    [
        (False, LEAD, Page.BLOC_REPORTS, True, "Báo cáo tổng hợp"),
        (False, LEADS_HEAD, Page.BLOC_REPORTS, False, "Báo cáo tổng hợp"),
        (True, LEAD, Page.BLOC_REPORT, True, "Biên tập"),
        (True, LEADS_HEAD, Page.BLOC_REPORT, True, "Xem và công bố"),
    ],
)
def test_the_blocs_own_report_is_put_together_when_all_have_filed(begun, viewer, page, acting, label):
    asked = AskedReport("Báo cáo sơ kết", DATES.due, (), "bc-1", begun=begun)
    (task,) = report_tasks(viewer, Reports(asked=(asked,)), NOW)
    assert (task.page, task.acting, task.label) == (page, acting, label)
    assert not list(report_tasks(CLERK, Reports(asked=(asked,)), NOW))


def test_it_is_asked_for_after_its_date_though_some_are_missing_and_not_once_it_is_published():
    asked = AskedReport("Báo cáo sơ kết", NOW - timedelta(days=1), ("Sở Tư pháp",), "bc-1")
    _, compose = report_tasks(LEAD, Reports(asked=(asked,)), NOW)
    assert compose.detail == "1 đơn vị chưa nộp."
    before = AskedReport("Báo cáo sơ kết", DATES.due, ("Sở Tư pháp",), "bc-1")
    assert len(list(report_tasks(LEAD, Reports(asked=(before,)), NOW))) == 1
    published = AskedReport("Báo cáo sơ kết", DATES.due, (), "bc-1", begun=True, published=True)
    assert not list(report_tasks(LEAD, Reports(asked=(published,)), NOW))
