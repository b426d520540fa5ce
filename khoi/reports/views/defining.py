"""The lead prepares a report and asks the members for it."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from khoi.reports import actions
from khoi.reports.forms.definition import (
    AboutForm,
    AskForm,
    CorrectionForm,
    NewReportForm,
    OutlineForm,
    outline_data,
)
from khoi.reports.models import LONGEST_GUIDANCE, ReportRequest, definition_of
from khoi.reports.rules import KIND_NAMES, LEVEL_NAMES, TYPE_NAMES, Kind, objections_to_outline, said
from khoi.reports.views.blueprint import reports
from khoi.reports.views.desk import the_request
from khoi.years.models import filing_keyed
from tenants import vi
from tenants.forms import clean
from tenants.gate import door, here, only_to_change
from tenants.refusal import Refused, Stale
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]


@reports.route("/<bloc>/<int:year>/reports/definitions/new", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
def new_report() -> Answer:
    """A report in preparation, with the outline that custom gives its kind."""
    form = NewReportForm()
    if not form.is_submitted():
        return _new_page(form)
    if not form.validate():
        return _new_page(form), 422
    try:
        made = actions.define(here().bloc_id, here().year_id, Kind(form.kind.data), form.key.data or "", _about(form))
    except Refused as refused:
        _place_error(form, refused)
        return _new_page(form), 409
    flash("Đã lập báo cáo với đề cương thường dùng. Xem lại đề cương rồi yêu cầu các đơn vị.", "ok")
    return redirect(url_for("reports.definition", asked_id=made.public_id), 303)


def _new_page(form: NewReportForm) -> str:
    return render_template("reports/new_report.html", form=form, page_title="Lập báo cáo mới")


def _about(form: AboutForm) -> actions.About:
    start, end = form.period_start.data, form.period_end.data
    assert start is not None, "a required field passed without a value"
    assert end is not None, "a required field passed without a value"
    return actions.About(form.title.data or "", start, end, form.basis.data or "")


def _place_error(form: AboutForm | AskForm, refused: Refused) -> None:
    """Beside the field it is about, else above the form."""
    if refused.field and refused.field in form:
        form[refused.field].errors = [refused.message]
    else:
        form.form_errors = [each.message for each in refused.objections] or [refused.message]


@reports.get("/<bloc>/<int:year>/reports/definitions/<public_id:asked_id>")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def definition(asked_id: str) -> str:
    """What a report asks for, and whether the members were asked."""
    return _definition_page(the_request(asked_id), None)


def _definition_page(row: ReportRequest, form: AskForm | None) -> str:
    whole, filing = definition_of(row), filing_keyed(row.year_id, row.key)
    if form is None and not row.is_asked:
        form = AskForm(formdata=None, **({"due": filing.due, "closing": filing.closing} if filing else {}))
    names = {one.code: one.name for one in whole.indicators}
    return render_template(
        "reports/definition.html", definition=whole, filing=filing, form=form, kinds=KIND_NAMES, types=TYPE_NAMES,
        levels=LEVEL_NAMES, objections=[] if row.is_asked else objections_to_outline(whole.outline),
        checks=[said(check, names) for check in whole.outline.checks], page_title=row.title,
    )  # fmt: skip


@reports.route("/<bloc>/<int:year>/reports/definitions/<public_id:asked_id>/about", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
def about_report(asked_id: str) -> Answer:
    """Title, period and basis of a report in preparation."""
    form = AboutForm()
    sent = form.is_submitted()
    well_formed = sent and form.validate()
    row = the_request(asked_id)
    shown = (row.title, vi.date(row.period_start), vi.date(row.period_end), row.basis)
    if not sent:
        form = AboutForm(title=row.title, period_start=row.period_start, period_end=row.period_end, basis=row.basis)
        form.show(*shown)
    if not well_formed:
        return _about_page(row, form), 422 if sent else 200
    if form.is_stale(*shown):
        return _about_page(row, form), 409
    try:
        actions.describe(row, _about(form))
    except Refused as refused:
        _place_error(form, refused)
        return _about_page(row, form), 409
    flash("Đã lưu.", "ok")
    return redirect(url_for("reports.definition", asked_id=asked_id), 303)


def _about_page(row: ReportRequest, form: AboutForm) -> str:
    return render_template("reports/about_report.html", row=row, form=form, page_title="Tên, kỳ báo cáo")


@reports.route("/<bloc>/<int:year>/reports/definitions/<public_id:asked_id>/outline", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
def outline(asked_id: str) -> Answer:
    """Sections, figures, cross-checks and annexes of a report in preparation, saved together."""
    form = OutlineForm()
    well_formed = form.is_submitted() and form.validate()
    row = the_request(asked_id)
    if not form.is_submitted():
        return _outline_page(row, _form_of(row))
    if form.more.data:
        return _outline_page(row, form)
    if not well_formed:
        return _outline_page(row, form), 422
    try:
        actions.save_outline(row, form.outline(), form.version.data or 0)
    except Refused as refused:
        form.form_errors = [str(each) for each in refused.objections] or [refused.message]
        if isinstance(refused, Stale):
            form.version.raw_data, form.version.data = None, row.version
            form.form_errors.append("Lưu lần nữa để thay bằng nội dung dưới.")
        return _outline_page(row, form), 409
    flash("Đã lưu đề cương.", "ok")
    return redirect(url_for("reports.definition", asked_id=asked_id), 303)


def _form_of(row: ReportRequest) -> OutlineForm:
    form = OutlineForm(formdata=None, data=outline_data(definition_of(row).outline))
    form.version.data = row.version
    return form


def _outline_page(row: ReportRequest, form: OutlineForm) -> str:
    form.spare()
    return render_template("reports/outline.html", row=row, form=form, page_title="Đề cương, số liệu, phụ lục")


@reports.post("/<bloc>/<int:year>/reports/definitions/<public_id:asked_id>/ask")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def ask(asked_id: str) -> Answer:
    """Ask every member for the report."""
    form = AskForm()
    well_formed = form.validate()
    row = the_request(asked_id)
    due, closing = form.due.data, form.closing.data
    if not well_formed or due is None or closing is None:
        return _definition_page(row, form), 422
    try:
        actions.ask(row, due, closing)
    except Refused as refused:
        _place_error(form, refused)
        return _definition_page(row, form), 409
    flash(f"Đã yêu cầu {row.title}; mọi đơn vị đã được thông báo.", "ok")
    return redirect(url_for("reports.completeness"), 303)


@reports.post("/<bloc>/<int:year>/reports/definitions/<public_id:asked_id>/discard")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def discard(asked_id: str) -> Response:
    """Give up a report in preparation."""
    actions.discard(the_request(asked_id))
    flash("Đã bỏ báo cáo đang chuẩn bị.", "ok")
    return redirect(url_for("reports.completeness"), 303)


@reports.route("/<bloc>/<int:year>/reports/definitions/<public_id:asked_id>/correct", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
def correct(asked_id: str) -> Answer:
    """Put the words of guidance right after the members were asked, and say so to everybody."""
    form = CorrectionForm()
    sent = form.is_submitted()
    well_formed = sent and form.validate()
    row = the_request(asked_id)
    guidance = _guidance() if sent else {}
    long = [key for key, words in guidance.items() if len(words) > LONGEST_GUIDANCE]
    if not sent:
        form.version.data = row.version
    if not well_formed or long:
        return _correction_page(row, form, guidance, long), 422 if sent else 200
    try:
        actions.correct(row, guidance, form.correction.data or "", form.version.data or 0)
    except Stale as stale:
        form.version.raw_data, form.version.data = None, row.version
        form.form_errors = [stale.message]
        return _correction_page(row, form, guidance, []), 409
    flash("Đã đính chính; mọi đơn vị đã được thông báo.", "ok")
    return redirect(url_for("reports.definition", asked_id=asked_id), 303)


def _guidance() -> dict[str, str]:
    """What was typed for each section, by its id."""
    prefix = "guidance-"
    return {key.removeprefix(prefix): clean(text) for key, text in request.form.items() if key.startswith(prefix)}


def _correction_page(row: ReportRequest, form: CorrectionForm, typed: dict[str, str], long: list[str]) -> str:
    sections = definition_of(row).sections
    return render_template(
        "reports/correct.html", row=row, form=form, sections=sections, typed=typed, long=long,
        most=vi.number(LONGEST_GUIDANCE), page_title="Đính chính hướng dẫn",
    )  # fmt: skip
