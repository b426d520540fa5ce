"""What the bloc's reports ask of a person today."""

from datetime import UTC, datetime, timedelta

import pytest

from khoi.home.rules import Viewer
from khoi.home.rules.tasks.parts import Dates, Page
from khoi.home.rules.tasks.reports import AskedReport, OwnReport, Reports, report_tasks
from khoi.reports.rules import Stage
from tenants.roles import Role, Seat

NOW = datetime(2026, 7, 1, 3, tzinfo=UTC)
DATES = Dates(NOW + timedelta(days=9), NOW + timedelta(days=20))
CLERK, HEAD = Viewer(Role.CLERK, Seat.MEMBER), Viewer(Role.HEAD, Seat.MEMBER)
LEAD = Viewer(Role.CLERK, Seat.LEAD)


@pytest.mark.parametrize(
    ("stage", "viewer", "label", "acting"),
    [
        (None, CLERK, "Bắt đầu soạn", True),
        (None, HEAD, "Bắt đầu soạn", False),
        (Stage.DRAFT, CLERK, "Soạn tiếp", True),
        (Stage.AT_HEAD, HEAD, "Duyệt và nộp", True),
        (Stage.AT_HEAD, CLERK, "Mở báo cáo", False),
        (Stage.RETURNED, CLERK, "Sửa báo cáo", True),
    ],
)
def test_a_report_is_the_clerks_to_write_and_the_heads_to_file(stage, viewer, label, acting):
    (task,) = report_tasks(viewer, Reports((OwnReport("Báo cáo sơ kết", stage, DATES),)), NOW)
    assert (task.label, task.acting, task.page) == (label, acting, Page.REPORTS)


def test_after_closing_nobody_is_asked_to_write():
    own = OwnReport("Báo cáo sơ kết", Stage.DRAFT, DATES)
    (task,) = report_tasks(CLERK, Reports((own,)), DATES.closing + timedelta(seconds=1))
    assert (task.acting, task.title) == (False, "Đã khóa sổ, đơn vị chưa nộp báo cáo sơ kết")


def test_a_returned_report_is_due_by_its_own_limit():
    until = DATES.closing + timedelta(days=2)
    own = OwnReport("Báo cáo sơ kết", Stage.RETURNED, DATES, until)
    (task,) = report_tasks(CLERK, Reports((own,)), DATES.closing + timedelta(days=1))
    assert (task.acting, task.at) == (True, until)


def test_the_lead_hears_who_owes_a_report_and_nobody_else_does():
    owed = Reports(
        asked=(AskedReport("Báo cáo sơ kết", DATES.due, ("Sở Tư pháp",)), AskedReport("Khác", None, (), published=True))
    )
    (task,) = report_tasks(LEAD, owed, NOW)
    assert task.title == "1 đơn vị chưa nộp báo cáo sơ kết"
    assert "Sở Tư pháp" in task.detail
    assert list(report_tasks(CLERK, owed, NOW)) == []
