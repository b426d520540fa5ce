"""What has been filed: sealed copies of the reports, which chairs see and nobody changes."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Select, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.reports.models.definition import (
    Indicator,
    OutlineSection,
    ReportRequest,
    indicators_of,
    request_keyed,
    sections_of,
)
from khoi.reports.models.drafts import LONGEST_TEXT, Report
from khoi.reports.rules.figures import LONGEST_WORDS
from tenants.database import Base, Public, db
from tenants.files import FileFacts
from tenants.isolation import AgencyOwned, Filed, hangs_on
from tenants.isolation.kinds import Condition, Facts
from tenants.models import Membership, members_of


class Handed(Filed):
    """A row of what was filed: written by the agency, or by the lead where the agency filed on paper."""

    on_paper: Mapped[bool] = mapped_column(default=False)

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        by_agency = AgencyOwned.changed(row, who) & ((row.on_paper == False) | (who.operator == 1))  # noqa: E712
        chair = (row.year_id == who.year) & (who.open == 1) & (who.lead == 1)
        return by_agency | (chair & (row.on_paper == True) & (row.filed == True))  # noqa: E712


class FiledReport(Handed, Public, Base):
    """One filing of a report: when, late by how many days, and its seal. Of paper, when the lead received it."""

    written_once = True
    more = (hangs_on("report", "report_id"), UniqueConstraint("report_id", "number"))

    report_id: Mapped[int] = mapped_column(index=True)
    number: Mapped[int] = mapped_column()
    filed_at: Mapped[datetime] = mapped_column()
    filed_by: Mapped[int | None] = mapped_column()
    #: When it came into the portal: differs from `filed_at` for paper only.
    entered_at: Mapped[datetime] = mapped_column()
    days_late: Mapped[int] = mapped_column(default=0)
    seal: Mapped[str] = mapped_column(String(64))
    figures_seal: Mapped[str] = mapped_column(String(64))


class FiledText(Handed, Public, Base):
    """A section as it was filed, with its own seal."""

    written_once = True
    more = (hangs_on("filed_report", "filed_report_id"), UniqueConstraint("filed_report_id", "section_id"))

    filed_report_id: Mapped[int] = mapped_column(index=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("outline_section.id"))
    text: Mapped[str] = mapped_column(String(LONGEST_TEXT), default="")
    seal: Mapped[str] = mapped_column(String(64))


class FiledFigure(Handed, Public, Base):
    """A figure as it was filed; also what a formula computed at that moment."""

    written_once = True
    more = (hangs_on("filed_report", "filed_report_id"), UniqueConstraint("filed_report_id", "indicator_id"))

    filed_report_id: Mapped[int] = mapped_column(index=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    value: Mapped[Decimal | None] = mapped_column()
    words: Mapped[str] = mapped_column(String(LONGEST_WORDS), default="")


class FiledAnnex(Handed, FileFacts, Public, Base):
    """A file as it was filed, with the bytes' own hash; of paper, the scan."""

    written_once = True
    more = (hangs_on("filed_report", "filed_report_id"),)

    filed_report_id: Mapped[int] = mapped_column(index=True)
    annex_id: Mapped[int | None] = mapped_column(ForeignKey("annex_asked.id"))
    title: Mapped[str] = mapped_column(String(200))


def last_filed(report_id: int) -> FiledReport | None:
    """The newest filing of a report: what others see of it."""
    newest = select(FiledReport).where(FiledReport.report_id == report_id).order_by(FiledReport.number.desc())
    return db.session.scalars(newest.limit(1)).first()


def filings_of_report(report_id: int) -> list[FiledReport]:
    """Every filing of a report, the newest first."""
    asked = select(FiledReport).where(FiledReport.report_id == report_id).order_by(FiledReport.number.desc())
    return list(db.session.scalars(asked))


def last_filed_in(year_id: int) -> dict[tuple[int, int], FiledReport]:
    """The newest filing of each report of the year by request and agency, of all that are in sight."""
    rows = db.session.execute(_newest().where(Report.year_id == year_id))
    return {(row.request_id, filed.agency_id): filed for row, filed in rows}


def _newest() -> Select[Report, FiledReport]:
    newest = (
        select(FiledReport.report_id, func.max(FiledReport.number).label("number"))
        .group_by(FiledReport.report_id)
        .subquery()
    )
    is_newest = (FiledReport.report_id == newest.c.report_id) & (FiledReport.number == newest.c.number)
    return (
        select(Report, FiledReport)
        .join(FiledReport, FiledReport.report_id == Report.id)
        .join(newest, is_newest)
    )  # fmt: skip


