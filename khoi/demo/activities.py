"""The demo's activities: two held, with who came and who did not, and the yearend review ahead."""

import io
from dataclasses import dataclass
from datetime import datetime, timedelta

from khoi.activities import actions
from khoi.activities.actions import Plan
from khoi.activities.models import Activity, activities_in, invitation_to, invitations_of
from khoi.activities.rules import ActivityKind, Attendance, Coming
from khoi.demo.cast import PARTS
from khoi.demo.papers import pdf
from khoi.demo.stagehand import LEAD, Stagehand
from khoi.documents.models import Wanted, documents_in
from khoi.home.actions import mark_read
from khoi.home.models import unread_in
from tenants import clock, files
from tenants.files import Received
from tenants.roles import Role


@dataclass(frozen=True, slots=True)
class Gathering:
    """An activity: how many days ago it began (negative: ahead), who hosted, answered, was absent and how."""

    kind: ActivityKind
    title: str
    place: str
    ago: int
    host: str = LEAD.code
    agenda: str = ""
    #: Who has answered; of those one may stay away, and says why.
    answered: tuple[str, ...] = tuple(part.code for part in PARTS)
    away: str = ""
    away_reason: str = ""
    excused: tuple[str, ...] = ()
    unexcused: tuple[str, ...] = ()
    result: str = ""


def gatherings(year: int) -> tuple[Gathering, ...]:
    """The year's activities in their order."""
    return (
        Gathering(
            ActivityKind.MIDYEAR_REVIEW, "Hội nghị sơ kết công tác thi đua 6 tháng đầu năm",
            "Hội trường Thanh tra tỉnh", 128, agenda="Báo cáo sơ kết; thảo luận; phát động thi đua 6 tháng cuối năm.",
            away="BCHQS", away_reason="Trùng lịch diễn tập khu vực phòng thủ", excused=("BCHQS",),
            result="Thống nhất báo cáo sơ kết; giao các đơn vị rà soát chỉ tiêu chưa đạt trước quý IV.",
        ),
        Gathering(
            ActivityKind.TRAINING, "Tập huấn nghiệp vụ thi đua, khen thưởng và chấm điểm trên phần mềm",
            "Trụ sở Công an tỉnh", 58, host="CA", answered=("TTT", "CA", "TAND", "STP", "BNC", "VKSND", "BCHQS"),
            unexcused=("THADS",), result="52 cán bộ của 7 đơn vị dự; tài liệu tập huấn gửi kèm.",
        ),
        Gathering(
            ActivityKind.YEAREND_REVIEW, f"Hội nghị tổng kết công tác thi đua năm {year}, bình xét, bỏ phiếu",
            "Hội trường Thanh tra tỉnh", -16,
            agenda="Báo cáo tổng kết; thông qua kết quả chấm điểm; bỏ phiếu; bầu Khối trưởng, Khối phó năm sau.",
            answered=("TTT", "CA", "TAND", "BNC"), away="BNC", away_reason="Lãnh đạo dự họp Ban Thường vụ Tỉnh ủy",
        ),
    )  # fmt: skip


def make_activities(stage: Stagehand) -> None:
    """Plan, answer, hold the year's activities, at the times it would have happened."""
    for gathering in gatherings(stage.year.number):
        begins = _day(gathering.ago)
        invited = min(begins - timedelta(days=14), clock.now() - timedelta(hours=3))
        with clock.stopped_at(invited), stage.as_seat(LEAD, Role.CLERK):
            _announce(stage, gathering, begins)
        with clock.stopped_at(invited + timedelta(hours=2)):
            _answer(stage, gathering)
        if gathering.ago > 0:
            with clock.stopped_at(begins + timedelta(days=1)), stage.as_seat(LEAD, Role.CLERK):
                _hold(stage, gathering)


def _day(ago: int) -> datetime:
    """Eight in the morning in Vietnam, so many days ago."""
    day = (clock.now() - timedelta(days=ago)).astimezone(clock.BLOC_ZONE)
    return day.replace(hour=8, minute=0, second=0)


def _announce(stage: Stagehand, gathering: Gathering, begins: datetime) -> None:
    programme = next(iter(documents_in(stage.year.id, Wanted(kind="Chương trình"))), None)
    row = actions.plan(
        stage.bloc.id, stage.year.id,
        Plan(
            kind=gathering.kind, title=gathering.title, place=gathering.place, starts_at=begins,
            ends_at=begins + timedelta(hours=4), answer_until=begins - timedelta(days=3),
            host_agency_id=stage.agencies[gathering.host].id, agenda=gathering.agenda,
            programme_id=programme.id if programme and not gathering.result else None,
        ),
    )  # fmt: skip
    actions.add_file(row, _file(stage, f"Tài liệu: {gathering.title}"))
    actions.announce(row)


def _file(stage: Stagehand, name: str) -> Received:
    kept = files.keep(io.BytesIO(pdf(name, ("Khoi thi dua cac co quan Noi chinh", f"Nam {stage.year.number}"))))
    return Received(f"{name[:80]}.pdf", "application/pdf", kept, 1)


def _answer(stage: Stagehand, gathering: Gathering) -> None:
    """Each agency that has answered: with two people, or with the reason why it stays away."""
    for part in PARTS:
        if part.code not in gathering.answered:
            continue
        with stage.as_member(part, Role.CLERK):
            row = _named(stage, gathering)
            mine = invitation_to(row.id, stage.agencies[part.code].id)
            assert mine is not None
            if part.code == gathering.away:
                actions.answer(mine, row, Coming.NO, 0, "", gathering.away_reason)
            else:
                names = f"{part.head}, {part.head_position}\n{part.clerk}, chuyên viên"
                actions.answer(mine, row, Coming.YES, 2, names, "")
            mark_read(unread_in(stage.year.id, stage.agencies[part.code].id))  # who answers has read what came before


def _named(stage: Stagehand, gathering: Gathering) -> Activity:
    return next(row for row in activities_in(stage.year.id) if row.title == gathering.title)


def _hold(stage: Stagehand, gathering: Gathering) -> None:
    row = _named(stage, gathering)
    codes = {agency.id: code for code, agency in stage.agencies.items()}
    noted = {one.id: _came(gathering, codes[one.agency_id]) for one in invitations_of(row.id)}
    actions.note_attendance(row, noted)
    actions.conclude(row, gathering.result)
    actions.add_file(row, _file(stage, f"Biên bản: {gathering.title}"))


def _came(gathering: Gathering, code: str) -> tuple[Attendance, int]:
    if code in gathering.excused:
        return Attendance.EXCUSED, 0
    return (Attendance.UNEXCUSED, 0) if code in gathering.unexcused else (Attendance.PRESENT, 2)
