"""An internal task is nobody else's, whatever is asked; a task of the bloc is every member's of its year to read."""

import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import aliased

from khoi.plans.actions import advance, link_task, send_report, write_report
from khoi.plans.models import Coordinator, Department, Plan, Task, TaskLine, TaskLink, TaskReport
from khoi.plans.rules import Status
from tenants.database import db
from tenants.scope import OutOfScope, Scope, acting
from tests.khoi.plans.plans_made import planned, working

OPEN, CLOSED = "Sơ kết Khối thi đua", "Việc kín của phòng"


@pytest.fixture
def trio(make):
    """The lead's plan of an internal task and one of the bloc, each with links and a note; member A has a draft."""
    trio = make.bloc_of_three()
    planned(trio, make)
    with working(trio, trio.lead, make):
        for task in db.session.scalars(select(Task)):
            link_task(task, "document", f"tai-lieu-{task.quarter}", f"Tài liệu {task.content}")
            link_task(task, "document", f"noi-bo-{task.quarter}", "Tài liệu nội bộ", internal=True)
            advance(task, Status.UNDER_WAY, "", "Ghi chú của đơn vị")
    with working(trio, trio.member, make):
        write_report(db.session.scalars(select(Task)).one(), trio.member.id, Status.DONE, "Đã làm")
    return trio


def seen(scope, *questions):
    """What this scope gets for each question."""
    db.session.remove()
    with acting(scope):
        answers = [sorted(map(str, db.session.scalars(question))) for question in questions]
        db.session.rollback()
    return answers[0] if len(answers) == 1 else answers


@pytest.mark.parametrize("who", ["member", "other", "deputy"])
@pytest.mark.parametrize("seated", [False, True])
def test_a_member_sees_the_blocs_task_and_nothing_else_of_the_plan(trio, make, who, seated):
    scope = make.scope(trio, getattr(trio, who), seated=seated)
    assert seen(scope, select(Task.content)) == [OPEN]
    assert seen(scope, select(Coordinator.words)) == ["Đơn vị A"]
    assert seen(scope, select(TaskLink.title)) == [f"Tài liệu {OPEN}"]
    for model in (Plan, Department, TaskLine):
        assert seen(scope, select(func.count()).select_from(model)) == ["0"]


SHAPES = {
    "alias": lambda: select(aliased(Task).content),
    "subquery": lambda: select(select(Task.content).subquery()),
    "cte": lambda: select(select(Task.content).cte()),
    "join": lambda: select(Task.content).join(Coordinator, Coordinator.task_id == Task.id),
    "of the flag": lambda: select(Task.content).where(Task.of_bloc.is_(False)),
    "group": lambda: select(Task.content).group_by(Task.content),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_no_way_of_asking_shows_an_internal_task(trio, make, shape):
    assert CLOSED not in seen(make.scope(trio, trio.member), SHAPES[shape]())


def test_outsiders_and_other_years_see_no_task_of_the_bloc(trio, make):
    before = make.year(trio.bloc, 2025)
    make.member(before, trio.member)
    db.session.commit()
    for scope in (
        Scope(bloc=trio.bloc.id, year=trio.year.id, observer=1),
        Scope(bloc=trio.bloc.id, year=before.id, agency=trio.member.id, open=1),
    ):
        assert seen(scope, select(Task.content)) == []


WRITING = {
    "update": lambda: update(Task).values(content="trộm"),
    "core update": lambda: update(Task.__table__).values(content="trộm"),
    "close it": lambda: update(Task.__table__).values(of_bloc=False),
    "core delete": lambda: delete(TaskLink.__table__),
    "text": lambda: text("UPDATE task SET content = 'trộm'"),
    "coordinators": lambda: update(Coordinator.__table__).values(words="trộm"),
    "history": lambda: update(TaskLine.__table__).values(note="trộm"),
}


@pytest.mark.parametrize("shape", WRITING)
@pytest.mark.parametrize("who", ["member", "deputy"])
def test_nobody_but_the_agency_writes_its_tasks(trio, make, shape, who):
    db.session.remove()
    with acting(make.scope(trio, getattr(trio, who))):
        try:
            db.session.execute(WRITING[shape]())
            db.session.commit()
        except (DBAPIError, OutOfScope):
            db.session.rollback()
    operator = Scope.of_operator(trio.bloc.id, trio.year.id)
    assert seen(operator, select(Task.content)) == [OPEN, CLOSED]
    assert seen(operator, select(Coordinator.words)) == ["Phòng Một", "Đơn vị A"]
    assert len(seen(operator, select(TaskLink.title))) == 4
    assert seen(operator, select(Task.content).where(Task.of_bloc)) == [OPEN]


def test_a_member_cannot_slip_a_link_into_anothers_task(trio, make):
    task = {"task_id": 1, "kind": "x", "target": "t" * 12, "title": "trộm", "internal": False, "of_bloc": True}
    db.session.remove()
    for owner in (trio.lead.id, trio.member.id):
        row = task | {"year_id": trio.year.id, "agency_id": owner, "public_id": "p" * 12}
        with acting(make.scope(trio, trio.member)), pytest.raises(DBAPIError):
            db.session.execute(insert(TaskLink.__table__).values(**row))
            db.session.commit()
        db.session.rollback()


def test_a_report_is_the_agencys_until_it_is_sent_and_then_the_chairs_too(trio, make):
    question = select(TaskReport.text)
    chairs = [make.scope(trio, each) for each in (trio.lead, trio.deputy, trio.other)]
    plain = [make.scope(trio, each, seated=False) for each in (trio.lead, trio.other)]
    assert [seen(scope, question) for scope in chairs + plain] == [[]] * 5
    with working(trio, trio.member, make, seated=False):
        send_report(db.session.scalars(select(Task)).one(), trio.member.id)
    assert [seen(scope, question) for scope in chairs] == [["Đã làm"]] * 3
    assert [seen(scope, question) for scope in plain] == [[]] * 2


def test_the_history_of_a_task_is_written_once(trio, make):
    for statement in (update(TaskLine.__table__).values(note="x"), delete(TaskLine.__table__)):
        db.session.remove()
        with acting(Scope.of_operator(trio.bloc.id, trio.year.id)), pytest.raises(DBAPIError):
            db.session.execute(statement)
            db.session.commit()
        db.session.rollback()
