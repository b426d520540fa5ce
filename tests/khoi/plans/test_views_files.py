"""The plan’s own words, departments and files, as they are edited, taken in and taken home."""

import io
import re
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from khoi.plans.excel import write_workbook
from khoi.plans.models import Department, DepartmentPerson, Task
from khoi.plans.rules import read_plan
from tenants import clock
from tenants.database import db
from tenants.models import User
from tests.khoi.accounts.people import post
from tests.khoi.plans.pages_read import CLOSED, HERE, OPEN, address, task_fields, text
from tests.khoi.plans.plans_made import small_plan


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
