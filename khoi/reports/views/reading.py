"""What members have filed, as the chairs read it, and return it with reasons."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.reports import actions
from khoi.reports.forms.chairs import ReturnForm, named
from khoi.reports.models import (
    LONGEST_REASON,
    FiledReport,
    Report,
    definition_of,
    filings_of_report,
    report_by_id,
    request_of,
    whole_of,
)
from khoi.reports.models.content import content_filed
from khoi.reports.rules import (
    Stage,
    checked,
    late_words,
    short_seal,
    shown,
    word_count,
)
from khoi.reports.views.blueprint import reports
from khoi.reports.views.completeness import CHAIRS
from tenants.database import the
from tenants.gate import door, here, only_to_change
from tenants.models import Membership, membership_of
from tenants.refusal import Refused
from tenants.roles import Role
from tenants.scope import present_scope

Answer = Response | str | tuple[str, int]


@reports.get("/<bloc>/<int:year>/reports/filed/<public_id:filed_id>")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS)
def filed_report(filed_id: str) -> str:
    """One filing of a member, with its seals; only what was filed."""
    filed, report = _filing(filed_id)
    definition, whole = definition_of(request_of(report.request_id)), whole_of(filed)
    content = content_filed(definition, whole)
    found = checked([row.spec for row in definition.indicators], definition.outline.checks, content.values)
    return render_template(
        "reports/filed_report.html", filed=filed, report=report, definition=definition, whole=whole, content=content,
        checks=list(found), versions=filings_of_report(report.id), member=_member(report), seal=short_seal,
        late=late_words(filed.days_late), may_return=_may_return(filed, report), shown=shown, word_count=word_count,
        is_lead=bool(present_scope().lead), page_title=definition.request.title,
    )  # fmt: skip


def _filing(filed_id: str) -> tuple[FiledReport, Report]:
    filed = the(FiledReport, filed_id)
    if filed.year_id != here().year_id:
        raise NotFound
    return filed, report_by_id(filed.report_id)


def _member(report: Report) -> Membership:
    member = membership_of(report.year_id, report.agency_id)
    assert member is not None, "a report hangs on a membership"
    return member


def _may_return(filed: FiledReport, report: Report) -> bool:
    newest = filed.number == report.filings and report.stage == Stage.FILED
    return newest and here().is_open and present_scope().assesses(report.agency_id)


@reports.route("/<bloc>/<int:year>/reports/filed/<public_id:filed_id>/return", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=CHAIRS)
@only_to_change
def return_report(filed_id: str) -> Answer:
    """Return a report to its agency, with reasons by section and a time limit."""
    form = ReturnForm()
    sent = form.is_submitted()
    well_formed = sent and form.validate()
    filed, report = _filing(filed_id)
    reasons = named(request.form, "reason-")
    long = [key for key, words in reasons.items() if len(words) > LONGEST_REASON]
    if not well_formed or long:
        return _return_page(filed, report, form, reasons, long), 422 if sent else 200
    if not _may_return(filed, report):
        raise Refused("Bản này không còn là bản đang có hiệu lực, hoặc do Khối phó trả lại.")
    try:
        actions.send_back(report, reasons, form.reason.data or "", form.until.data)
    except Refused as refused:
        field = form.until if refused.field == "until" else form.reason
        field.errors = [refused.message]
        return _return_page(filed, report, form, reasons, []), 409
    flash(f"Đã trả lại báo cáo cho {_member(report).name_that_year}.", "ok")
    return redirect(url_for("reports.completeness"), 303)


def _return_page(filed: FiledReport, report: Report, form: ReturnForm, reasons: dict[str, str], long: list[str]) -> str:
    definition = definition_of(request_of(report.request_id))
    return render_template(
        "reports/return_report.html", filed=filed, form=form, definition=definition, reasons=reasons, long=long,
        member=_member(report), page_title=f"Trả lại báo cáo của {_member(report).name_that_year}",
    )  # fmt: skip
