"""The demo's plans: the customer's own late in November, a member's small one, reports on the bloc's tasks."""

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from khoi.demo.cast import PARTS
from khoi.demo.stagehand import LEAD, Stagehand
from khoi.plans.actions import add_person, add_task, advance, send_report, take_in, write_report
from khoi.plans.models import Task, bloc_tasks, departments_of, plan_of, tasks_of
from khoi.plans.rules import Status, TaskSpec, empty_plan, quarter_end, read_plan
from tenants import clock
from tenants.roles import Role

PLANNER = next(part for part in PARTS if part.code == "STP")
#: What is under way in the last quarter, by number; the quarters before are done but for one task, which is late.
LAST_QUARTER = {
    1: "Dự kiến họp tổng kết Khối giữa tháng 12; đang chuẩn bị chương trình và giấy mời.",
    2: "Đã đề nghị các phòng bình xét, gửi Văn phòng trước 30/11.",
    5: "Đang tổng hợp số liệu từ báo cáo của các đơn vị.",
}
LATE = (3, 2)
ON_REQUEST = (
    4,
    0,
    "Cung cấp số liệu khen thưởng 5 năm theo đề nghị của Sở Nội vụ",
    "Văn phòng",
    ("Các phòng Nghiệp vụ",),
)
#: The office's people, by department.
OFFICE = {"Văn phòng": (("Lê Quốc Khánh", "Chánh Văn phòng"), ("Nguyễn Thị Hoa", "Chuyên viên"))}
SMALL = (
    (1, "Ban hành kế hoạch thi đua, khen thưởng của Sở", "Văn phòng Sở", Status.DONE),
    (2, "Sơ kết phong trào thi đua 6 tháng đầu năm của Sở", "Văn phòng Sở", Status.DONE),
    (3, "Kiểm tra việc thực hiện phong trào thi đua tại các phòng", "Thanh tra Sở", Status.DONE),
    (4, "Tổng hợp minh chứng, tự chấm điểm thi đua của Sở", "Văn phòng Sở", Status.UNDER_WAY),
    (4, "Bình xét danh hiệu thi đua cuối năm của công chức Sở", "Hội đồng thi đua, khen thưởng Sở", Status.NOT_BEGUN),
)
#: By member: how far, in which words, and whether its head has sent it.
REPORTS = {
    "CA": (Status.DONE, "Đã gửi báo cáo sơ kết 6 tháng và phụ lục số liệu, số 214/BC-CAT.", True),
    "BNC": (Status.DONE, "Đã gửi báo cáo sơ kết đúng hạn; cử 02 đồng chí dự hội nghị sơ kết Khối.", True),
    "TAND": (Status.UNDER_WAY, "Đang tổng hợp số liệu của các tòa khu vực.", True),
    "STP": (Status.DONE, "Đã gửi báo cáo sơ kết của Sở, số 98/BC-STP.", False),
}


def make_plans(stage: Stagehand) -> None:
    """The lead's plan with its year so far, a member's own, and what the members reported."""
    number = stage.year.number
    with clock.stopped_at(_morning(date(number, 1, 12))):
        _lead_plans(stage)
        _member_plans(stage)
    _year_so_far(stage)
    _reports(stage)


def _lead_plans(stage: Stagehand) -> None:
    data = json.loads(Path(__file__).with_name("plan.json").read_text(encoding="utf-8"))
    head = {"superior": "Ủy ban nhân dân tỉnh Lạng Sơn", "sign": "KH-TTr", "place": "Lạng Sơn"}
    agency = stage.agencies[LEAD.code]
    with stage.as_seat(LEAD, Role.CLERK):
        take_in(stage.year, agency.id, read_plan(data | {"letterhead": head}), replace_all=True)
        for department in departments_of(stage.year.id, agency.id):
            for name, position in OFFICE.get(department.name, ()):
                add_person(department, name, position)


def _member_plans(stage: Stagehand) -> None:
    """A plan that only that agency sees."""
    tasks = tuple(
        TaskSpec(quarter, number, content, lead, ("Các phòng thuộc Sở",), status=status)
        for number, (quarter, content, lead, status) in enumerate(SMALL, 1)
    )
    plan = replace(empty_plan(stage.year.number, PLANNER.name), sign="KH-STP", tasks=tasks)
    with stage.as_seat(PLANNER, Role.CLERK):
        take_in(stage.year, stage.agencies[PLANNER.code].id, plan, replace_all=True)


def _year_so_far(stage: Stagehand) -> None:
    """Each of the lead's tasks as it stands late in November, noted when it would have been; one was added in
    October, at the province's request."""
    number, agency = stage.year.number, stage.agencies[LEAD.code]
    for quarter in (1, 2, 3):
        at = _morning(quarter_end(number, quarter) - timedelta(days=6))
        with clock.stopped_at(at), stage.as_seat(LEAD, Role.CLERK):
            for task in _tasks(stage):
                if task.quarter == quarter and (quarter, task.number) != LATE:
                    advance(task, Status.DONE, "", "")
    with clock.stopped_at(_morning(date(number, 10, 20))), stage.as_seat(LEAD, Role.CLERK):
        plan = plan_of(stage.year.id, agency.id)
        assert plan is not None
        add_task(plan, TaskSpec(*ON_REQUEST, due=date(number, 12, 5), on_request=True), "Nguyễn Thị Hoa")
    with clock.stopped_at(_morning(date(number, 11, 18))), stage.as_seat(LEAD, Role.CLERK):
        for task in _tasks(stage):
            if task.quarter == 4 and task.number in LAST_QUARTER:
                advance(task, Status.UNDER_WAY, "", LAST_QUARTER[task.number])
            if (task.quarter, task.number) == LATE:
                advance(task, Status.UNDER_WAY, "", "Đã phát động 01 đợt; đợt hai chờ hướng dẫn của Sở Nội vụ.")


def _tasks(stage: Stagehand) -> list[Task]:
    plan = plan_of(stage.year.id, stage.agencies[LEAD.code].id)
    return tasks_of(plan) if plan else []


def _reports(stage: Stagehand) -> None:
    """What members reported on the bloc's sơ kết; one has a draft that its head has not sent."""
    with clock.stopped_at(_morning(date(stage.year.number, 7, 8))):
        for part in PARTS:
            if part.code in REPORTS:
                status, text, is_sent = REPORTS[part.code]
                with stage.as_member(part, Role.HEAD):
                    task = next(task for task in bloc_tasks(stage.year.id) if task.quarter == 2)
                    write_report(task, stage.agencies[part.code].id, status, text)
                    if is_sent:
                        send_report(task, stage.agencies[part.code].id)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9, 30), clock.BLOC_ZONE)
