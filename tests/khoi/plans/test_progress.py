"""What became of a task: its progress, the reports of those who coordinate, who is reminded."""

import pytest

from khoi.plans import actions
from khoi.plans.models import bloc_tasks, history_of, reports_on, reports_to_send, unfinished_of, unreported_by
from khoi.plans.rules import Status
from tenants.database import db
from tenants.notices import notices_to
from tenants.refusal import Refused
from tests.khoi.plans.pages_read import CLOSED, OPEN
from tests.khoi.plans.plans_made import own, planned, working


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


def test_progress_is_kept_with_its_note_and_a_resent_one_says_nothing_new(trio, make):
    planned(trio, make)
    with working(trio, trio.lead, make):
        task = own(trio)[1][OPEN]
        assert actions.advance(task, Status.UNDER_WAY, "", "Đã gửi công văn")
        assert not actions.advance(task, Status.UNDER_WAY, "", "")
        with pytest.raises(Refused, match="tiến độ"):
            actions.advance(task, Status.DROPPED, "", "")
        actions.advance(task, Status.DROPPED, "Cấp trên dừng", "")
        actions.advance(task, Status.DONE, "thừa", "")
        assert (task.status, task.reason) == (Status.DONE, "")
        assert [line.note for line in history_of(task)][:3] == ["", "Cấp trên dừng", "Đã gửi công văn"]


def the_task(trio):
    """The bloc's task, as every member sees it."""
    (task,) = bloc_tasks(trio.year.id)
    return task


def test_a_coordinating_agency_drafts_and_sends_once(trio, make):
    planned(trio, make)
    with working(trio, trio.member, make, seated=False):
        task = the_task(trio)
        with pytest.raises(Refused, match="Chưa có báo cáo"):
            actions.send_report(task, trio.member.id)
        first = actions.write_report(task, trio.member.id, Status.UNDER_WAY, "Đang chuẩn bị")
        again = actions.write_report(task, trio.member.id, Status.DONE, "Đã xong")
        assert first is again
        sent = actions.send_report(task, trio.member.id)
        assert actions.send_report(task, trio.member.id) is sent
        assert [row.text for row in reports_on([task])] == ["Đã xong"]
        actions.write_report(task, trio.member.id, Status.DONE, "Bổ sung")
        actions.discard_report(task, trio.member.id)
        db.session.flush()
        assert [row.filed for row in reports_on([task])] == [True]


@pytest.mark.parametrize("who", ["other", "lead"])
def test_who_does_not_coordinate_does_not_report(trio, make, who):
    planned(trio, make)
    agency = getattr(trio, who)
    with working(trio, agency, make, seated=False), pytest.raises(Refused):
        actions.write_report(the_task(trio), agency.id, Status.DONE, "Không được giao")


def test_silent_members_are_reminded_once_a_day(trio, make):
    planned(trio, make)
    with working(trio, trio.member, make, seated=False):
        assert [task.content for task in unreported_by(trio.year.id, trio.member.id)] == [OPEN]
        actions.write_report(the_task(trio), trio.member.id, Status.DONE, "Nháp")
        assert len(reports_to_send(trio.year.id, trio.member.id)) == 1
    with working(trio, trio.lead, make):
        task = own(trio)[1][OPEN]
        assert actions.remind(task) == ["Đơn vị A"]
        with pytest.raises(Refused, match="Hôm nay đã nhắc"):
            actions.remind(task)
        with pytest.raises(Refused, match="việc của Khối"):
            actions.remind(own(trio)[1][CLOSED])
    with working(trio, trio.member, make, seated=False):
        assert sum(row.text.startswith("Khối trưởng nhắc") for row in notices_to(trio.member.id)) == 1
        actions.send_report(the_task(trio), trio.member.id)
        assert not unreported_by(trio.year.id, trio.member.id)
        assert not reports_to_send(trio.year.id, trio.member.id)
    with working(trio, trio.other, make, seated=False):
        assert not unreported_by(trio.year.id, trio.other.id)


def test_what_is_settled_or_out_is_not_unfinished(trio, make):
    planned(trio, make)
    with working(trio, trio.lead, make):
        _, tasks = own(trio)
        actions.advance(tasks[OPEN], Status.DONE, "", "")
        assert [task.content for task in unfinished_of(trio.year.id, trio.lead.id)] == [CLOSED]
        actions.remove(tasks[CLOSED])
        assert not unfinished_of(trio.year.id, trio.lead.id)
