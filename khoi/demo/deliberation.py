"""The demo's meeting: called for the days to come, or, in a year that is published, held with its elections."""

from datetime import timedelta

from khoi.deliberation.actions import call_meeting, close_meeting, elect, take_attendance, write_remarks
from khoi.deliberation.models import Meeting, present_meeting
from khoi.deliberation.rules import Called
from khoi.demo.stagehand import DEPUTY, LEAD, Stagehand
from tenants import clock
from tenants.models import members_of, membership_of
from tenants.roles import Role, Seat

REMARKS = """Các đơn vị đề nghị Khối trưởng gửi hướng dẫn chấm điểm của năm sau trước tháng 3.
Công an tỉnh đề nghị tổ chức một hoạt động về nguồn chung của Khối."""
MINUTES = "Biên bản kiểm phiếu số 12/BB-KTĐ"


def make_deliberation(stage: Stagehand) -> None:
    """A meeting is called; the members see when and where."""
    with stage.as_seat(LEAD, Role.CLERK):
        held_at = (clock.now() + timedelta(days=12)).replace(hour=1, minute=0, second=0, microsecond=0)
        chair, secretary = f"Ông {LEAD.head}", f"Bà {LEAD.clerk}"
        place, basis = "Hội trường Thanh tra tỉnh", "Điều 7 Quy chế hoạt động của Khối"
        call_meeting(stage.year.id, Called(held_at, place, chair, secretary, 2, 3, basis))


def hold_meeting(stage: Stagehand) -> None:
    """All are there but one; next year's chairs are elected, the remarks are written."""
    with stage.as_seat(LEAD, Role.CLERK):
        members = members_of(stage.year.id)
        there = {member.agency_id: (True, f"Đại diện {member.name_that_year}") for member in members[:-1]}
        take_attendance(_meeting(stage), there | {members[-1].agency_id: (False, "")})
        write_remarks(_meeting(stage), REMARKS)


def elect_chairs(stage: Stagehand) -> None:
    """This year's deputy leads the next one; the meeting is over."""
    with stage.as_seat(LEAD, Role.HEAD):
        members = members_of(stage.year.id)
        for seat, code in ((Seat.LEAD, DEPUTY.code), (Seat.DEPUTY, "TAND")):
            member = membership_of(stage.year.id, stage.agencies[code].id)
            assert member is not None
            elect(stage.year.id, seat, member, len(members) - 1, len(members), MINUTES)
        close_meeting(_meeting(stage))


def _meeting(stage: Stagehand) -> Meeting:
    found = present_meeting(stage.year.id)
    assert found is not None
    return found
