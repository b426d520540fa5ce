"""One report of the bloc: each section in the lead's words beside what the members filed under it."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.office.pdf import can_make_pdf
from khoi.reports.models import ReportRequest, request_of
from khoi.summaries import actions
from khoi.summaries.forms import SectionForm, SourceForm
from khoi.summaries.models import ConsolidatedSection, Gathering, Part, gathering_of, last_published, report_behind
from khoi.summaries.views.beside import figure_lines, questions_about, sheet_of
from khoi.summaries.views.blueprint import summaries
from tenants import clock, vi
from tenants.database import the
from tenants.gate import door, here, wants_fragment
from tenants.refusal import Refused, Stale
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]


@summaries.get("/<bloc>/<int:year>/consolidated/<public_id:report_request_id>")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD, Seat.DEPUTY))
def compose(report_request_id: str) -> str:
    """The bloc's report, section by section; before it is begun, what it would begin with. The deputy looks on."""
    return report_page(gathering_of(asked_request(report_request_id)))


@summaries.post("/<bloc>/<int:year>/consolidated/sections/<public_id:bloc_section_id>")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def write_section(bloc_section_id: str) -> Answer:
    """Save the lead's words of one section."""
    form = SectionForm()
    well_formed = form.validate()
    found, part = _part(bloc_section_id)
    row = _written(part)
    if not well_formed:
        return _answer(found, part, 422, form, _wrong(form))
    if form.choose.data == "theirs":
        return _answer(found, part, 200)
    try:
        actions.write_section(row, part, form.text.data or "", form.version.data or 0, form.mark.data or "")
    except Stale:
        return _answer(found, part, 409, form)
    return _answer(found, part, 200)


@summaries.post("/<bloc>/<int:year>/consolidated/sections/<public_id:bloc_section_id>/look")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def look_at_sources(bloc_section_id: str) -> Answer:
    """The lead has compared a section with its sources."""
    form = SourceForm()
    well_formed = form.validate()
    found, part = _part(bloc_section_id)
    if not well_formed:
        return report_page(found, "Trang đã mở quá lâu. Hãy thử lại."), 422
    try:
        actions.look_at_sources(_written(part), part, form.mark.data or "")
    except Refused as refused:
        return report_page(found, refused.message), 409
    flash(f"Đã đánh dấu đối chiếu xong phần {part.section.number}.", "ok")
    return _back(found, part)


@summaries.post("/<bloc>/<int:year>/consolidated/sections/<public_id:bloc_section_id>/insert")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def insert_source(bloc_section_id: str) -> Answer:
    """Put a member's words at the end of the lead's."""
    form = SourceForm()
    well_formed = form.validate()
    found, part = _part(bloc_section_id)
    source = next((each for each in part.sources if each.key == form.source.data), None)
    if not well_formed or source is None:
        return report_page(found, "Không có nguồn này. Hãy tải lại trang."), 422
    try:
        actions.insert_source(_written(part), source)
    except Refused as refused:
        return report_page(found, refused.message), 409
    flash(f"Đã thêm nội dung của {source.name} vào cuối phần {part.section.number}.", "ok")
    return _back(found, part)


def asked_request(report_request_id: str) -> ReportRequest:
    request = the(ReportRequest, report_request_id)
    if not request.is_asked:
        raise NotFound
    return request


def _part(bloc_section_id: str) -> tuple[Gathering, Part]:
    """The report of which this section is a part, and the section in it."""
    row = the(ConsolidatedSection, bloc_section_id)
    found = gathering_of(request_of(report_behind(row).request_id))
    return found, next(part for part in found.parts if part.written is not None and part.written.id == row.id)


def _written(part: Part) -> ConsolidatedSection:
    assert part.written is not None, "only a begun section is found by its id"
    return part.written


def _back(found: Gathering, part: Part) -> Response:
    address = url_for(
        "summaries.compose", report_request_id=found.request.public_id, _anchor=f"section-{_written(part).public_id}"
    )
    return redirect(address, 303)


def _wrong(form: SectionForm) -> str:
    return " ".join(str(each) for errors in form.errors.values() for each in errors)


def _answer(found: Gathering, part: Part, status: int, form: SectionForm | None = None, wrong: str = "") -> Answer:
    """The section again: saved, or with what was typed beside what stands."""
    if status == 200 and not wants_fragment():
        return _back(found, part)
    typed = (form.text.data or "") if form else None
    told = {"typed": typed, "conflict": status == 409, "wrong": wrong, "saved": status == 200}
    if not wants_fragment():
        return report_page(found, told=told | {"id": _written(part).public_id}), status
    answer = render_template("summaries/write_section.html", found=found, sheet=sheet_of(found, part), told=told)
    return answer, status


def report_page(found: Gathering, refusal: str = "", told: Mapping[str, object] | None = None) -> str:
    """The whole page, with what was refused on it."""
    sheets = [sheet_of(found, part) for part in found.parts]
    leads = here().seat is Seat.LEAD
    missing = [report.member.name_that_year for report in found.reports if report.whole is None]
    return render_template(
        "summaries/compose.html", found=found, sheets=sheets, missing=missing, refusal=refusal, told=told or {},
        pdf=can_make_pdf(), is_open=here().is_open and leads, leads=leads,
        asked=questions_about(found, clock.today()), last=last_published(found.row.id) if found.row else None,
        period=_period(found.request), figures=figure_lines(found), page_title=found.request.title,
    )  # fmt: skip


def _period(request: ReportRequest) -> str:
    return f"{vi.date(request.period_start)} – {vi.date(request.period_end)}"
