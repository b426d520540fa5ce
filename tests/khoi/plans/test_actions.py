"""Plans are taken in from files and lived with: tasks come, change, are shown to the bloc, reported on."""

from dataclasses import replace
from datetime import date

import pytest

from khoi.plans import actions
from khoi.plans.models import (
    bloc_tasks,
    coordinators_of,
    departments_of,
    history_of,
    links_of,
    plan_of,
    removed_from,
    reports_on,
    reports_to_send,
    spec_of,
    task_spec,
    tasks_linked,
    tasks_of,
    unfinished_of,
    unreported_by,
)
from khoi.plans.rules import Fate, Party, Status, TaskSpec, read_plan, without_the_proposed, write_plan
from tenants.database import db
from tenants.journal import JournalLine
from tenants.models import members_of
from tenants.notices import notices_to
from tenants.refusal import Refused
from tenants.roles import Seat
from tests.khoi.plans.plans_made import planned, real_plan, small_plan, working

OPEN, CLOSED = "Sơ kết Khối thi đua", "Việc kín của phòng"


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


def own(trio):
    """The lead's plan and its tasks by content."""
    plan = plan_of(trio.year.id, trio.lead.id)
    return plan, {task.content: task for task in tasks_of(plan)}


def places(plan):
    db.session.flush()
    return [(task.quarter, task.number, task.content) for task in tasks_of(plan)]


# --- files -------------------------------------------------------------------------------------------------------


def test_the_customers_plan_comes_in_whole_and_goes_out_as_it_was(trio, make):
    planned(trio, make, real_plan())
    with working(trio, trio.lead, make):
        plan, tasks = own(trio)
        spec = spec_of(plan)
        assert write_plan(without_the_proposed(spec, {})) == real_plan()
        assert sum(task.of_bloc for task in tasks.values()) == 6
        named = [each.name for each in departments_of(trio.year.id, trio.lead.id)]
        assert named == ["Các phòng Nghiệp vụ", "Hội đồng thi đua khen thưởng", "Văn phòng"]


def test_a_repeat_changes_nothing_and_keeps_what_was_done_since(trio, make):
    planned(trio, make)
    with working(trio, trio.lead, make):
        _, tasks = own(trio)
        actions.advance(tasks[OPEN], Status.DONE, "", "Xong ngày 10/7")
    with working(trio, trio.lead, make):
        before = db.session.query(JournalLine).count()
        _, matches = actions.take_in(trio.year, trio.lead.id, read_plan(small_plan()), replace_all=True)
        assert {match.fate for match in matches} == {Fate.SAME}
        assert own(trio)[1][OPEN].status == Status.DONE
        db.session.commit()
        assert db.session.query(JournalLine).count() == before


def test_tasks_that_a_file_has_not_stay_unless_the_file_is_the_whole_plan(trio, make):
    planned(trio, make)
    data = small_plan(tasks=[{"quarter": 2, "no": 1, "content": "Việc mới", "lead": "Văn phòng"}])
    assert set(planned(trio, make, data, replace_all=False)) == {CLOSED, "Việc mới"}
    planned(trio, make, small_plan(tasks=[]), replace_all=True)
    with working(trio, trio.lead, make):
        plan, tasks = own(trio)
        assert not tasks
        assert {task.content for task in removed_from(plan)} == {CLOSED, "Việc mới"}


def test_a_file_of_another_year_and_a_members_task_of_the_bloc_are_refused(trio, make):
    with working(trio, trio.lead, make), pytest.raises(Refused, match="Tệp của năm 2025"):
        actions.take_in(trio.year, trio.lead.id, read_plan(small_plan(year=2025)), replace_all=True)
    data = small_plan()
    data["tasks"][1]["of_bloc"] = True
    with working(trio, trio.member, make), pytest.raises(Refused) as refused:
        actions.take_in(trio.year, trio.member.id, read_plan(data), replace_all=True)
    assert refused.value.objections[0].path == "Quý II, số 1"


def test_a_members_plan_carries_no_task_of_the_bloc_whatever_its_words(trio, make):
    tasks = planned(trio, make, small_plan(), trio.member)
    assert not any(task.of_bloc for task in tasks.values())


def test_members_are_told_once_of_the_blocs_new_tasks(trio, make):
    planned(trio, make, real_plan())
    planned(trio, make, real_plan())
    for agency, count in ((trio.member, 1), (trio.deputy, 1), (trio.lead, 0)):
        with working(trio, agency, make, seated=False):
            assert len(notices_to(agency.id)) == count


# --- tasks -------------------------------------------------------------------------------------------------------


def test_a_new_task_takes_its_number_and_the_others_make_room(trio, make):
    planned(trio, make)
    with working(trio, trio.lead, make):
        plan, _ = own(trio)
        actions.add_task(plan, TaskSpec(1, 1, "Đầu quý", on_request=True))
        last = actions.add_task(plan, TaskSpec(1, 0, "Cuối quý"))
        assert places(plan) == [(1, 1, "Đầu quý"), (1, 2, CLOSED), (1, 3, "Cuối quý"), (2, 1, OPEN)]
        actions.edit_task(last, TaskSpec(2, 1, "Sang quý hai", of_bloc=False))
        assert places(plan) == [(1, 1, "Đầu quý"), (1, 2, CLOSED), (2, 1, "Sang quý hai"), (2, 2, OPEN)]


