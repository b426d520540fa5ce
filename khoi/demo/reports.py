"""The demo's reports: the half-year's all in, each in its way; the year's in every state, a week before it is due."""

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta

from khoi.demo.cast import PARTS, Part
from khoi.demo.papers import pdf
from khoi.demo.report_words import figures_of, texts_of
from khoi.demo.stagehand import LEAD, Stagehand
from khoi.reports.actions import (
    About,
    ask,
    attach,
    begin,
    define,
    enter_figure,
    enter_paper,
    file_report,
    send_back,
    send_to_head,
    write_text,
)
from khoi.reports.models import (
    Report,
    ReportRequest,
    definition_of,
    draft_of,
    report_on,
    request_keyed,
    request_of,
    sections_of,
)
from khoi.reports.rules import USUAL_KEYS, Kind
from khoi.years.models import filing_keyed
from khoi.years.rules import end_of_day
from tenants import clock, files
from tenants.files import Received
from tenants.models import membership_of
from tenants.roles import Role
from tenants.vi.dates import local

HALF, YEAR = "6 tháng đầu năm", "năm"
ON_PAPER, LATE = "VKSND", "THADS"
RETURN_REASON = "Chưa nêu số liệu so sánh với chỉ tiêu được giao và cùng kỳ năm trước; đề nghị bổ sung."


def make_reports(stage: Stagehand) -> None:
    """Sơ kết 6 tháng is filed by all; tổng kết năm stands wherever a report can stand."""
    due = _asked(stage, Kind.HALF_YEAR, "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm", 30)
    for number, part in enumerate(PARTS):
        _half_year(stage, part, due - timedelta(days=1, hours=number))
    _asked(stage, Kind.FULL_YEAR, "Báo cáo tổng kết công tác thi đua, khen thưởng năm", 30)
    for part in PARTS:
        if (act := YEAR_PLOTS.get(part.code)) is not None:
            act(stage, part)
    _prepared(stage)


def _prepared(stage: Stagehand) -> None:
    """A themed report on which the lead is still working: nobody else sees it."""
    number = stage.year.number
    with stage.as_seat(LEAD, Role.CLERK):
        about = About("Báo cáo chuyên đề cải cách hành chính", date(number, 1, 1), date(number, 12, 31))
        define(stage.bloc.id, stage.year.id, Kind.THEMED, "cai-cach-hanh-chinh", about)


def _asked(stage: Stagehand, kind: Kind, title: str, days_before: int) -> datetime:
    """The lead prepares the report and asks for it, a month ahead; returns when it is due."""
    number, key = stage.year.number, USUAL_KEYS[kind]
    with stage.as_seat(LEAD, Role.CLERK):
        filing = filing_keyed(stage.year.id, key)
        assert filing is not None
        due, closing = filing.due, filing.closing
    with clock.stopped_at(due - timedelta(days=days_before)), stage.as_seat(LEAD, Role.HEAD):
        end = date(number, 6, 30) if kind is Kind.HALF_YEAR else date(number, 12, 31)
        name = title if kind is Kind.HALF_YEAR else f"{title} {number}"
        about = About(name, date(number, 1, 1), end, "Kế hoạch công tác thi đua, khen thưởng của Khối")
        ask(define(stage.bloc.id, stage.year.id, kind, "", about), due, closing)
    return due


def _request(stage: Stagehand, key: str) -> ReportRequest:
    request = request_keyed(stage.year.id, key)
    assert request is not None
    return request


def _report(stage: Stagehand, key: str, part: Part) -> Report:
    report = report_on(_request(stage, key).id, stage.agencies[part.code].id)
    assert report is not None
    return report


# --- the half-year's ------------------------------------------------------------------------------------------------


def _half_year(stage: Stagehand, part: Part, at: datetime) -> None:
    key = USUAL_KEYS[Kind.HALF_YEAR]
    if part.code == ON_PAPER:
        _on_paper(stage, part, at)
        return
    at += timedelta(days=3 if part.code == LATE else 0)
    with clock.stopped_at(at):
        _draft(stage, key, part, HALF)
        _file(stage, key, part)
    if part.code == LATE:
        with clock.stopped_at(at + timedelta(hours=20)):
            _returned(stage, key, part)
        with clock.stopped_at(at + timedelta(hours=26)):
            _amend(stage, key, part)
            _file(stage, key, part)