@dataclass(frozen=True)
class FiledWhole:
    """One filing with all its parts, by section's and indicator's id."""

    filed: FiledReport
    texts: dict[int, FiledText]
    figures: dict[int, FiledFigure]
    annexes: list[FiledAnnex]


def whole_of(filed: FiledReport) -> FiledWhole:
    """A filing with its parts."""
    return _wholes([filed])[filed.id]


def _wholes(filings: list[FiledReport]) -> dict[int, FiledWhole]:
    """The parts of several filings, in three statements."""
    ids = [filed.id for filed in filings]
    wholes = {filed.id: FiledWhole(filed, {}, {}, []) for filed in filings}
    for text in db.session.scalars(select(FiledText).where(FiledText.filed_report_id.in_(ids))):
        wholes[text.filed_report_id].texts[text.section_id] = text
    for figure in db.session.scalars(select(FiledFigure).where(FiledFigure.filed_report_id.in_(ids))):
        wholes[figure.filed_report_id].figures[figure.indicator_id] = figure
    annexes = select(FiledAnnex).where(FiledAnnex.filed_report_id.in_(ids)).order_by(FiledAnnex.id)
    for annex in db.session.scalars(annexes):
        wholes[annex.filed_report_id].annexes.append(annex)
    return wholes


@dataclass(frozen=True)
class MemberReport:
    """What one member has filed on a request, for who puts the members' reports together."""

    member: Membership
    #: None: nothing of this member is filed yet.
    whole: FiledWhole | None
    sections: list[OutlineSection]
    indicators: list[Indicator]

    @property
    def version_id(self) -> str | None:
        """The random id of the filed version that is quoted."""
        return self.whole.filed.public_id if self.whole else None

    @property
    def filed_at(self) -> datetime | None:
        return self.whole.filed.filed_at if self.whole else None

    @property
    def days_late(self) -> int:
        return self.whole.filed.days_late if self.whole else 0

    @property
    def on_paper(self) -> bool:
        return bool(self.whole and self.whole.filed.on_paper)

    @property
    def seal(self) -> str:
        return self.whole.filed.seal if self.whole else ""

    @property
    def figures_seal(self) -> str:
        return self.whole.filed.figures_seal if self.whole else ""

    @property
    def texts(self) -> dict[str, str]:
        """Words by the section's number (I, II, …); a section that was left empty is absent."""
        return {section.number: row.text for section, row in self._filed_sections() if row.text}

    @property
    def text_seals(self) -> dict[str, str]:
        """The seal of each section by its number."""
        return {section.number: row.seal for section, row in self._filed_sections()}

    def _filed_sections(self) -> list[tuple[OutlineSection, FiledText]]:
        filed = self.whole.texts if self.whole else {}
        return [(section, filed[section.id]) for section in self.sections if section.id in filed]

    @property
    def values(self) -> dict[str, Decimal | None]:
        """Numbers by the indicator's code, the computed ones among them."""
        return {code: row.value for code, row in self._filed_figures().items()}

    @property
    def words(self) -> dict[str, str]:
        """What was written for indicators that are words, by code."""
        return {code: row.words for code, row in self._filed_figures().items() if row.words}

    def _filed_figures(self) -> dict[str, FiledFigure]:
        filed = self.whole.figures if self.whole else {}
        return {row.code: filed[row.id] for row in self.indicators if row.id in filed}


def filed_reports(year_id: int, key: str) -> list[MemberReport]:
    """The newest filing of every member on one request, in the members' order; who filed nothing is among them.

    Asked with a seat's eyes: the scope of a plain member finds its own report alone. No such request: an empty list."""
    request = request_keyed(year_id, key)
    if request is None:
        return []
    newest = _filed_on(request)
    wholes = {whole.filed.agency_id: whole for whole in _wholes(list(newest.values())).values()}
    sections, indicators = sections_of(request.id), indicators_of(request.id)
    return [MemberReport(member, wholes.get(member.agency_id), sections, indicators) for member in members_of(year_id)]


def _filed_on(request: ReportRequest) -> dict[int, FiledReport]:
    rows = db.session.execute(_newest().where(Report.request_id == request.id))
    return {filed.agency_id: filed for _, filed in rows}
