"""What the agency itself filed for an earlier period: it may begin with those words."""

from dataclasses import dataclass

from sqlalchemy import select

from khoi.reports.models.definition import ReportRequest, definition_of
from khoi.reports.models.drafts import Report
from khoi.reports.models.filed import last_filed, whole_of
from khoi.reports.rules.carrying import matching
from tenants.database import db


@dataclass(frozen=True)
class Earlier:
    """An earlier report of the agency: what it was, and its words by the number of the section they fit now."""

    title: str
    texts: dict[str, str]


def earlier_of(report: Report, request: ReportRequest) -> Earlier | None:
    """The agency's last filing of the same report a year before, else of the newest period before this one."""
    before = _before(report, request)
    filed = last_filed(before[1].id) if before else None
    if before is None or filed is None:
        return None
    then, now = definition_of(before[0]), definition_of(request)
    numbers = matching(now.outline.sections, then.outline.sections)
    whole = whole_of(filed)
    words = {row.number: whole.texts[row.id].text for row in then.sections if row.id in whole.texts}
    return Earlier(before[0].title, {to: words[number] for to, number in numbers.items() if words.get(number)})


def _before(report: Report, request: ReportRequest) -> tuple[ReportRequest, Report] | None:
    asked = (
        select(ReportRequest, Report)
        .join(Report, Report.request_id == ReportRequest.id)
        .where(
            Report.agency_id == report.agency_id,
            Report.filings > 0,
            ReportRequest.period_end < request.period_end,
        )
        .order_by((ReportRequest.kind == request.kind).desc(), ReportRequest.period_end.desc())
        .limit(1)
    )
    found = db.session.execute(asked).first()
    return None if found is None else (found[0], found[1])
