"""What the next year takes from this one, read as plain values with the eyes of this year's lead."""

from dataclasses import dataclass
from datetime import date

from khoi.documents.models import kind_rows, kinds_in
from khoi.documents.rules import Kind as PaperKind
from khoi.reports.models import ReportRequest, definition_of, requests_of
from khoi.reports.rules import Kind as ReportKind
from khoi.reports.rules import Outline
from khoi.sheets.models import sheet_in_force, spec_of
from khoi.sheets.rules import SheetSpec
from khoi.turnover.rules import (
    MovedFiling,
    Text,
    a_year_on,
    day_a_year_on,
    moved,
    moved_outline,
    named_anew,
    texts_of_report,
    texts_of_sheet,
)
from khoi.years.models import bases_of, filings_of, grounds_of
from khoi.years.rules import Basis
from tenants.models import Year, members_of


@dataclass(frozen=True, slots=True)
class Member:
    """A member as it goes along: agency, name, whether its people appraise."""

    agency_id: int
    name: str
    on_team: bool


@dataclass(frozen=True, slots=True)
class MovedReport:
    """A report as the next year prepares it: named and dated a year on, its outline as it was asked."""

    key: str
    kind: ReportKind
    title: str
    period_start: date
    period_end: date
    outline: Outline


@dataclass(frozen=True, slots=True)
class Taken:
    """All that may go along; which of it does, the choices say."""

    bloc_id: int
    #: The year it is taken from.
    number: int
    members: tuple[Member, ...]
    sheet: SheetSpec | None
    filings: tuple[MovedFiling, ...]
    bases: tuple[Basis, ...]
    grounds: tuple[str, ...]
    reports: tuple[MovedReport, ...] = ()
    #: Kinds of documents that the bloc wrote down itself; none: those of custom hold in the next year too.
    paper_kinds: tuple[PaperKind, ...] = ()

    def texts(self) -> list[Text]:
        """Every text that goes along."""
        titles = [Text("Nội dung phải nộp", filing.title) for filing in self.filings]
        outlines = [text for report in self.reports for text in texts_of_report(report.title, report.outline)]
        return [*(texts_of_sheet(self.sheet) if self.sheet else ()), *titles, *outlines]


def taken_from(year: Year) -> Taken:
    """The year's members, its sheet under the next year's name, its filings a year on, its legal bases."""
    sheet = sheet_in_force(year.id)
    filings = (
        MovedFiling(
            row.key, named_anew(row.title, year.number, year.number + 1), a_year_on(row.due), a_year_on(row.closing)
        )
        for row in filings_of(year.id)
    )
    members = (Member(row.agency_id, row.name_that_year, row.on_appraisal_team) for row in members_of(year.id))
    return Taken(
        year.bloc_id,
        year.number,
        tuple(members),
        moved(spec_of(sheet), year.number) if sheet else None,
        tuple(filings),
        tuple(bases_of(year.id)),
        tuple(row.text for row in grounds_of(year.id)),
        tuple(_report(row, year.number) for row in requests_of(year.id)),
        kinds_in(year.id) if kind_rows(year.id) else (),
    )


def _report(row: ReportRequest, number: int) -> MovedReport:
    """Asked or in preparation alike; the document by which it was asked is last year's, and stays there."""
    return MovedReport(
        row.key,
        ReportKind(row.kind),
        named_anew(row.title, number, number + 1),
        day_a_year_on(row.period_start),
        day_a_year_on(row.period_end),
        moved_outline(definition_of(row).outline, number),
    )
