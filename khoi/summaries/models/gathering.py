"""What the bloc's report is made of: every member's newest filing, never a draft, and the lead's own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from khoi.reports.models import MemberReport, OutlineSection, ReportRequest, definition_of, filed_reports
from khoi.reports.models.definition import Definition
from khoi.reports.rules import Kind, checked, summed
from khoi.summaries.models.consolidated import (
    LONGEST_SECTION,
    Consolidated,
    ConsolidatedSection,
    consolidated_on,
    said_over,
    written_sections,
)
from khoi.summaries.models.material import material_of
from khoi.summaries.rules import BlocReport, Cover, Scores, Source, customary_cover, gathered
from tenants import vi
from tenants.database import db
from tenants.models import Bloc, Year, seated, year_by_id
from tenants.roles import Seat


@dataclass(frozen=True)
class Part:
    """One heading: the members' sections under it, and the lead's own once it is begun."""

    section: OutlineSection
    sources: list[Source]
    written: ConsolidatedSection | None

    @property
    def text(self) -> str:
        """The lead's words; until they are begun, the members'."""
        return self.written.text if self.written else gathered(self.sources, LONGEST_SECTION)


@dataclass(frozen=True)
class Gathering:
    """Everything about one report of the bloc."""

    year: Year
    request: ReportRequest
    definition: Definition
    reports: list[MemberReport]
    row: Consolidated | None
    parts: list[Part]

    @property
    def filed(self) -> list[MemberReport]:
        return [report for report in self.reports if report.whole is not None]

    @property
    def sums(self) -> dict[str, Decimal | None]:
        """The bloc's figures, of what was filed."""
        return summed([row.spec for row in self.definition.indicators], [report.values for report in self.filed])

    @property
    def disagreements(self) -> list[str]:
        """The cross-checks of the outline that the bloc's sums do not pass, in words."""
        specs = [row.spec for row in self.definition.indicators]
        return [
            f"{found.words}: vế trái {_said(found.left)}, vế phải {_said(found.right)}."
            for found in checked(specs, self.definition.outline.checks, self.sums)
            if found.agrees is False
        ]


def _said(side: Decimal | None) -> str:
    return "chưa có" if side is None else vi.number(side)


def gathering_of(request: ReportRequest) -> Gathering:
    """The members' newest filings under the request's headings, in a constant number of statements. Asked with the
    lead's eyes."""
    definition, reports = definition_of(request), filed_reports(request.year_id, request.key)
    row = consolidated_on(request.id)
    written = written_sections(row.id) if row else {}
    shown = [(report, report.texts, report.text_seals) for report in reports]
    parts = [
        Part(section, [_source(each, section.number) for each in shown], written.get(section.id))
        for section in definition.sections
    ]
    return Gathering(year_by_id(request.year_id), request, definition, reports, row, parts)


def _source(shown: tuple[MemberReport, dict[str, str], dict[str, str]], number: str) -> Source:
    report, texts, seals = shown
    member = report.member
    return Source(
        member.public_id, member.name_that_year, texts.get(number, ""), seals.get(number, ""), report.filed_at,
        report.days_late, report.on_paper,
    )  # fmt: skip


def cover_of(found: Gathering, pattern: str = "") -> Cover:
    """Head and foot of the report: what the lead said, elsewhere what custom says."""
    row = found.row
    pattern = pattern or (row.pattern if row else "bloc")
    bloc = db.session.scalars(select(Bloc).where(Bloc.id == found.year.bloc_id)).one()
    lead = seated(found.year.id, Seat.LEAD)
    usual = customary_cover(
        pattern, found.request.kind, found.request.title, found.year.number, bloc.name,
        lead.name_that_year if lead else "", bloc.province,
    )  # fmt: skip
    return said_over(usual, row)


def bloc_report_of(found: Gathering) -> BlocReport:
    """The report as it would go out now."""
    return BlocReport(
        cover=cover_of(found),
        sections=[(part.section.number, part.section.heading, part.text) for part in found.parts],
        specs=[row.spec for row in found.definition.indicators],
        figures=_figures(found.reports),
        scores=_scores(found) if found.request.kind == Kind.FULL_YEAR else None,
    )


def _figures(reports: Sequence[MemberReport]) -> list[tuple[str, dict[str, Decimal | None] | None]]:
    return [(report.member.name_that_year, report.values if report.whole else None) for report in reports]


def _scores(found: Gathering) -> Scores | None:
    """The year's result as it stands; none before a card is filed."""
    material = material_of(found.year)
    if material is None or material.own_only:
        return None
    standing = material.standing
    state = f"Kết quả đã công bố lần {standing.number}" if standing else "Số liệu tạm tính, chưa công bố"
    return Scores(found.year.number, material.result, state)
