"""The pages of the plan, as the lead's people and members open them."""

import io
import re
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import event, select

from khoi.plans import actions
from khoi.plans.excel import write_workbook
from khoi.plans.models import Department, DepartmentPerson, Task, TaskReport, plan_of, tasks_of
from khoi.plans.rules import read_plan
from tenants import clock
from tenants.database import db
from tenants.models import User
from tenants.scope import Scope, acting
from tests.khoi.accounts.people import post, sign_in
from tests.khoi.plans.plans_made import planned, real_plan, small_plan, working

HERE = "/noi-chinh/2026/plan"
OPEN, CLOSED = "Sơ kết Khối thi đua", "Việc kín của phòng"


@pytest.fixture
def trio(make):
    """The lead has planned an internal task and one of the bloc, on which agency A coordinates."""
    trio = make.bloc_of_three()
    planned(trio, make)
    return trio


@pytest.fixture
def as_(app, trio):
    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return enter


@pytest.fixture
def look(trio):
    """Ask something with the operator's eyes."""

    def ask(question):
        db.session.remove()
        with acting(Scope.of_operator(trio.bloc.id, trio.year.id)):
            found = list(db.session.scalars(question))
            db.session.expunge_all()
            db.session.rollback()
        return found

    return ask


def text(answer):
    return answer.get_data(as_text=True)


def address(look, content, rest=""):
    (found,) = look(select(Task.public_id).where(Task.content == content))
    return f"{HERE}/tasks/{found}{rest}"


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


def task_fields(**more):
    return {
        "quarter": "3", "number": "", "content": "Việc  mới\ncủa năm", "lead": "Văn phòng", "person": "",
        "coordination": "Đơn vị B\nPhòng Một", "due": "30/08/2026", "shown": "proposed", "on_request": "y",
    } | more  # fmt: skip


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


# --- text, departments, files ------------------------------------------------------------------------------------


def test_the_plans_words_are_edited_in_the_browser(as_, look):
    lead = as_("l.clerk")
    words = {"title": "Kế hoạch mới", "issuer": "Đơn vị L", "purpose": "Một\nHai", "number": "7", "dated": "05/02/2026"}
    assert post(lead, f"{HERE}/text", f"{HERE}/text", **words).status_code == 303
    page = text(lead.get(f"{HERE}/text"))
    assert "Một\nHai" in page
    for wrong, told in (
        ({"title": ""}, "Ghi tên kế hoạch."), ({"purpose": "x" * 3001}, "Dòng 1 dài 3001"),
        ({"closing": "x" * 3001}, "3000"), ({"recipients": "a\n" * 41}, "Nhiều nhất 40 đoạn"),
    ):  # fmt: skip
        answer = post(lead, f"{HERE}/text", f"{HERE}/text", **words | wrong)
        assert answer.status_code == 422
        assert told in text(answer)


def test_departments_and_their_people_come_and_go(as_, look):
    lead = as_("l.clerk")
    assert post(lead, f"{HERE}/departments", name="Phòng  Ba").status_code == 303
    assert post(lead, f"{HERE}/departments", name="phong ba").status_code == 409
    assert post(lead, f"{HERE}/departments", name="").status_code == 422
    (made,) = look(select(Department.public_id).where(Department.name == "Phòng Ba"))
    one = f"{HERE}/departments/{made}"
    assert post(lead, f"{one}/people", name="Trần Thị Bé", position="Trưởng phòng").status_code == 303
    assert post(lead, f"{one}/people", name=" ").status_code == 422
    assert "Trần Thị Bé" in text(lead.get(one))
    assert post(lead, one, name="Phòng Bốn").status_code == 303
    (person,) = look(select(DepartmentPerson.public_id))
    assert post(as_("a.head"), f"{HERE}/people/{person}/remove").status_code == 404
    assert post(lead, f"{HERE}/people/{person}/remove").status_code == 303
    assert post(lead, f"{one}/remove").status_code == 303
    (office,) = look(select(Department.public_id).where(Department.name == "Văn phòng"))
    refused = post(lead, f"{HERE}/departments/{office}/remove")
    assert refused.status_code == 409
    assert "còn đứng tên trong 2 việc" in text(refused)
    assert as_("a.head").get(f"{HERE}/departments/{office}").status_code == 404


@pytest.mark.parametrize(("kind", "magic"), [(".docx", b"PK"), (".xlsx", b"PK")])
def test_the_plan_is_taken_home_as_a_file(as_, kind, magic):
    answer = post(as_("l.clerk"), f"{HERE}/file", kind=kind)
    assert answer.status_code == 200
    assert answer.data.startswith(magic)
    assert f"ke-hoach-2026-L{kind}" in answer.headers["Content-Disposition"]
    theirs = post(as_("a.clerk"), f"{HERE}/file", kind=kind)
    assert theirs.status_code == (200 if kind == ".xlsx" else 404)
    if kind == ".xlsx":
        sheet = load_workbook(io.BytesIO(theirs.data))["Nhiệm vụ"]
        assert [row[2].value for row in sheet.iter_rows(min_row=4)] == [OPEN]


