"""The year's reports at one look: the own agency's that are not filed, and for the lead what members still owe."""

from collections.abc import Mapping, Sequence

from khoi.home.rules.tasks.parts import Dates
from khoi.home.rules.tasks.reports import AskedReport, OwnReport, Reports
from khoi.reports.models import Report, ReportRequest, asked_of, reports_in
from khoi.reports.rules import Stage
from khoi.summaries.models import consolidated_in, published_in
from khoi.years.models import Filing
from khoi.years.rules import Dates as YearDates
from tenants.models import Membership
from tenants.scope import Scope


def reports_at(
    scope: Scope, filings: Sequence[Filing], dates: Mapping[str, YearDates], members: Sequence[Membership]
) -> Reports:
    """Through the scope's eyes, beside the filings, the own agency's dates and the members it sees."""
    pairs = asked_of(scope.year, scope.agency)
    own = tuple(_own(dates, *pair) for pair in pairs if not _is_filed(pair[1]))
    return Reports(own, _asked(scope, [request for request, _ in pairs], filings, members) if scope.lead else ())


def _is_filed(report: Report | None) -> bool:
    return report is not None and report.stage == Stage.FILED


def _own(dates: Mapping[str, YearDates], request: ReportRequest, report: Report | None) -> OwnReport:
    held = dates.get(request.key)
    shown = Dates(held.due, held.closing) if held else None
    if report is None:
        return OwnReport(request.title, None, shown)
    return OwnReport(request.title, Stage(report.stage), shown, report.returned_until)


def _asked(
    scope: Scope, requests: Sequence[ReportRequest], filings: Sequence[Filing], members: Sequence[Membership]
) -> tuple[AskedReport, ...]:
    due = {filing.key: filing.due for filing in filings}
    reports = reports_in(scope.year) if requests else {}
    begun = consolidated_in(scope.year) if requests else {}
    published = {line.consolidated_id for line in published_in(scope.year)} if requests else set()
    others = [member for member in members if member.agency_id != scope.agency]
    return tuple(
        AskedReport(
            request.title,
            due.get(request.key),
            tuple(row.name_that_year for row in others if not _is_filed(reports.get((request.id, row.agency_id)))),
            request.public_id,
            begun=request.id in begun,
            published=request.id in begun and begun[request.id].id in published,
        )
        for request in requests
    )
