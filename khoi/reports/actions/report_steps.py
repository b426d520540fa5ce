"""The way of a report inside its agency, and who may still write: asked before every change."""

from khoi.reports.models import Report, ReportLine, ReportRequest, request_of
from khoi.reports.rules import shut_since
from khoi.years.models import dates_for
from tenants import clock, journal, vi
from tenants.database import db
from tenants.refusal import Refused
from tenants.scope import present_scope


def keep_line(report: Report, act: str, reason: str = "") -> None:
    """One more step of the report inside the agency."""
    line = ReportLine(
        year_id=report.year_id, agency_id=report.agency_id, report_id=report.id, act=act, reason=reason,
        at=clock.now(), by=present_scope().user or None,
    )  # fmt: skip
    db.session.add(line)


def refuse_when_closed(request: ReportRequest, agency_id: int, report: Report | None) -> None:
    """Refuse after khóa sổ as it holds for the agency, but where a return set a time limit that has not run out."""
    dates = dates_for(request.year_id, agency_id, request.key)
    if since := shut_since(clock.now(), dates, report.returned_until if report else None):
        raise Refused(f"Đã khóa sổ lúc {vi.date_time(since)}: báo cáo không nhập và không nộp được nữa.")


def refuse_closed_report(report: Report) -> None:
    """The same of a report that was begun."""
    refuse_when_closed(request_of(report.request_id), report.agency_id, report)


def note_download(report: Report, file: bytes) -> None:
    """Somebody took the report away as this file."""
    journal.took_out(report, "report", file)
