"""The report leaves the agency: sent to the head, given back or filed by the head, returned by the chair."""

from collections.abc import Mapping
from datetime import datetime
from json import dumps

from khoi.reports.actions.report_steps import keep_line, refuse_closed_report
from khoi.reports.actions.sealing import files_of, seal
from khoi.reports.models import (
    FiledReport,
    Report,
    definition_of,
    draft_of,
    hold_report,
    last_filed,
    request_of,
    sections_of,
)
from khoi.reports.models.content import content_of
from khoi.reports.rules import Event, Stage, next_stage, objections_to_filing
from khoi.years.models import dates_for
from khoi.years.rules import filing_verdict
from tenants import clock, journal, vi
from tenants.notices import notify
from tenants.refusal import Objection, Refused, Stale, refuse_over
from tenants.scope import present_scope

NOT_READY = "Báo cáo chưa nộp được:"


def send_to_head(report: Report) -> None:
    """The clerk is done; the head looks at it. Objections do not stand in the way: the head sees them too."""
    hold_report(report.id)
    if report.stage == Stage.AT_HEAD:
        return
    refuse_closed_report(report)
    _move(report, Event.SEND_TO_HEAD)


def give_back(report: Report, reason: str) -> None:
    """The head gives the report back to the clerk, and says why."""
    hold_report(report.id)
    if report.stage in (Stage.DRAFT, Stage.RETURNED):
        return
    if not reason.strip():
        raise Refused("Nêu lý do chuyển lại để đầu mối biết sửa gì.", field="reason")
    _move(report, Event.GIVE_BACK, reason.strip())


def file_report(report: Report, version: int) -> FiledReport:
    """The head files what he saw: copied under a seal, on time or late to the day by the second of this transaction.

    Refused with every objection, after khóa sổ, and where the report is not as the head saw it. A second filing of
    what was just filed changes nothing."""
    hold_report(report.id)
    if report.stage == Stage.FILED and (filed := last_filed(report.id)) is not None:
        return filed
    next_stage(Stage(report.stage), Event.FILE)
    if version != report.version:
        raise Stale("Báo cáo đã thay đổi sau khi bạn mở trang. Xem lại rồi nộp.")
    refuse_closed_report(report)
    refuse_over(objections_to_report(report), NOT_READY)
    definition, draft = definition_of(request_of(report.request_id)), draft_of(report)
    now = clock.now().replace(microsecond=0)
    files = files_of(definition, draft.annexes)
    filed = seal(report, definition, content_of(definition, draft), files, now, _days_late(report, now))
    keep_line(report, Event.FILE.value)
    return filed


def objections_to_report(report: Report) -> list[Objection]:
    """Everything that keeps the report from leaving the agency, each with its place."""
    definition = definition_of(request_of(report.request_id))
    return objections_to_filing(definition.outline, content_of(definition, draft_of(report)))


def send_back(report: Report, reasons: Mapping[str, str], reason: str, until: datetime | None) -> None:
    """Return a filed report: `reasons` by the public id of a section, a word on the whole, and, if wanted, a time
    until which it may be filed anew. What was filed stays in sight until then. Nobody returns his own agency's."""
    if not present_scope().assesses(report.agency_id):
        raise Refused("Đơn vị không tự trả lại báo cáo của mình; báo cáo của Khối trưởng do Khối phó trả lại.")
    hold_report(report.id)
    given = {key: words.strip() for key, words in reasons.items() if words.strip()}
    if not given and not reason.strip():
        raise Refused("Trả lại thì phải nêu lý do, chung hoặc theo từng phần.", field="reason")
    if until is not None and until <= clock.now():
        raise Refused("Thời hạn nộp lại phải ở sau thời điểm hiện tại.", field="until")
    known = {row.public_id for row in sections_of(report.request_id)}
    if not given.keys() <= known:
        raise Refused("Có lý do cho một phần không thuộc báo cáo này.")
    report.stage = next_stage(Stage(report.stage), Event.SEND_BACK)
    report.returned_reason, report.returned_until = reason.strip(), until
    report.returned_sections = dumps(given, ensure_ascii=False)
    report.version += 1
    journal.wrote(report, "send_back", reason=reason.strip(), sections=given, until=until)
    deadline = f" Nộp lại trước {vi.date_time(until)}." if until else ""
    notify(report.agency_id, "returned", f"{request_of(report.request_id).title} được trả lại để sửa.{deadline}")


def _move(report: Report, event: Event, reason: str = "") -> None:
    report.stage = next_stage(Stage(report.stage), event, report.filings)
    report.version += 1
    keep_line(report, event.value, reason)
    journal.wrote(report, event.value, version=report.version)


def _days_late(report: Report, now: datetime) -> int:
    """Days late by the agency's own dates; a report that was returned keeps what was noted when it first came."""
    if (before := last_filed(report.id)) is not None:
        return before.days_late
    dates = dates_for(report.year_id, report.agency_id, request_of(report.request_id).key)
    return filing_verdict(now, dates.due, dates.closing).days_late if dates else 0
