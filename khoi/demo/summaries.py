"""The demo's reports of the bloc: the half-year's written from what the members filed
and published; the year's begun."""

from dataclasses import replace
from datetime import date, timedelta

from khoi.demo.stagehand import LEAD, Stagehand
from khoi.reports.models import ReportRequest, request_keyed
from khoi.reports.rules import USUAL_KEYS, Kind
from khoi.summaries.actions import Face, begin_report, cite_in_force, describe, publish_report, write_section
from khoi.summaries.models import gathering_of
from khoi.summaries.rules import mark_of
from khoi.years.models import filing_keyed
from tenants import clock
from tenants.roles import Role
from tenants.vi.dates import local

HALF_YEAR, YEAR = USUAL_KEYS[Kind.HALF_YEAR], USUAL_KEYS[Kind.FULL_YEAR]
OPENING = (
    "1. Kết quả chung\n"
    "Các đơn vị trong Khối đã chủ động triển khai nhiệm vụ chính trị, chuyên môn 6 tháng đầu năm, cơ bản đúng tiến độ "
    "chương trình công tác.\n"
    "2. Kết quả của từng đơn vị\n"
)
PLAN = "Căn cứ Kế hoạch công tác thi đua, khen thưởng của Khối"


def make_summaries(stage: Stagehand) -> None:
    """Some days after the due date the lead's clerk wrote the half-year's report, and its head published it; the
    year's is begun while members still file."""
    with stage.as_seat(LEAD, Role.CLERK):
        filing = filing_keyed(stage.year.id, HALF_YEAR)
        assert filing is not None
        due = filing.due
    with clock.stopped_at(due + timedelta(days=3)), stage.as_seat(LEAD, Role.CLERK):
        _written(stage, local(due + timedelta(days=5)).date())
    with clock.stopped_at(due + timedelta(days=5)), stage.as_seat(LEAD, Role.HEAD):
        publish_report(gathering_of(_request(stage, HALF_YEAR)))
    with clock.stopped_at(clock.now() - timedelta(hours=30)), stage.as_seat(LEAD, Role.CLERK):
        begin_report(_request(stage, YEAR))


def _request(stage: Stagehand, key: str) -> ReportRequest:
    request = request_keyed(stage.year.id, key)
    assert request is not None
    return request


def _written(stage: Stagehand, dated: date) -> None:
    """An opening before part I, and head and foot with the laws in force."""
    begin_report(_request(stage, HALF_YEAR))
    found = gathering_of(_request(stage, HALF_YEAR))
    part = found.parts[0]
    assert part.written is not None
    write_section(part.written, part, OPENING + part.text, part.written.version, mark_of(part.sources))
    face = Face(
        pattern="bloc", superior="", issuer="", sign="", place="", dated=dated, subject="", bases="", recipients="",
        closing="", authority="", position=f"Khối trưởng\n{LEAD.head_position}", signer=LEAD.head,
    )  # fmt: skip
    describe(found, face)
    cite_in_force(gathering_of(_request(stage, HALF_YEAR)), dated)
    found = gathering_of(_request(stage, HALF_YEAR))
    assert found.row is not None
    describe(found, replace(face, bases=f"{found.row.bases}\n{PLAN}".strip()))
