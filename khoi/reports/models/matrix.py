"""Members by reports: who has filed, who not yet. Of the unfiled nothing but whether it was begun."""

from dataclasses import dataclass
from datetime import datetime

from khoi.reports.models.definition import ReportRequest, requests_of
from khoi.reports.models.drafts import Report, reports_in
from khoi.reports.models.filed import FiledReport, last_filed_in
from khoi.reports.models.reminders import reminders_in
from khoi.reports.rules.filing import Seen, Stage, seen_by_chairs
from khoi.years.models import Filing, filings_of
from tenants.models import Membership, members_of


@dataclass(frozen=True)
class Cell:
    """One member's report on one request, as the chairs may know it."""

    seen: Seen
    #: Of the newest filing; also while it is returned.
    filed: FiledReport | None
    until: datetime | None
    reminded: datetime | None

    @property
    def days_late(self) -> int:
        return self.filed.days_late if self.filed else 0

    @property
    def on_paper(self) -> bool:
        return bool(self.filed and self.filed.on_paper)


@dataclass(frozen=True)
class Column:
    """A request, its dates, and the cells of all members."""

    request: ReportRequest
    filing: Filing | None
    cells: dict[int, Cell]

    @property
    def unfiled(self) -> int:
        return sum(cell.seen is not Seen.FILED for cell in self.cells.values())


@dataclass(frozen=True)
class Matrix:
    """The members in their order, the reports that were asked in the order of their periods."""

    members: list[Membership]
    columns: list[Column]
    #: In preparation, seen by the lead alone.
    prepared: list[ReportRequest]


def matrix_of(year_id: int) -> Matrix:
    """All of the year that is in sight, in six statements."""
    requests, members = requests_of(year_id), members_of(year_id)
    filings = {row.key: row for row in filings_of(year_id)}
    reports, filed, reminders = reports_in(year_id), last_filed_in(year_id), reminders_in(year_id)
    columns = []
    for request in requests:
        if request.is_asked:
            last = reminders.last(request.title)
            cells = {
                member.agency_id: _cell(
                    reports.get((request.id, member.agency_id)), filed.get((request.id, member.agency_id)),
                    last.get(member.agency_id),
                )
                for member in members
            }  # fmt: skip
            columns.append(Column(request, filings.get(request.key), cells))
    return Matrix(members, columns, [row for row in requests if not row.is_asked])


def _cell(report: Report | None, filed: FiledReport | None, reminded: datetime | None) -> Cell:
    seen = seen_by_chairs(Stage(report.stage) if report else None, report.filings if report else 0)
    return Cell(seen, filed, report.returned_until if report and seen is Seen.RETURNED else None, reminded)
