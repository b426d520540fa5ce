"""Reports made through the portal's own actions, for the tests of this step."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal

from khoi.reports import actions
from khoi.reports.models import (
    FiledReport,
    Report,
    ReportRequest,
    definition_of,
    draft_of,
    report_on,
    request_keyed,
    request_of,
)
from khoi.reports.rules import Annex, CrossCheck, FigureType, Indicator, Kind, Outline, Section
from tenants import clock, files
from tenants.database import db
from tenants.files import Received
from tenants.models import Agency
from tenants.scope import Scope, acting
from tests import make
from tests.make import BlocOfThree

KEY = "half_year_report"
DUE = datetime(2026, 7, 10, 10, tzinfo=UTC)  # 17:00 in Vietnam
CLOSING = datetime(2026, 7, 25, 10, tzinfo=UTC)
BEFORE = datetime(2026, 7, 1, 3, tzinfo=UTC)
SMALL = Outline(
    (Section("I", "Kết quả", "Nêu kết quả.", 8), Section("II", "Hạn chế", required=False)),
    (
        Indicator("1", "Tập thể"),
        Indicator("2", "Cá nhân"),
        Indicator("3", "Tổng số", formula="1 + 2"),
        Indicator("4", "Lượt khen thưởng"),
        Indicator("5", "Tỷ lệ hài lòng", "%", FigureType.PERCENT, required=False),
        Indicator("6", "Điển hình", type=FigureType.TEXT, required=False),
    ),
    (CrossCheck("1 + 2", "4"),),
    (Annex("Danh sách", kinds=("pdf",)),),
)
SOUND = {"1": Decimal(3), "2": Decimal(14), "4": Decimal(17)}


@contextmanager
def as_(trio: BlocOfThree, who: Agency, *, seated: bool = False, at: datetime = BEFORE) -> Iterator[Scope]:
    """Within the block `who` acts at that moment, through a member's door or its seat's; what it did is kept."""
    db.session.commit()
    with clock.stopped_at(at), acting(make.scope(trio, who, seated=seated)) as scope:
        yield scope
        make.keep()


def asked(trio: BlocOfThree, outline: Outline = SMALL, *, ask: bool = True) -> None:
    """The half-year report is defined with a small outline and, by default, asked for."""
    with as_(trio, trio.lead, seated=True):
        about = actions.About("Báo cáo sơ kết 6 tháng", date(2026, 1, 1), date(2026, 6, 30))
        request = actions.define(trio.bloc.id, trio.year.id, Kind.HALF_YEAR, "", about)
        actions.save_outline(request, outline, request.version)
        if ask:
            actions.ask(request, DUE, CLOSING)


def request(trio: BlocOfThree) -> ReportRequest:
    found = request_keyed(trio.year.id, KEY)
    assert found is not None
    return found


def report(trio: BlocOfThree, who: Agency) -> Report:
    found = report_on(request(trio).id, who.id)
    assert found is not None
    return found


def write(of: Report, texts: dict[str, str], figures: dict[str, Decimal | str | None]) -> None:
    """Fill a begun report: texts by section number, figures by code."""
    definition, draft = definition_of(request_of(of.request_id)), draft_of(of)
    for section in definition.sections:
        if section.number in texts:
            row = draft.texts[section.id]
            actions.write_text(row, texts[section.number], row.version)
    for indicator in definition.indicators:
        if indicator.code in figures:
            row, value = draft.figures[indicator.id], figures[indicator.code]
            words = value if isinstance(value, str) else ""
            actions.enter_figure(row, None if words else value, words, row.version)


def drafted(trio: BlocOfThree, who: Agency, text: str = "Hoàn thành tốt nhiệm vụ.") -> None:
    """A report that could be filed, still with its clerk."""
    with as_(trio, who):
        begun = actions.begin(request(trio), who.id)
        write(begun, {"I": text}, dict(SOUND))


def filed(trio: BlocOfThree, who: Agency, at: datetime = BEFORE, text: str = "Hoàn thành tốt nhiệm vụ.") -> FiledReport:
    """A report that was filed at that moment."""
    drafted(trio, who, text)
    with as_(trio, who, at=at):
        row = report(trio, who)
        actions.send_to_head(row)
        return actions.file_report(row, row.version)


def scan(content: bytes = b"%PDF-1.4 quet", name: str = "bao-cao-giay.pdf") -> Received:
    """A scan that passed the gate."""
    return Received(name, "application/pdf", files.keep(io.BytesIO(content)), 1)
