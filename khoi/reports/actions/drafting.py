"""The agency writes: a report is begun, its sections and figures are saved one by one, files come and go."""

from decimal import Decimal
from pathlib import PurePath

from khoi.reports.actions.report_steps import keep_line, refuse_closed_report, refuse_when_closed
from khoi.reports.models import (
    AnnexAsked,
    Report,
    ReportAnnex,
    ReportFigure,
    ReportRequest,
    ReportText,
    definition_of,
    draft_of,
    hold_report,
    report_on,
    request_of,
)
from khoi.reports.models.earlier import earlier_of
from khoi.reports.rules import Stage, refuse_unless_open
from tenants import clock, journal
from tenants.database import db
from tenants.files import Received, facts_of
from tenants.refusal import Refused, Stale
from tenants.scope import present_scope

MOST_FILES = 20


def begin(request: ReportRequest, agency_id: int) -> Report:
    """The agency's report with an empty place for every section and figure; what is there already stays.

    Refused while the members have not been asked, and after khóa sổ."""
    report = report_on(request.id, agency_id)
    if report is not None and report.stage == Stage.FILED:
        return report
    if not request.is_asked:
        raise Refused("Báo cáo này chưa được yêu cầu.")
    refuse_when_closed(request, agency_id, report)
    if report is None:
        report = Report(year_id=request.year_id, agency_id=agency_id, request_id=request.id, stage=Stage.DRAFT)
        db.session.add(report)
        db.session.flush()
        keep_line(report, "begin")
        journal.wrote(report, "begin")
    _make_places(report, request)
    return report


def _make_places(report: Report, request: ReportRequest) -> None:
    definition, draft = definition_of(request), draft_of(report)
    owner = {"year_id": report.year_id, "agency_id": report.agency_id, "report_id": report.id}
    for section in definition.sections:
        if section.id not in draft.texts:
            db.session.add(ReportText(**owner, section_id=section.id))
    for indicator in definition.indicators:
        if not indicator.formula and indicator.id not in draft.figures:
            db.session.add(ReportFigure(**owner, indicator_id=indicator.id))
    db.session.flush()


def write_text(row: ReportText, text: str, version: int) -> None:
    """Save one section; Stale when somebody else saved it since `version`. The same words again change nothing."""
    _open(row)
    if row.text == text:
        return
    _refuse_stale(row, version)
    row.text, row.carried = text, False
    _touched(row)
    journal.wrote(row, "write_text", version=row.version)


def carry_over(row: ReportText) -> None:
    """Begin a section with the agency's own words of an earlier period: flagged until they are edited. Refused where
    something stands already: nothing typed is lost."""
    report = _open(row)
    request = request_of(report.request_id)
    earlier = earlier_of(report, request)
    number = next(one.number for one in definition_of(request).sections if one.id == row.section_id)
    words = earlier.texts.get(number) if earlier else None
    if not words:
        raise Refused("Kỳ trước đơn vị không có nội dung cho phần này.")
    if row.text == words:
        return
    if row.text:
        raise Refused("Phần này đã có nội dung. Xóa trống rồi mới lấy nội dung kỳ trước.")
    row.text, row.carried = words, True
    _touched(row)
    journal.wrote(row, "carry_over", version=row.version)


def enter_figure(row: ReportFigure, value: Decimal | None, words: str, version: int) -> None:
    """Save one figure: a number, or words where the indicator asks for words."""
    _open(row)
    if (row.value, row.words) == (value, words):
        return
    _refuse_stale(row, version)
    row.value, row.words = value, words
    _touched(row)
    journal.wrote(row, "enter_figure", version=row.version)


def attach(report: Report, received: Received, asked: AnnexAsked | None) -> ReportAnnex:
    """Add a file: for an annex that was asked for, or as another one. The same bytes twice are one file."""
    hold_report(report.id)
    _refuse_shut(report)
    if asked is not None and asked.kinds and PurePath(received.name).suffix.lower().lstrip(".") not in _kinds(asked):
        raise Refused(f"“{received.name}”: {asked.title} chỉ nhận tệp {', '.join(_kinds(asked))}.")
    present = draft_of(report).annexes
    annex_id = asked.id if asked else None
    for annex in present:
        if (annex.annex_id, annex.sha256) == (annex_id, received.kept.sha256):
            return annex
    if len(present) >= MOST_FILES:
        raise Refused(f"Báo cáo đã có {MOST_FILES} tệp. Bỏ bớt trước khi thêm.")
    row = ReportAnnex(
        year_id=report.year_id, agency_id=report.agency_id, report_id=report.id, annex_id=annex_id,
        **facts_of(received),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    journal.wrote(row, "attach", sha256=row.sha256)
    return row


def _kinds(asked: AnnexAsked) -> list[str]:
    kinds = asked.kinds.split()
    return [*kinds, "jpeg"] if "jpg" in kinds else kinds


def detach(annex: ReportAnnex) -> None:
    """Take a file off the draft; what was filed with it stays filed."""
    report = hold_report(annex.report_id)
    _refuse_shut(report)
    journal.wrote(annex, "detach", sha256=annex.sha256)
    db.session.delete(annex)


def _open(row: ReportText | ReportFigure) -> Report:
    """The row's report, locked until the commit; refused once it has left, and after khóa sổ. Another save of the row
    is read behind the lock."""
    report = hold_report(row.report_id)
    draft_of(report)
    _refuse_shut(report)
    return report


def _refuse_shut(report: Report) -> None:
    refuse_unless_open(Stage(report.stage))
    refuse_closed_report(report)


def _refuse_stale(row: ReportText | ReportFigure, version: int) -> None:
    if version != row.version:
        raise Stale("Người khác vừa sửa mục này. Chọn giữ bản nào.")


def _touched(row: ReportText | ReportFigure) -> None:
    row.version += 1
    row.changed_at, row.changed_by = clock.now(), present_scope().user or None
    db.session.flush()  # both walls have seen it