def _on_paper(stage: Stagehand, part: Part, at: datetime) -> None:
    with clock.stopped_at(at + timedelta(hours=3)), stage.as_seat(LEAD, Role.CLERK):
        request = _request(stage, USUAL_KEYS[Kind.HALF_YEAR])
        member = membership_of(stage.year.id, stage.agencies[part.code].id)
        assert member is not None
        figures = dict(figures_of(part, HALF))
        enter_paper(request, member, at, figures, {}, [_paper(stage, part, "Bao cao so ket", "Báo cáo sơ kết")])


def _draft(stage: Stagehand, key: str, part: Part, period: str, sections: int = 9) -> None:
    with stage.as_member(part, Role.CLERK):
        report = begin(_request(stage, key), stage.agencies[part.code].id)
        _write(report, part, period, sections)
        if sections == 9:
            for asked in definition_of(request_of(report.request_id)).annexes:
                if asked.required:
                    attach(report, _paper(stage, part, "Danh sach khen thuong", "Danh sách khen thưởng"), asked)


def _write(report: Report, part: Part, period: str, sections: int) -> None:
    definition, draft = definition_of(request_of(report.request_id)), draft_of(report)
    texts, figures = texts_of(part, period), figures_of(part, period)
    for section in definition.sections[:sections]:
        row = draft.texts[section.id]
        write_text(row, texts[section.number], row.version)
    for indicator in definition.indicators[: sections * 3]:
        if not indicator.formula:
            figure = draft.figures[indicator.id]
            enter_figure(figure, figures[indicator.code], "", figure.version)


def _file(stage: Stagehand, key: str, part: Part) -> None:
    with stage.as_member(part, Role.CLERK):
        send_to_head(_report(stage, key, part))
    with stage.as_member(part, Role.HEAD):
        report = _report(stage, key, part)
        file_report(report, report.version)


def _returned(stage: Stagehand, key: str, part: Part) -> None:
    with stage.as_seat(LEAD, Role.CLERK):
        report = _report(stage, key, part)
        first = sections_of(report.request_id)[0]
        send_back(
            report, {first.public_id: RETURN_REASON}, "", end_of_day(local(clock.now()).date() + timedelta(days=2))
        )


def _amend(stage: Stagehand, key: str, part: Part) -> None:
    with stage.as_member(part, Role.CLERK):
        report = _report(stage, key, part)
        row = draft_of(report).texts[sections_of(report.request_id)[0].id]
        write_text(row, row.text + "\n\nSo với cùng kỳ năm trước, số việc thi hành xong tăng 6,2 %.", row.version)


def _paper(stage: Stagehand, part: Part, title: str, name: str) -> Received:
    lines = (f"Don vi: {part.name}", f"Nam {stage.year.number}", "Tai lieu minh hoa cua ban chay thu.")
    kept = files.keep(io.BytesIO(pdf(title, lines)))
    return Received(f"{name} ({part.code}).pdf", "application/pdf", kept, 1)


# --- the year's -----------------------------------------------------------------------------------------------------


def _being_written(stage: Stagehand, part: Part) -> None:
    _draft(stage, USUAL_KEYS[Kind.FULL_YEAR], part, YEAR, 3)


def _with_the_head(stage: Stagehand, part: Part) -> None:
    key = USUAL_KEYS[Kind.FULL_YEAR]
    _draft(stage, key, part, YEAR)
    with stage.as_member(part, Role.CLERK):
        send_to_head(_report(stage, key, part))


def _filed(stage: Stagehand, part: Part) -> None:
    key = USUAL_KEYS[Kind.FULL_YEAR]
    with clock.stopped_at(clock.now() - timedelta(days=2)):
        _draft(stage, key, part, YEAR)
        _file(stage, key, part)


def _sent_back(stage: Stagehand, part: Part) -> None:
    _filed(stage, part)
    with clock.stopped_at(clock.now() - timedelta(hours=20)):
        _returned(stage, USUAL_KEYS[Kind.FULL_YEAR], part)


#: Where each agency's report of the year stands; who is absent has not begun.
YEAR_PLOTS: dict[str, Callable[[Stagehand, Part], None]] = {
    "TTT": _being_written, "CA": _filed, "TAND": _with_the_head, "STP": _being_written, "THADS": _sent_back,
    "BNC": _filed,
}  # fmt: skip
