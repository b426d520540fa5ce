"""What of the demo shows each task of the lead's plan: the things hang on their tasks, as the lead's clerk would hang
them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from khoi.activities.models import activities_in
from khoi.demo.stagehand import LEAD, Stagehand
from khoi.documents.models import documents_in, incoming_in
from khoi.movements.actions import keep_own_movement
from khoi.movements.models import movements_of, own_movements_of
from khoi.plans.actions import link_task
from khoi.plans.models import Task, plan_of, tasks_of
from khoi.reports.models import requests_of
from tenants.roles import Role

#: The lead's own movements, which no other agency sees.
INNOVATION = "Sáng tạo mô hình, sáng kiến phục vụ công tác của ngành Thanh tra"
WEBSITE = "Làm giàu dữ liệu Trang thông tin điện tử Thanh tra tỉnh"


@dataclass(frozen=True, slots=True)
class Hang:
    """One thing on a task: its kind, how its title begins (for pages without a title: their name)."""

    kind: str
    title: str


DISCIPLINE, DIGITAL = Hang("movement", "Siết chặt kỷ luật"), Hang("movement", "Đẩy mạnh chuyển đổi số")
COMMENDING = Hang("commendations", "Đề nghị, xét, quyết định khen thưởng theo phong trào")
#: Quarter and number of a task in the customer's plan → what the portal does for it.
HUNG: dict[tuple[int, int], tuple[Hang, ...]] = {
    (1, 1): (Hang("plan", "Kế hoạch năm: theo dõi, xuất bản chính thức (Word, Excel)"),),
    (1, 2): (Hang("document", "Quy chế"), Hang("document", "Kế hoạch hoạt động"), Hang("document", "Chương trình"),
             Hang("pledge", "Giao ước thi đua của Khối")),
    (1, 3): (DISCIPLINE, Hang("registrations", "Đăng ký thi đua của các đơn vị")),
    (1, 4): (Hang("incoming", "V/v điều chỉnh thời gian"), DIGITAL),
    (1, 5): (Hang("own_movement", INNOVATION),),
    (2, 1): (Hang("report", "Báo cáo sơ kết"), Hang("document", "Hướng dẫn báo cáo sơ kết")),
    (2, 2): (Hang("activity", "Tập huấn"),),
    (2, 3): (Hang("activity", "Hội nghị sơ kết"), Hang("consolidated", "Báo cáo sơ kết của Khối")),
    (2, 4): (Hang("own_movement", WEBSITE),),
    (2, 5): (COMMENDING,),
    (2, 6): (Hang("incoming", "V/v báo cáo kết quả phong trào"), DIGITAL),
    (2, 7): (Hang("activity", "Tập huấn"), Hang("activity", "Hội nghị sơ kết")),
    (3, 1): (Hang("incoming", "V/v báo cáo kết quả phong trào"),
             Hang("plan", "Việc theo yêu cầu thêm vào kế hoạch trong năm")),
    (3, 2): (DISCIPLINE, DIGITAL),
    (3, 3): (COMMENDING,),
    (3, 4): (Hang("incoming", "V/v góp ý dự thảo thông tư"), DIGITAL),
    (4, 1): (Hang("activity", "Hội nghị tổng kết"), Hang("scores", "Chấm điểm, thẩm định, xếp hạng")),
    (4, 2): (Hang("council", "Họp, bỏ phiếu, kiểm phiếu của Hội đồng đơn vị"),
             Hang("registration", "Danh hiệu đơn vị đã đăng ký"), Hang("own_results", "Kết quả chấm điểm của đơn vị")),
    (4, 3): (Hang("council", "Quyết định công nhận, khen thưởng; danh sách kèm theo (Word)"),
             Hang("incoming", "V/v hướng dẫn bình xét"), COMMENDING),
    (4, 4): (Hang("nominations", "Đề nghị cá nhân, báo cáo thành tích"),
             Hang("yearly_awards", "Đề nghị của Khối: quy tắc, lịch sử, tờ trình, danh sách"), COMMENDING),
    (4, 5): (Hang("report", "Báo cáo tổng kết"), Hang("consolidated", "Báo cáo tổng kết của Khối")),
    (4, 6): (Hang("activity", "Hội nghị tổng kết"),),
}  # fmt: skip
#: Kinds of which every member knows: they may be seen on a task of the bloc.
KNOWN_TO_ALL = frozenset({"document", "activity", "movement", "report", "pledge"})


def make_links(stage: Stagehand) -> None:
    """Hang on each task of the plan what was made for it."""
    with stage.as_seat(LEAD, Role.CLERK):
        found = _things(stage)
    with stage.as_member(LEAD, Role.CLERK):
        agency = stage.agencies[LEAD.code].id
        for name in (INNOVATION, WEBSITE):
            _own(stage, name)
        found |= {("own_movement", row.name): row.public_id for row in own_movements_of(stage.year.id, agency)}
        plan = plan_of(stage.year.id, agency)
        assert plan is not None
        for task in tasks_of(plan):
            for hang in HUNG.get((task.quarter, task.number), ()):
                _hang(task, hang, found)


def _things(stage: Stagehand) -> dict[tuple[str, str], str]:
    """The random id of everything the lead's clerk sees, by kind and title."""
    year = stage.year.id
    kinds: tuple[tuple[str, Iterable[object], Callable[[object], str]], ...] = (
        ("document", documents_in(year), lambda row: row.subject),  # type: ignore[attr-defined]
        ("incoming", incoming_in(year), lambda row: row.subject),  # type: ignore[attr-defined]
        ("activity", activities_in(year), lambda row: row.title),  # type: ignore[attr-defined]
        ("movement", movements_of(year), lambda row: row.name),  # type: ignore[attr-defined]
        ("report", requests_of(year), lambda row: row.title),  # type: ignore[attr-defined]
    )
    return {
        (kind, title(row)): row.public_id  # type: ignore[attr-defined]
        for kind, rows, title in kinds
        for row in rows
    }


def _own(stage: Stagehand, name: str) -> None:
    begins, ends = date(stage.year.number, 3, 1), date(stage.year.number, 11, 30)
    goals = "Mỗi phòng có ít nhất một mô hình hoặc sản phẩm được công nhận."
    keep_own_movement(None, stage.year, stage.agencies[LEAD.code].id, name, begins, ends, goals, "")


def _hang(task: Task, hang: Hang, found: dict[tuple[str, str], str]) -> None:
    """Things by the beginning of their title; what is one page for all is named by its kind."""
    named = [(title, public_id) for (kind, title), public_id in found.items()
             if kind == hang.kind and title.startswith(hang.title)]  # fmt: skip
    title, target = named[0] if named else (hang.title, hang.kind[:12])
    link_task(task, hang.kind, target, title, internal=hang.kind not in KNOWN_TO_ALL)
