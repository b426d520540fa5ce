"""The page on which a report is written; each piece of it saves itself."""

from decimal import Decimal
from typing import TypeVar

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.reports import actions
from khoi.reports.forms.drafting import CellForm, FigureForm, TextForm
from khoi.reports.models import (
    Indicator,
    Report,
    ReportFigure,
    ReportText,
    indicators_of,
    report_by_id,
    request_of,
)
from khoi.reports.rules import FigureType, read_figure
from khoi.reports.views.blueprint import reports as pages
from khoi.reports.views.desk import asked_request, desk_of
from khoi.reports.views.page import Said, around, whole_page
from tenants import clock
from tenants.database import the
from tenants.gate import door, here, refuse_restrained, wants_fragment
from tenants.models import names_of
from tenants.refusal import Refused, Stale
from tenants.roles import Role
from tenants.vi.dates import local

Answer = Response | str | tuple[str, int]
Piece = TypeVar("Piece", ReportText, ReportFigure)


@pages.get("/<bloc>/<int:year>/reports/<public_id:asked_id>")
@door(Role.CLERK, Role.HEAD)
def report(asked_id: str) -> str:
    """The agency's report on one request: not begun, being written, with the head, filed."""
    return whole_page(desk_of(asked_request(asked_id)))


@pages.post("/<bloc>/<int:year>/reports/<public_id:asked_id>/begin")
@door(Role.CLERK, Role.HEAD)
def begin(asked_id: str) -> Response:
    """The agency begins to write."""
    refuse_restrained()
    actions.begin(asked_request(asked_id), here().agency_id)
    return redirect(url_for("reports.report", asked_id=asked_id), 303)


@pages.post("/<bloc>/<int:year>/report-texts/<public_id:text_id>")
@door(Role.CLERK, Role.HEAD)
def write_text(text_id: str) -> Answer:
    """Save one section."""
    form = TextForm()
    form.validate()
    row = _own(the(ReportText, text_id))
    if form.errors:
        return _answer(row, 422, Said(text_id, form.text.data, _words(form), state="Chưa lưu: cần sửa"))
    if form.keeps_theirs:
        return _answer(row, 200, Said(text_id, state="Giữ bản đã lưu"))
    try:
        actions.write_text(row, form.text.data or "", _version(form, row))
    except Stale:
        return _answer(row, 409, _conflict(row, form.text.data or ""))
    return _answer(row, 200, _saved(text_id))


@pages.post("/<bloc>/<int:year>/report-texts/<public_id:text_id>/carry-over")
@door(Role.CLERK, Role.HEAD)
def carry_over(text_id: str) -> Response:
    """Begin a section with the agency's own words of an earlier period."""
    row = _own(the(ReportText, text_id))
    actions.carry_over(row)
    flash("Đã lấy nội dung kỳ trước: phần này còn đánh dấu cho đến khi được sửa.", "warn")
    return redirect(_place(row), 303)


@pages.post("/<bloc>/<int:year>/report-figures/<public_id:figure_id>")
@door(Role.CLERK, Role.HEAD)
def enter_figure(figure_id: str) -> Answer:
    """Save one figure."""
    form = FigureForm()
    form.validate()
    row = _own(the(ReportFigure, figure_id))
    typed = form.value.data or ""
    if form.errors:
        return _answer(row, 422, Said(figure_id, typed, _words(form), state="Chưa lưu: cần sửa"))
    if form.keeps_theirs:
        return _answer(row, 200, Said(figure_id, state="Giữ số đã lưu"))
    try:
        value, words = _read(row, typed)
    except Refused as refused:
        return _answer(row, 422, Said(figure_id, typed, refused.message, state="Chưa lưu: cần sửa"))
    try:
        actions.enter_figure(row, value, words, _version(form, row))
    except Stale:
        return _answer(row, 409, _conflict(row, typed))
    return _answer(row, 200, _saved(figure_id))


def _indicator(row: ReportFigure) -> Indicator:
    asked = indicators_of(_report_of(row).request_id)
    return next(each for each in asked if each.id == row.indicator_id)


def _report_of(row: ReportText | ReportFigure) -> Report:
    return report_by_id(row.report_id)


def _read(row: ReportFigure, typed: str) -> tuple[Decimal | None, str]:
    spec = _indicator(row).spec
    return (None, typed) if spec.type is FigureType.TEXT else (read_figure(spec, typed), "")


def _own(row: Piece) -> Piece:
    """A piece of a draft of this year; of another year it is not written here."""
    if row.year_id != here().year_id or row.agency_id != here().agency_id:
        raise NotFound
    refuse_restrained()
    return row


def _version(form: CellForm, row: ReportText | ReportFigure) -> int:
    """Who chose his own value over the other's has seen the newest."""
    return row.version if form.insists else form.version.data or 0


def _words(form: CellForm) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _saved(row: str) -> Said:
    return Said(row, state=f"Đã lưu {local(clock.now()):%H:%M}")


def _conflict(row: ReportText | ReportFigure, typed: str) -> Said:
    by = names_of({row.changed_by or 0}).get(row.changed_by or 0, "Người khác")
    return Said(row.public_id, typed, conflict=by, state="Chưa lưu: chọn một nội dung")


def _place(row: ReportText | ReportFigure) -> str:
    own = _report_of(row)
    desk = desk_of(request_of(own.request_id))
    section = next((each for each in desk.definition.sections if each.id == getattr(row, "section_id", 0)), None)
    anchor = f"s-{section.public_id}" if section else f"g-{row.public_id}"
    return url_for("reports.report", asked_id=desk.request.public_id, _anchor=anchor)


def _answer(row: ReportText | ReportFigure, status: int, said: Said) -> Answer:
    """The changed piece with what follows from it; without the script the whole page."""
    if status == 200 and not wants_fragment():
        return redirect(_place(row), 303)
    desk = desk_of(request_of(_report_of(row).request_id))
    if wants_fragment():
        return render_template("reports/parts/pieces.html", desk=desk, row=row, said=said, **around(desk)), status
    return whole_page(desk, said), status
