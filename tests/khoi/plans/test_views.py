"""The pages of the plan, as the lead's people and members open them."""

import re

import pytest
from sqlalchemy import event, select

from khoi.plans import actions
from khoi.plans.models import Task, TaskReport, plan_of, tasks_of
from tenants.database import db
from tests.khoi.accounts.people import post
from tests.khoi.plans.pages_read import CLOSED, HERE, OPEN, address, task_fields, text
from tests.khoi.plans.plans_made import planned, real_plan, working

# --- looking -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["board", "list", "line", "nonsense"])
def test_the_lead_sees_the_whole_plan_and_a_member_what_is_the_blocs(as_, shape):
    page = text(as_("l.clerk").get(f"{HERE}?look={shape}"))
    assert page.count("<h1") == 1
    assert OPEN in page
    assert CLOSED in page
    for login in ("a.head", "b.clerk", "p.head"):
        page = text(as_(login).get(f"{HERE}?look={shape}"))
        assert OPEN in page
        assert CLOSED not in page
        assert "Nội bộ" not in page
        assert ("Đơn vị L: Văn phòng" in page) is (shape != "line")


def test_tasks_are_found_without_diacritics_by_unit_and_by_chip(as_):
    lead = as_("l.clerk")
    for asked, seen in (
        ("q=so+ket", (True, False)), ("q=phong+mot", (False, True)), ("only=internal", (False, True)),
        ("unit=Đơn+vị+A", (True, False)), ("only=bloc&q=kin", (False, False)), ("q=van+phong", (True, True)),
    ):  # fmt: skip
        page = text(lead.get(f"{HERE}?{asked}"))
        assert (OPEN in page, CLOSED in page) == seen, asked


def test_an_agency_without_a_plan_is_told_how_to_get_one(as_, make, trio):
    with working(trio, trio.lead, make):
        for task in tasks_of(plan_of(trio.year.id, trio.lead.id)):
            actions.remove(task)
    page = text(as_("a.clerk").get(HERE))
    assert "Chưa có việc nào" in page
    assert "Lập kế hoạch của đơn vị" in page
    assert "Kế hoạch chưa có việc nào" in text(as_("l.clerk").get(HERE))


def test_a_task_that_names_another_year_is_flagged(as_, trio, make):
    planned(trio, make, real_plan())
    page = text(as_("l.clerk").get(HERE))
    assert page.count("ghi năm 2025") == 3
    assert "3 việc ghi năm khác" in page


def statements(client, where):
    """How many statements a page takes."""
    said = []
    event.listen(db.engine, "before_cursor_execute", listener := lambda *_: said.append(1))
    assert client.get(where).status_code == 200
    event.remove(db.engine, "before_cursor_execute", listener)
    return len(said)


@pytest.mark.parametrize("page", ["", "?look=line", "/coordination"])
def test_a_page_asks_as_many_questions_for_two_tasks_as_for_twenty_two(as_, trio, make, page):
    lead = as_("l.clerk")
    lead.get(HERE)
    few = statements(lead, HERE + page)
    planned(trio, make, real_plan())
    lead.get(HERE)
    assert statements(lead, HERE + page) == few


# --- tasks -------------------------------------------------------------------------------------------------------


def test_the_lead_adds_a_task_that_another_member_coordinates_on(as_, look):
    lead = as_("l.clerk")
    assert post(lead, f"{HERE}/tasks/new", f"{HERE}/tasks/new", **task_fields()).status_code == 303
    (made,) = look(select(Task).where(Task.quarter == 3))
    assert (made.content, made.number, made.of_bloc, made.on_request) == ("Việc mới của năm", 1, True, True)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("content", " ", "Ghi nội dung việc."),
        ("content", "x" * 1001, "1000"),
        ("due", "31/02/2026", "Không có ngày 31/02/2026."),
        ("coordination", "x" * 201, "Dòng 1 dài 201 ký tự"),
        ("coordination", "\n".join("abcdefghijklmnopqrstuvwxyz"), "Nhiều nhất 20 đơn vị"),
        ("quarter", "5", "Quý"),
        ("number", "0", "Số thứ tự"),
    ],
)
def test_a_form_that_is_wrong_comes_back_with_what_was_typed(as_, look, field, value, told):
    answer = post(as_("l.clerk"), f"{HERE}/tasks/new", f"{HERE}/tasks/new", **task_fields(**{field: value}))
    assert answer.status_code == 422
    assert told in text(answer)
    assert "Phòng Một" in text(answer) or field == "coordination"
    assert not look(select(Task).where(Task.quarter == 3))


def test_a_due_date_of_another_year_is_refused_by_the_rules(as_):
    answer = post(as_("l.clerk"), f"{HERE}/tasks/new", f"{HERE}/tasks/new", **task_fields(due="01/01/2030"))
    assert answer.status_code == 409
    assert "Hạn phải nằm trong năm thi đua 2026" in text(answer)


