"""Reports: what the lead asks for (definition), what an agency drafts (drafts), what it filed (filed).

For who puts the members' reports together (summaries):

    request = request_keyed(year_id, "half_year_report")       # or "year_report", or an own key; None: not asked
    request.is_asked, request.title, request.period_start, request.period_end
    sections_of(request.id)   -> [OutlineSection: number, heading, guidance, most_words, required]
    indicators_of(request.id) -> [Indicator: code, name, unit, type, level, formula, required; .spec for the rules]
    checks_of(request.id), annexes_asked(request.id), definition_of(request).outline (all of it as plain values)

    filed_reports(year_id, key) -> [MemberReport], one a member in the members' order, also of who filed nothing:
        .member (Membership), .version_id (None: nothing filed), .filed_at, .days_late, .on_paper,
        .texts {section number: words}, .text_seals {section number: seal},
        .values {indicator code: Decimal | None, computed ones included}, .words {indicator code: text},
        .seal and .figures_seal (whole report, all figures), .whole.annexes

    khoi.reports.rules.summed([row.spec for row in indicators], [report.values for report in reports if report.whole])
        -> {indicator code: Decimal | None}: the bloc's sums; formulas applied to the sums, typed percents None
    khoi.reports.rules.checked(specs, outline.checks, sums) -> cross-checks of the sums, in words
    khoi.reports.rules.shown(spec, value) -> a figure as it is printed

All of it is asked with a seat's eyes (`seats=` or `by_seat=True` at the door); drafts are in nobody's sight.
"""

from khoi.reports.models.definition import (
    LONGEST_FORMULA,
    LONGEST_GUIDANCE,
    LONGEST_KEY,
    LONGEST_NAME,
    LONGEST_TITLE,
    AnnexAsked,
    Definition,
    FigureCheck,
    Indicator,
    OutlineSection,
    ReportRequest,
    annexes_asked,
    checks_of,
    definition_of,
    hold_request,
    indicators_of,
    request_keyed,
    request_of,
    requests_of,
    sections_of,
)
from khoi.reports.models.drafts import (
    LONGEST_REASON,
    LONGEST_TEXT,
    Draft,
    Report,
    ReportAnnex,
    ReportFigure,
    ReportLine,
    ReportText,
    asked_of,
    draft_of,
    hold_report,
    lines_of_report,
    report_by_id,
    report_on,
    reports_in,
    reports_of_agency,
)
from khoi.reports.models.filed import (
    FiledAnnex,
    FiledFigure,
    FiledReport,
    FiledText,
    FiledWhole,
    MemberReport,
    filed_reports,
    filings_of_report,
    last_filed,
    last_filed_in,
    whole_of,
)

__all__ = [
    "LONGEST_FORMULA",
    "LONGEST_GUIDANCE",
    "LONGEST_KEY",
    "LONGEST_NAME",
    "LONGEST_REASON",
    "LONGEST_TEXT",
    "LONGEST_TITLE",
    "AnnexAsked",
    "Definition",
    "Draft",
    "FigureCheck",
    "FiledAnnex",
    "FiledFigure",
    "FiledReport",
    "FiledText",
    "FiledWhole",
    "Indicator",
    "MemberReport",
    "OutlineSection",
    "Report",
    "ReportAnnex",
    "ReportFigure",
    "ReportLine",
    "ReportRequest",
    "ReportText",
    "annexes_asked",
    "asked_of",
    "checks_of",
    "definition_of",
    "draft_of",
    "filed_reports",
    "filings_of_report",
    "hold_report",
    "hold_request",
    "indicators_of",
    "last_filed",
    "last_filed_in",
    "lines_of_report",
    "report_by_id",
    "report_on",
    "reports_in",
    "reports_of_agency",
    "request_keyed",
    "request_of",
    "requests_of",
    "sections_of",
    "whole_of",
]
