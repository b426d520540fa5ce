"""Where tasks are, and what a page says."""

from sqlalchemy import select

from khoi.plans.models import Task

HERE = "/noi-chinh/2026/plan"
OPEN, CLOSED = "Sơ kết Khối thi đua", "Việc kín của phòng"


def text(answer):
    return answer.get_data(as_text=True)


def address(look, content, rest=""):
    (found,) = look(select(Task.public_id).where(Task.content == content))
    return f"{HERE}/tasks/{found}{rest}"


def task_fields(**more):
    return {
        "quarter": "3", "number": "", "content": "Việc  mới\ncủa năm", "lead": "Văn phòng", "person": "",
        "coordination": "Đơn vị B\nPhòng Một", "due": "30/08/2026", "shown": "proposed", "on_request": "y",
    } | more  # fmt: skip
