"""The bloc's report of twenty members with eight sections, built, checked and written as Word; of forty, as a ratio."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from bench.measuring import medians
from bench.report import Figure
from bench.world import World, world
from khoi.office.docx import write
from khoi.reports import actions
from khoi.reports.models import ReportRequest, definition_of, draft_of, request_keyed
from khoi.reports.rules import Indicator, Kind, Outline, Section
from khoi.summaries.models import bloc_report_of, gathering_of
from khoi.summaries.rules import report_document
from khoi.summaries.views.beside import sheet_of
from tenants import clock
from tenants.database import db, reading
from tenants.scope import Scope, acting

KEY = "half_year_report"
WORDS = (
    "Trong 6 tháng đầu năm 2026 đơn vị đã hoàn thành 12 nhiệm vụ được giao theo Kế hoạch số 05/KH-KTĐ ngày 05/02/2026, "
    "tăng 5 % so với cùng kỳ năm 2025; khen thưởng 7 tập thể được đề nghị và 15 cá nhân. "
) * 8
OUTLINE = Outline(
    tuple(Section(str(number), f"Phần thứ {number} của báo cáo") for number in range(1, 9)),
    tuple(Indicator(str(number), f"Chỉ tiêu thi đua thứ {number}", "việc") for number in range(1, 21)),
)


def measure(folder: Path) -> Iterator[Figure]:
    """Seconds for twenty members, and how many times longer forty take."""
    took = {}
    for members in (20, 40):
        with world(folder / str(members), members=members, rows=10) as at:
            _file_all(at)
            took[members] = medians({"report": lambda at=at: _build(at)}, rounds=3, seconds=1)["report"]
    yield Figure("the bloc's report of 20 members × 8 sections, seconds", took[20], 2, 1)
    note = f"{took[40] * 1000:.0f} ms against {took[20] * 1000:.0f} ms"
    yield Figure("the same of 40 members, × 20", took[40] / took[20], 3, 2.2, note)


def _build(at: World) -> int:
    """What the page and the file take: everything gathered, every question asked, the document written."""
    with acting(Scope.of_operator(at.bloc.id, at.year.id)), reading():
        found = gathering_of(_request(at))
        doubts = sum(sheet_of(found, part).asked for part in found.parts)
        content = write(report_document(bloc_report_of(found)))
        db.session.rollback()
    return doubts + len(content)


def _request(at: World) -> ReportRequest:
    found = request_keyed(at.year.id, KEY)
    assert found is not None
    return found


def _file_all(at: World) -> None:
    july = datetime(2026, 7, 1, tzinfo=UTC)
    with clock.stopped_at(july), acting(Scope.of_operator(at.bloc.id, at.year.id)):
        about = actions.About("Báo cáo sơ kết 6 tháng", date(2026, 1, 1), date(2026, 6, 30))
        request = actions.define(at.bloc.id, at.year.id, Kind.HALF_YEAR, "", about)
        actions.save_outline(request, OUTLINE, request.version)
        actions.ask(request, datetime(2026, 7, 10, tzinfo=UTC), datetime(2026, 7, 20, tzinfo=UTC))
        for agency in at.agencies:
            report = actions.begin(request, agency.id)
            draft = draft_of(report)
            for section in definition_of(request).sections:
                draft.texts[section.id].text = WORDS
            for figure in draft.figures.values():
                figure.value = Decimal(7)
            db.session.flush()
            actions.send_to_head(report)
            actions.file_report(report, report.version)
        db.session.commit()
