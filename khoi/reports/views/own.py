"""What the bloc asks of the agency, and how far each report has come."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template

from khoi.reports.models import FiledReport, Report, ReportRequest, last_filed_in, reports_of_agency, requests_of
from khoi.reports.rules import KIND_NAMES, STAGE_NAMES, Kind, Stage, shut_since
from khoi.reports.views.blueprint import reports as pages
from khoi.years.models import dates_for
from khoi.years.rules import Dates
from tenants import clock, vi
from tenants.gate import door, here
from tenants.roles import Role
from tenants.vi.dates import local


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One report that is asked of the agency."""

    request: ReportRequest
    report: Report | None
    filed: FiledReport | None
    dates: Dates | None
    shut: datetime | None
    days: str

    @property
    def kind(self) -> str:
        return KIND_NAMES[Kind(self.request.kind)]

    @property
    def stage(self) -> Stage | None:
        return Stage(self.report.stage) if self.report else None

    @property
    def stage_name(self) -> str:
        return STAGE_NAMES[self.stage] if self.stage else "chưa bắt đầu"


@pages.get("/<bloc>/<int:year>/reports")
@door(Role.CLERK, Role.HEAD)
def reports() -> str:
    """The reports that are asked of the agency, the next to come first."""
    mine, filed = reports_of_agency(here().year_id, here().agency_id), last_filed_in(here().year_id)
    rows = [
        _line(row, mine.get(row.id), filed.get((row.id, here().agency_id)))
        for row in requests_of(here().year_id)
        if row.is_asked
    ]
    return render_template("reports/reports.html", rows=rows[::-1], page_title="Báo cáo của đơn vị")


def _line(row: ReportRequest, report: Report | None, filed: FiledReport | None) -> OwnLine:
    dates = dates_for(row.year_id, here().agency_id, row.key)
    shut = shut_since(clock.now(), dates, report.returned_until if report else None)
    days = vi.days_left(dates.due, local(clock.now()).date()) if dates else ""
    return OwnLine(row, report, filed, dates, shut, days)
