"""A word to members that have not filed a report yet; not more often than people bear."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from khoi.reports.models import ReportRequest, report_on
from khoi.reports.models.reminders import REMINDER, reminders_in
from khoi.reports.rules import Seen, Stage, seen_by_chairs
from khoi.years.models import dates_for
from tenants import clock, journal, vi
from tenants.models import Membership
from tenants.notices import notify
from tenants.refusal import Refused

#: A double click, or two people at once, remind only once.
LEAST_PAUSE = timedelta(hours=1)


def remind(request: ReportRequest, member: Membership) -> None:
    """Remind a member of a report; refused when it has filed, or was reminded of it within the hour."""
    if not _owes(request, member):
        raise Refused(f"{member.name_that_year} đã nộp, không cần nhắc.")
    last = reminders_in(request.year_id).last(request.title).get(member.agency_id)
    if _too_soon(last):
        raise Refused(f"{member.name_that_year} vừa được nhắc lúc {vi.date_time(last)}.")
    _tell(request, member)


def remind_all(request: ReportRequest, members: Iterable[Membership]) -> list[Membership]:
    """Remind all that have not filed and were not reminded within the hour; returns whom."""
    last = reminders_in(request.year_id).last(request.title)
    told = [each for each in members if _owes(request, each) and not _too_soon(last.get(each.agency_id))]
    for member in told:
        _tell(request, member)
    return told


def _owes(request: ReportRequest, member: Membership) -> bool:
    report = report_on(request.id, member.agency_id)
    stage = Stage(report.stage) if report else None
    return request.is_asked and seen_by_chairs(stage, report.filings if report else 0) is not Seen.FILED


def _too_soon(last: datetime | None) -> bool:
    return last is not None and clock.now() - last < LEAST_PAUSE


def _tell(request: ReportRequest, member: Membership) -> None:
    dates = dates_for(request.year_id, member.agency_id, request.key)
    due = f" Hạn nộp: {vi.date_time(dates.due)}." if dates else ""
    notify(member.agency_id, REMINDER, f"Khối nhắc đơn vị nộp {request.title}.{due}")
    journal.wrote(request, "remind", agency=member.public_id)