def sent_file(client, content, name="ke-hoach.xlsx"):
    return post(client, f"{HERE}/import", file=(io.BytesIO(content), name))


def confirm(client, page, **more):
    found = {name: re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)[1] for name in ("seen", "plan")}
    found["plan"] = found["plan"].replace("&#34;", '"').replace("&amp;", "&")
    return post(client, f"{HERE}/import/confirm", **found | more)


def test_a_file_is_looked_at_before_it_is_kept(as_, look):
    lead = as_("l.clerk")
    assert post(lead, f"{HERE}/template").data.startswith(b"PK")
    book = load_workbook(io.BytesIO(post(lead, f"{HERE}/file", kind=".xlsx").data))
    sheet = book["Nhiệm vụ"]
    sheet["C4"] = "Việc kín đã sửa"
    sheet.append([4, None, "Việc thêm", "Phòng Một"])
    out = io.BytesIO()
    book.save(out)
    page = text(sent_file(lead, out.getvalue()))
    for words in ("Việc kín của phòng", "Việc kín đã sửa", "Việc thêm"):
        assert words in page
    assert {task.content for task in look(select(Task))} == {OPEN, CLOSED}
    assert confirm(lead, page).status_code == 303
    assert {task.content for task in look(select(Task))} == {OPEN, "Việc kín đã sửa", "Việc thêm"}
    assert confirm(lead, page).status_code == 409


def test_what_a_file_has_not_goes_out_only_when_asked(as_, look):
    lead = as_("l.clerk")
    content = write_workbook(read_plan(small_plan(tasks=small_plan()["tasks"][1:])))
    page = text(sent_file(lead, content))
    assert "Đưa 1 việc này ra khỏi kế hoạch" in page
    assert confirm(lead, page, replace_all="y").status_code == 303
    assert [task.content for task in look(select(Task).where(Task.removed_at.is_(None)))] == [OPEN]


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "a.xlsx", "rỗng"),
        (b"{", "a.json", "sai cú pháp ở dòng 1"),
        (b'{"year": 2026, "tasks": [{"quarter": 5}]}', "a.json", "asks[1].quarter"),
        (write_workbook(read_plan(small_plan(year=2025))), "a.xlsx", "năm 2025"),
        (b'{"\\ud800": 1}', "a.json", "không đọc được"),
        (b"x", "a.pdf", ".xlsx"),
    ],
)
def test_a_file_that_is_wrong_is_told_where_and_nothing_is_kept(as_, look, content, name, told):
    answer = sent_file(as_("l.clerk"), content, name)
    assert answer.status_code == 422
    assert told in text(answer)
    assert {task.content for task in look(select(Task))} == {OPEN, CLOSED}


def test_a_members_file_that_opens_tasks_to_the_bloc_is_refused_before_anything_is_kept(as_, look):
    data = small_plan()
    data["tasks"][1]["of_bloc"] = True
    answer = sent_file(as_("a.clerk"), write_workbook(read_plan(data)))
    assert answer.status_code == 422
    assert "Quý II, số 1" in text(answer)


def test_a_wrong_row_is_told_by_its_cell(as_):
    book = load_workbook(io.BytesIO(write_workbook(read_plan(small_plan()))))
    book["Nhiệm vụ"]["A4"] = 5
    out = io.BytesIO()
    book.save(out)
    assert "Ô A4" in text(sent_file(as_("l.clerk"), out.getvalue()))


@pytest.mark.parametrize("sent", [{}, {"plan": "{}"}, {"plan": "["}, {"plan": "x" * 900_001}])
def test_a_confirmation_that_is_not_whole_keeps_nothing(as_, look, sent):
    assert post(as_("l.clerk"), f"{HERE}/import/confirm", **sent).status_code == 422
    assert {task.content for task in look(select(Task))} == {OPEN, CLOSED}


def test_a_member_makes_a_plan_of_its_own_that_nobody_else_sees(as_, look, trio, make):
    member = as_("a.clerk")
    assert post(member, HERE).status_code == 303
    assert post(member, HERE).status_code == 303
    fields = task_fields(content="Việc riêng của A, Khối thi đua")
    assert post(member, f"{HERE}/tasks/new", f"{HERE}/tasks/new", **fields).status_code == 303
    assert "Việc riêng của A" in text(member.get(HERE))
    for other in ("l.head", "b.head", "p.clerk"):
        assert "Việc riêng của A" not in text(as_(other).get(HERE))


def test_a_closed_year_is_read_and_taken_home_but_not_changed(as_, trio, look):
    where = address(look, OPEN)
    trio.year.state = "closed"
    db.session.add(trio.year)
    db.session.commit()
    lead = as_("l.clerk")
    assert "Thêm việc" not in text(lead.get(HERE))
    assert "Ghi tiến độ</h2>" not in text(lead.get(where))
    assert post(lead, f"{where}/progress", status="done").status_code == 403
    assert post(lead, f"{HERE}/file", kind=".docx").status_code == 200


def test_an_account_under_restraint_opens_no_plan(as_, trio):
    member = as_("a.head")
    db.session.execute(User.__table__.update().values(restrained_until=clock.now() + timedelta(hours=5)))
    db.session.commit()
    assert member.get(HERE).status_code == 403
