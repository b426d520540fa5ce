"""Plans are lived with: tasks come, change, are shown to the bloc, hang together with things and departments."""

from dataclasses import replace
from datetime import date

import pytest

from khoi.plans import actions
from khoi.plans.models import (
    coordinators_of,
    departments_of,
    history_of,
    links_of,
    plan_of,
    task_spec,
    tasks_linked,
    tasks_of,
)
from khoi.plans.rules import Party, Status, TaskSpec
from tenants.database import db
from tenants.models import members_of
from tenants.refusal import Refused
from tenants.roles import Seat
from tests.khoi.plans.pages_read import CLOSED, OPEN
from tests.khoi.plans.plans_made import own, planned, small_plan, working


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


def places(plan):
    db.session.flush()
    return [(task.quarter, task.number, task.content) for task in tasks_of(plan)]


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
