"""A report is sealed: its words, figures and files are copied as they stand. Nobody changes them afterwards."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from khoi.reports.models import (
    Definition,
    FiledAnnex,
    FiledFigure,
    FiledReport,
    FiledText,
    Report,
    ReportAnnex,
)
from khoi.reports.rules import Content, Stage, Written, figures_seal, report_seal, text_seal
from khoi.years.actions import note_lateness
from tenants import clock, journal
from tenants.database import db
from tenants.scope import present_scope

#: A file that goes with a filing: which annex it is for (none: another), its title, the columns of its facts.
File = tuple[int | None, str, dict[str, Any]]


def seal(
    report: Report, definition: Definition, content: Content, files: Iterable[File], filed_at: datetime, days: int,
    *, on_paper: bool = False,
) -> FiledReport:  # fmt: skip
    """Copy a report into sealed rows and move it to "filed"; neither stage nor objections are looked at here.

    The days late are written into the year's lateness at the first filing, and whenever paper is entered: a report
    that was returned keeps what was noted when it first came."""
    kept = list(files)
    texts = {section.id: content.texts.get(section.number, Written()).text for section in definition.sections}
    seals = {section.id: text_seal(section.heading, texts[section.id]) for section in definition.sections}
    figures = figures_seal(_canonical(definition, content))
    owner = {"year_id": report.year_id, "agency_id": report.agency_id, "filed": True, "on_paper": on_paper}
    filed = FiledReport(
        **owner, report_id=report.id, number=report.filings + 1, filed_at=filed_at,
        filed_by=present_scope().user or None, entered_at=clock.now(), days_late=days, figures_seal=figures,
        seal=report_seal(seals.values(), figures, [facts["sha256"] for _, _, facts in kept]),
    )  # fmt: skip
    db.session.add(filed)
    db.session.flush()
    owner["filed_report_id"] = filed.id
    for section_id, text in texts.items():
        db.session.add(FiledText(**owner, section_id=section_id, text=text, seal=seals[section_id]))
    _copy_figures(owner, definition, content)
    for annex_id, title, facts in kept:
        db.session.add(FiledAnnex(**owner, annex_id=annex_id, title=title, **facts))
    _move(report, definition, filed)
    return filed


def _move(report: Report, definition: Definition, filed: FiledReport) -> None:
    report.stage, report.filings, report.version = Stage.FILED, filed.number, report.version + 1
    report.returned_reason, report.returned_until, report.returned_sections = "", None, "{}"
    if filed.number == 1 or filed.on_paper:
        note_lateness(report.year_id, report.agency_id, definition.request.key, filed.days_late)
    db.session.flush()
    journal.wrote(
        filed, "file_report", number=filed.number, days_late=filed.days_late, seal=filed.seal, on_paper=filed.on_paper
    )


def _copy_figures(owner: dict[str, Any], definition: Definition, content: Content) -> None:
    for row in definition.indicators:
        value, words = content.values.get(row.code), content.words.get(row.code, "")
        db.session.add(FiledFigure(**owner, indicator_id=row.id, value=value, words=words))


def _canonical(definition: Definition, content: Content) -> dict[str, str]:
    return {
        row.code: f"{_plain(content.values.get(row.code))}|{content.words.get(row.code, '')}"
        for row in definition.indicators
    }


def _plain(value: Decimal | None) -> str:
    """12, 12.0 and 12.000 are one figure."""
    return "" if value is None else f"{value:.3f}"


def files_of(definition: Definition, annexes: Iterable[ReportAnnex]) -> list[File]:
    """The files of a draft, as they go with its filing."""
    titles = {asked.id: asked.title for asked in definition.annexes}
    columns = ("name", "media_type", "size", "sha256", "pages", "stored_at", "stored_by")
    return [
        (annex.annex_id, titles.get(annex.annex_id or 0, "Phụ lục khác"),
         {column: getattr(annex, column) for column in columns})
        for annex in annexes
    ]  # fmt: skip
