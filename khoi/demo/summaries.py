"""The demo's report of the bloc: the half-year's, begun from what the members filed and half edited by the lead."""

from datetime import timedelta

from khoi.demo.stagehand import LEAD, Stagehand
from khoi.reports.models import request_keyed
from khoi.summaries.actions import Face, begin_report, describe, write_section
from khoi.summaries.models import gathering_of
from khoi.summaries.rules import mark_of
from khoi.years.models import filing_keyed
from tenants import clock
from tenants.roles import Role

KEY = "half_year_report"
OPENING = (
    "1. Kết quả chung\n"
    "Các đơn vị trong Khối đã chủ động triển khai nhiệm vụ chính trị, chuyên môn 6 tháng đầu năm, cơ bản đúng tiến độ "
    "chương trình công tác.\n"
    "2. Kết quả của từng đơn vị\n"
)
BASES = (
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022\n"
    "Căn cứ Kế hoạch công tác thi đua, khen thưởng của Khối"
)  # fmt: skip


def make_summaries(stage: Stagehand) -> None:
    """Some days after the due date the lead's clerk has begun, put an opening before part I and filled in the head."""
    with stage.as_seat(LEAD, Role.CLERK):
        filing = filing_keyed(stage.year.id, KEY)
        assert filing is not None
        due = filing.due
    with clock.stopped_at(due + timedelta(days=3)), stage.as_seat(LEAD, Role.CLERK):
        request = request_keyed(stage.year.id, KEY)
        assert request is not None
        begin_report(request)
        found = gathering_of(request)
        part = found.parts[0]
        assert part.written is not None
        write_section(part.written, part, OPENING + part.text, part.written.version, mark_of(part.sources))
        face = Face(
            pattern="bloc", superior="", issuer="", sign="", place="", dated=None, subject="", bases=BASES,
            recipients="", closing="", authority="", position="Khối trưởng\nChánh Thanh tra tỉnh", signer="",
        )  # fmt: skip
        describe(found, face)