def test_two_editors_do_not_overwrite_each_other(as_, look):
    where = address(look, CLOSED, "/edit")
    lead = as_("l.clerk")
    page = text(lead.get(where))
    seen = re.search(r'name="seen"[^>]* value="(\w+)"', page)[1]
    assert post(as_("l.head"), where, where, **task_fields(content="Lãnh đạo sửa", quarter="1")).status_code == 303
    answer = post(lead, where, where, seen=seen, **task_fields(content="Đầu mối sửa"))
    assert answer.status_code == 409
    assert "Lãnh đạo sửa" in text(answer)
    assert "Đầu mối sửa" in text(answer)


@pytest.mark.parametrize("rest", ["/edit", "/progress", "/remove", "/restore"])
def test_a_member_changes_nothing_of_the_blocs_task_and_finds_no_internal_one(as_, look, rest):
    member = as_("a.head")
    for content in (OPEN, CLOSED):
        answer = post(member, address(look, content, rest), status="done", **task_fields())
        assert answer.status_code == 404
    assert member.get(address(look, OPEN)).status_code == 200
    assert member.get(address(look, CLOSED)).status_code == 404
    assert {task.content for task in look(select(Task))} == {OPEN, CLOSED}


def test_a_task_is_taken_out_and_brought_back(as_, look):
    lead = as_("l.clerk")
    assert post(lead, address(look, OPEN, "/remove")).status_code == 303
    page = text(lead.get(HERE))
    assert "Hoàn tác" in page
    assert as_("a.clerk").get(address(look, OPEN)).status_code == 404
    assert post(lead, address(look, OPEN, "/restore")).status_code == 303
    assert as_("a.clerk").get(address(look, OPEN)).status_code == 200


def test_progress_is_noted_and_stays_the_agencys(as_, look):
    where = address(look, OPEN)
    lead = as_("l.clerk")
    assert post(lead, f"{where}/progress", where, status="dropped").status_code == 422
    assert post(lead, f"{where}/progress", where, status="under_way", note="Chi tiết nội bộ").status_code == 303
    assert "Chi tiết nội bộ" in text(lead.get(where))
    page = text(as_("a.head").get(where))
    assert "Đang làm" in page
    assert "Chi tiết nội bộ" not in page
    assert post(lead, f"{where}/progress", where, status="gì đó").status_code == 422


def test_what_hangs_on_a_task_is_shown_with_it(as_, look, trio, make):
    with working(trio, trio.lead, make):
        task = next(each for each in tasks_of(plan_of(trio.year.id, trio.lead.id)) if each.content == OPEN)
        actions.link_task(task, "document", "d" * 12, "Công văn số 5")
        actions.link_task(task, "no such kind", "e" * 12, "Bản nháp kín", internal=True)
    page = text(as_("l.clerk").get(address(look, OPEN)))
    assert "Công văn số 5" in page
    assert "Bản nháp kín" in page
    page = text(as_("a.clerk").get(address(look, OPEN)))
    assert "Công văn số 5" in page
    assert "Bản nháp kín" not in page


# --- reports -----------------------------------------------------------------------------------------------------


def test_the_clerk_drafts_the_head_sends_and_the_lead_reads(as_, look):
    where = address(look, OPEN)
    clerk, head, lead = as_("a.clerk"), as_("a.head"), as_("l.clerk")
    said = {"status": "done", "text": "Kết quả của đơn vị A"}
    assert post(clerk, f"{where}/report", f"{where}/report", act="send", **said).status_code == 303
    assert [row.filed for row in look(select(TaskReport))] == [False]
    for page in (where, f"{HERE}/coordination"):
        assert said["text"] not in text(lead.get(page))
    assert post(head, f"{where}/report", f"{where}/report", act="send", **said).status_code == 303
    for page in (where, f"{HERE}/coordination"):
        assert said["text"] in text(lead.get(page))
    for other in ("b.head", "p.head"):
        assert said["text"] not in text(as_(other).get(where))
    assert post(head, f"{where}/report", f"{where}/report", status="done", text=" ").status_code == 422


def test_who_is_not_asked_to_coordinate_does_not_report(as_, look):
    where = address(look, OPEN, "/report")
    assert post(as_("b.head"), where, where, status="done", text="Xin báo cáo").status_code == 409
    assert post(as_("l.head"), where, where, status="done", text="Tự báo cáo").status_code == 409
    assert not look(select(TaskReport))


def test_the_lead_reminds_who_has_not_reported(as_, look):
    lead = as_("l.clerk")
    assert "Nhắc 1 đơn vị" in text(lead.get(f"{HERE}/coordination"))
    assert post(lead, address(look, OPEN, "/remind")).status_code == 303
    assert post(lead, address(look, OPEN, "/remind")).status_code == 409
    assert "Khối trưởng nhắc" in text(as_("a.clerk").get("/noi-chinh/2026/notices"))


def test_a_draft_may_be_thrown_away(as_, look):
    where = address(look, OPEN, "/report")
    clerk = as_("a.clerk")
    post(clerk, where, where, status="done", text="Nháp")
    assert post(clerk, f"{where}/discard", where).status_code == 303
    assert not look(select(TaskReport))
