"""A member files on paper: the lead enters the figures and the scan for it, marked as such."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from khoi.reports.actions.sealing import seal
from khoi.reports.models import FiledReport, Report, ReportRequest, definition_of, hold_report, last_filed, report_on
from khoi.reports.rules import PLACE_OF_CHECKS, Content, Stage, checked, computed
from khoi.years.models import dates_for
from khoi.years.rules import filing_verdict
from tenants import clock, vi
from tenants.database import db
from tenants.files import Received, facts_of
from tenants.models import Membership
from tenants.notices import notify
from tenants.refusal import Objection, Refused, refuse_over

SCAN = "Bản giấy (quét)"


def enter_paper(
    request: ReportRequest, member: Membership, received_at: datetime, values: Mapping[str, Decimal | None],
    words: Mapping[str, str], scans: Sequence[Received],
) -> FiledReport:  # fmt: skip
    """Enter what a member handed in on paper: when it came counts for its lateness; the member is told.

    Refused without a scan, with a time to come, after khóa sổ as it holds for the member, where figures disagree, and
    where the member has filed in the portal. A second entry replaces the first as a new version."""
    if not request.is_asked:
        raise Refused("Báo cáo này chưa được yêu cầu.")
    if not scans:
        raise Refused("Kèm bản quét của báo cáo giấy.", field="scans")
    report = _report_for(request, member)
    received = _moment_of_receipt(received_at)
    definition = definition_of(request)
    specs = [row.spec for row in definition.indicators]
    content = Content({}, computed(specs, values), words)
    disagreeing = [each for each in checked(specs, definition.outline.checks, content.values) if each.agrees is False]
    refuse_over([Objection(PLACE_OF_CHECKS, each.words) for each in disagreeing], "Số liệu chưa khớp:")
    files = [(None, SCAN, facts_of(scan)) for scan in scans]
    days = _days_late(request, member, received)
    filed = seal(report, definition, content, files, received, days, on_paper=True)
    late = f", chậm {days} ngày" if days else ""
    notify(
        member.agency_id, "filed",
        f"Khối trưởng đã nhập {request.title} đơn vị nộp giấy, nhận lúc {vi.date_time(received)}{late}.",
    )  # fmt: skip
    return filed


def _report_for(request: ReportRequest, member: Membership) -> Report:
    report = report_on(request.id, member.agency_id)
    if report is None:
        report = Report(year_id=request.year_id, agency_id=member.agency_id, request_id=request.id, stage=Stage.DRAFT)
        db.session.add(report)
        db.session.flush()
        return report
    hold_report(report.id)
    filed = last_filed(report.id)
    if report.stage == Stage.FILED and filed is not None and not filed.on_paper:
        raise Refused(f"{member.name_that_year} đã nộp báo cáo này trên phần mềm.")
    return report


def _moment_of_receipt(typed: datetime) -> datetime:
    """A day without an hour is its end; of today it is now."""
    now = clock.now().replace(microsecond=0)
    if typed <= now:
        return typed
    if vi.date(typed) == vi.date(now):
        return now
    raise Refused("Ngày nhận không thể ở sau hôm nay.", field="received_at")


def _days_late(request: ReportRequest, member: Membership, received: datetime) -> int:
    dates = dates_for(request.year_id, member.agency_id, request.key)
    if dates is None:
        return 0
    verdict = filing_verdict(received, dates.due, dates.closing)
    if not verdict.accepted:
        words = "Báo cáo giấy nhận sau khóa sổ: gia hạn riêng cho đơn vị ở trang Thời hạn trước khi nhập."
        raise Refused(words, field="received_at")
    return verdict.days_late
