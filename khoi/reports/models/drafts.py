"""What an agency writes: its report as it goes, a text a section, the figures, the files. The agency's alone."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from json import loads
from typing import TypeVar

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.reports.models.definition import ReportRequest
from khoi.reports.rules.figures import LONGEST_WORDS
from tenants.database import Base, Public, db
from tenants.files import FileFacts
from tenants.isolation import AgencyOwned, Shared, hangs_on

#: Longer than any section that a person would print; the outline's word limit comes before it.
LONGEST_TEXT, LONGEST_REASON = 30_000, 1000


class Report(Shared, Public, Base):
    """An agency's report on one request: at which stage it is. No word and no figure of it stands here.

    The chairs see this row also of a report that is not filed, and say no more of it than "đang soạn"."""

    more = (
        ForeignKeyConstraint(["year_id", "request_id"], ["report_request.year_id", "report_request.id"]),
        UniqueConstraint("agency_id", "request_id"),
    )

    request_id: Mapped[int] = mapped_column(index=True)
    stage: Mapped[str] = mapped_column(String(20))
    #: How many times it was filed; the last filing is what others see.
    filings: Mapped[int] = mapped_column(default=0)
    returned_reason: Mapped[str] = mapped_column(String(LONGEST_REASON), default="")
    returned_until: Mapped[datetime | None] = mapped_column()
    #: JSON {public id of a section: why it was returned}.
    returned_sections: Mapped[str] = mapped_column(Text, default="{}")
    version: Mapped[int] = mapped_column(default=1)

    @property
    def reasons(self) -> dict[str, str]:
        """Why it was returned, by the public id of the section."""
        found: dict[str, str] = loads(self.returned_sections)
        return found


class ReportText(AgencyOwned, Public, Base):
    """One section as the agency drafts it."""

    more = (hangs_on("report", "report_id"), UniqueConstraint("report_id", "section_id"))

    report_id: Mapped[int] = mapped_column(index=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("outline_section.id"))
    text: Mapped[str] = mapped_column(String(LONGEST_TEXT), default="")
    #: Taken over from an earlier period and not edited since: it cannot be filed so.
    carried: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime | None] = mapped_column()
    changed_by: Mapped[int | None] = mapped_column()


class ReportFigure(AgencyOwned, Public, Base):
    """One figure as the agency drafts it; what a formula computes has no row here."""

    more = (hangs_on("report", "report_id"), UniqueConstraint("report_id", "indicator_id"))

    report_id: Mapped[int] = mapped_column(index=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    value: Mapped[Decimal | None] = mapped_column()
    words: Mapped[str] = mapped_column(String(LONGEST_WORDS), default="")
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime | None] = mapped_column()
    changed_by: Mapped[int | None] = mapped_column()


class ReportAnnex(AgencyOwned, FileFacts, Public, Base):
    """A file of the draft: one that was asked for, or another that the agency adds."""

    more = (hangs_on("report", "report_id"),)

    report_id: Mapped[int] = mapped_column(index=True)
    annex_id: Mapped[int | None] = mapped_column(ForeignKey("annex_asked.id"))


class ReportLine(AgencyOwned, Public, Base):
    """What the agency did with its report as a whole: begun, sent to the head, given back and why. Its alone."""

    written_once = True
    more = (hangs_on("report", "report_id"),)

    report_id: Mapped[int] = mapped_column(index=True)
    act: Mapped[str] = mapped_column(String(30))
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON), default="")
    at: Mapped[datetime] = mapped_column()
    by: Mapped[int | None] = mapped_column()


Part = TypeVar("Part", ReportText, ReportFigure, ReportAnnex)


@dataclass(frozen=True)
class Draft:
    """All that an agency has written on one report so far."""

    report: Report
    #: By the section's, the indicator's id.
    texts: dict[int, ReportText]
    figures: dict[int, ReportFigure]
    annexes: list[ReportAnnex]


def report_on(request_id: int, agency_id: int) -> Report | None:
    asked = select(Report).where(Report.request_id == request_id, Report.agency_id == agency_id)
    return db.session.scalar(asked)


def reports_of_agency(year_id: int, agency_id: int) -> dict[int, Report]:
    """An agency's reports of the year, by request."""
    asked = select(Report).where(Report.year_id == year_id, Report.agency_id == agency_id)
    return {row.request_id: row for row in db.session.scalars(asked)}


def asked_of(year_id: int, agency_id: int) -> list[tuple[ReportRequest, Report | None]]:
    """What the members are asked for, with the agency's own report where it was begun, in one statement."""
    asked = (
        select(ReportRequest, Report)
        .outerjoin(Report, (Report.request_id == ReportRequest.id) & (Report.agency_id == agency_id))
        .where(ReportRequest.year_id == year_id, ReportRequest.asked_at.is_not(None))
        .order_by(ReportRequest.period_end, ReportRequest.id)
    )
    return [(request, report) for request, report in db.session.execute(asked)]


def reports_in(year_id: int) -> dict[tuple[int, int], Report]:
    """The reports of the year by request and agency, of all that are in sight."""
    asked = select(Report).where(Report.year_id == year_id)
    return {(row.request_id, row.agency_id): row for row in db.session.scalars(asked)}


def report_by_id(report_id: int) -> Report:
    return db.session.scalars(select(Report).where(Report.id == report_id)).one()


def hold_report(report_id: int) -> Report:
    """The report, read again and locked until the commit: changes of one report come one after the other."""
    asked = select(Report).where(Report.id == report_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def draft_of(report: Report) -> Draft:
    """The draft of a report, read anew; only its own agency finds anything here."""
    return Draft(
        report,
        {row.section_id: row for row in _of(report, ReportText)},
        {row.indicator_id: row for row in _of(report, ReportFigure)},
        sorted(_of(report, ReportAnnex), key=lambda row: row.id),
    )


def _of(report: Report, part: type[Part]) -> list[Part]:
    asked = select(part).where(part.report_id == report.id)
    return list(db.session.scalars(asked.execution_options(populate_existing=True)))


def lines_of_report(report_id: int) -> list[ReportLine]:
    """What happened to the report inside the agency, the newest first."""
    asked = select(ReportLine).where(ReportLine.report_id == report_id).order_by(ReportLine.id.desc())
    return list(db.session.scalars(asked))
