"""The demo's meeting: called for the days to come, or, in a year that is published, held with its elections."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta

from khoi.deliberation.actions import (
    call_meeting,
    change_meeting,
    close_meeting,
    decide_row,
    elect,
    take_attendance,
    write_remarks,
)
from khoi.deliberation.models import Meeting, present_meeting, queue_in
from khoi.deliberation.rules import Called
from khoi.demo.cast import PARTS
from khoi.demo.stagehand import LEAD, Stagehand
from khoi.demo.voting import CHAIRS
from khoi.ranking.actions import decide
from khoi.ranking.rules import DecidedKind
from khoi.scoring.models import FiledMark
from khoi.scoring.rules import Verdict
from tenants import clock, vi
from tenants.database import the
from tenants.models import membership_of
from tenants.roles import Role, Seat

REMARKS = """Các đơn vị đề nghị Khối trưởng gửi hướng dẫn chấm điểm của năm sau trước tháng 3.
Công an tỉnh đề nghị tổ chức một hoạt động về nguồn chung của Khối."""
UPHELD = "Hội nghị thống nhất giữ điểm thẩm định: số liệu báo cáo chưa có văn bản xác nhận."
TAKEN = "Đơn vị đã trình văn bản gốc tại hội nghị; hội nghị thống nhất lấy điểm tự chấm."
#: Who could not come; on whose class the meeting voted.
AWAY, BEST = "THADS", "BNC"


def make_deliberation(stage: Stagehand) -> None:
    """A meeting is called; the members see when and where."""
    with stage.as_seat(LEAD, Role.CLERK):
        held_at = (clock.now() + timedelta(days=12)).replace(hour=1, minute=0, second=0, microsecond=0)
        chair, secretary = f"Ông {LEAD.head}", f"Bà {LEAD.clerk}"
        place, basis = "Hội trường Thanh tra tỉnh", "Điều 7 Quy chế hoạt động của Khối"
        call_meeting(stage.year.id, Called(held_at, place, chair, secretary, 2, 3, basis))


def hold_meeting(stage: Stagehand) -> None:
    """It was held: all are there but one, disputed rows are decided, the best class is voted on, the remarks are
    written."""
    with stage.as_seat(LEAD, Role.CLERK):
        meeting = _meeting(stage)
        change_meeting(meeting, replace(_call(meeting), held_at=_began(clock.now())))
        there = {stage.agencies[part.code].id: (part.code != AWAY, part.head) for part in PARTS}
        take_attendance(meeting, there)
        write_remarks(meeting, REMARKS)
    with stage.as_seat(LEAD, Role.HEAD):
        _decide_rows(stage)
        member = membership_of(stage.year.id, stage.agencies[BEST].id)
        assert member is not None
        day = vi.date(_meeting(stage).held_at.astimezone(clock.BLOC_ZONE).date())
        decide(stage.year.id, member, DecidedKind.CLASS, "Xuất sắc", f"họp bình xét ngày {day}")


def _began(now: datetime) -> datetime:
    """The last hour at which an office begins to meet: eight in the morning or two in the afternoon."""
    here = now.astimezone(clock.BLOC_ZONE)
    hours = [datetime.combine(here.date() - timedelta(days=ago), time(hour), clock.BLOC_ZONE)
             for ago in (0, 1) for hour in (14, 8)]  # fmt: skip
    return next(hour for hour in hours if hour < here)


def _decide_rows(stage: Stagehand) -> None:
    """Of the first two that the lead decides, the appraisal is upheld on one, the claim taken on the other."""
    for verdict in (None, Verdict(accepted=True, reason=TAKEN)):
        one = next(each for each in queue_in(stage.year.id) if each.is_mine)
        said = verdict or replace(one.row.verdict, reason=UPHELD)
        assert one.review.filed is not None
        decide_row(_meeting(stage), one, said, one.row.version, the(FiledMark, one.id).seal)


def elect_chairs(stage: Stagehand, minutes: Mapping[str, str]) -> None:
    """Who was elected leads the next year (`minutes`: the number of those of each vote, by office); the meeting is
    over."""
    with stage.as_seat(LEAD, Role.HEAD):
        for office, _, code, agreed in CHAIRS:
            member = membership_of(stage.year.id, stage.agencies[code].id)
            assert member is not None
            elect(stage.year.id, Seat(office), member, agreed, len(PARTS), f"Biên bản kiểm phiếu số {minutes[office]}")
        close_meeting(_meeting(stage))


def _call(meeting: Meeting) -> Called:
    return Called(
        meeting.held_at, meeting.place, meeting.chair, meeting.secretary, meeting.quorum_parts, meeting.quorum_of,
        meeting.quorum_basis,
    )  # fmt: skip


def _meeting(stage: Stagehand) -> Meeting:
    found = present_meeting(stage.year.id)
    assert found is not None
    return found