def test_what_is_taken_out_comes_back_to_its_number(trio, make):
    planned(trio, make)
    with working(trio, trio.lead, make):
        plan, tasks = own(trio)
        actions.add_task(plan, TaskSpec(1, 0, "Sau"))
        actions.remove(tasks[CLOSED])
        actions.remove(tasks[CLOSED])
        assert places(plan)[0] == (1, 1, "Sau")
        actions.restore(tasks[CLOSED])
        actions.restore(tasks[CLOSED])
        assert places(plan)[:2] == [(1, 1, CLOSED), (1, 2, "Sau")]
        assert [line.act for line in history_of(tasks[CLOSED])] == ["restored", "removed", "added"]


def test_an_edit_says_what_it_changed_and_names_coordinators_anew(trio, make):
    planned(trio, make)
    with working(trio, trio.lead, make):
        _, tasks = own(trio)
        task = tasks[CLOSED]
        wanted = TaskSpec(1, 1, CLOSED, "Phòng Hai", ("Đơn vị B", "Phòng Một"), date(2026, 2, 1), of_bloc=False)
        assert actions.edit_task(task, wanted, "Nguyễn Văn A")
        db.session.flush()
        assert not actions.edit_task(task, wanted, "Nguyễn Văn A")
        named = [(each.words, each.party, each.partner_id) for each in coordinators_of([task])[task.id]]
        assert named == [("Đơn vị B", Party.AGENCY, trio.other.id), ("Phòng Một", Party.DEPARTMENT, None)]
        assert "Chủ trì: Văn phòng → Phòng Hai" in history_of(task)[0].note


@pytest.mark.parametrize(
    ("spec", "why"),
    [
        (TaskSpec(1, 0, "Muộn", due=date(2028, 1, 1)), "Hạn phải nằm trong năm"),
        (TaskSpec(1, 0, "Bỏ", status=Status.DROPPED), "Nêu lý do"),
    ],
)
def test_an_unfit_task_is_refused(trio, make, spec, why):
    planned(trio, make)
    with working(trio, trio.lead, make):
        with pytest.raises(Refused) as refused:
            actions.add_task(own(trio)[0], spec)
        assert why in str(refused.value)


def test_shown_to_the_bloc_and_hidden_again_a_task_takes_all_along_but_what_is_internal(trio, make):
    planned(trio, make)
    with working(trio, trio.lead, make):
        _, tasks = own(trio)
        task = tasks[CLOSED]
        actions.link_task(task, "document", "a" * 12, "Văn bản")
        actions.link_task(task, "document", "b" * 12, "Nội bộ", internal=True)
        for of_bloc in (True, False):
            assert actions.show_to_bloc(task, of_bloc)
            assert not actions.show_to_bloc(task, of_bloc)
            db.session.flush()
            assert [link.of_bloc for link in links_of(task)] == [of_bloc, False]
            assert {each.of_bloc for each in coordinators_of([task])[task.id]} == {of_bloc}


def test_only_the_lead_shows_tasks_to_the_bloc(trio, make):
    tasks = planned(trio, make, small_plan(), trio.member)
    with working(trio, trio.member, make), pytest.raises(Refused, match="Khối trưởng"):
        plan = plan_of(trio.year.id, trio.member.id)
        actions.show_to_bloc(next(each for each in tasks_of(plan) if each.id == tasks[OPEN].id), True)


def test_who_leads_no_more_may_still_mend_a_task_of_the_bloc_and_it_stays_one(trio, make):
    planned(trio, make)
    with working(trio, trio.lead, make):
        for row in members_of(trio.year.id):
            row.seat = {Seat.LEAD: Seat.DEPUTY, Seat.DEPUTY: Seat.LEAD}.get(row.seat, row.seat)
    with working(trio, trio.lead, make):
        task = own(trio)[1][OPEN]
        present = task_spec(task, coordinators_of([task])[task.id])
        assert actions.edit_task(task, replace(present, content="Sơ kết của Khối"))
        assert task.of_bloc
        assert actions.edit_task(task, replace(present, of_bloc=False))
        assert not task.of_bloc
        with pytest.raises(Refused, match="Khối trưởng"):
            actions.edit_task(task, replace(present, of_bloc=True))


def test_a_thing_hangs_once_under_its_newest_title(trio, make):
    planned(trio, make)
    with working(trio, trio.lead, make):
        task = own(trio)[1][OPEN]
        for title in ("Báo cáo", "Báo cáo", "Báo cáo sơ kết"):
            actions.link_task(task, "report", "r" * 12, title)
        assert [link.title for link in links_of(task)] == ["Báo cáo sơ kết"]
        assert [each.id for each in tasks_linked("report", "r" * 12)] == [task.id]
        actions.unlink_task(task, "report", "r" * 12)
        actions.unlink_task(task, "report", "r" * 12)
        db.session.flush()
        assert not links_of(task)


# --- progress and reports ----------------------------------------------------------------------------------------


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


# --- departments -------------------------------------------------------------------------------------------------


def test_a_department_stays_while_tasks_name_it(trio, make):
    planned(trio, make)
    with working(trio, trio.lead, make):
        office = next(each for each in departments_of(trio.year.id, trio.lead.id) if each.name == "Văn phòng")
        with pytest.raises(Refused, match="2 việc"):
            actions.remove_department(office)
        with pytest.raises(Refused, match="đã có"):
            actions.add_department(trio.year.id, trio.lead.id, "VĂN  PHÒNG")
        spare = actions.add_department(trio.year.id, trio.lead.id, "Phòng Ba")
        actions.add_person(spare, "Trần Thị Bé", "Trưởng phòng")
        with pytest.raises(Refused):
            actions.rename_department(spare, "van phong")
        actions.remove_department(spare)
