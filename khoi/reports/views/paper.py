"""A member files on paper: the lead enters the day it came, the figures and the scan."""

from decimal import Decimal

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from khoi.office.intake import arrived
from khoi.reports import actions
from khoi.reports.forms.chairs import PaperForm, named
from khoi.reports.models import (
    Definition,
    definition_of,
    last_filed,
    report_on,
    whole_of,
)
from khoi.reports.models.content import content_filed
from khoi.reports.rules import (
    LONGEST_WORDS,
    FigureType,
    late_words,
    read_figure,
    shown,
)
from khoi.reports.views.blueprint import reports
from khoi.reports.views.completeness import member_here
from khoi.reports.views.desk import asked_request
from tenants.gate import door, only_to_change
from tenants.models import Membership
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]


@reports.route("/<bloc>/<int:year>/reports/<public_id:asked_id>/paper/<public_id:member_id>", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
def enter_paper(asked_id: str, member_id: str) -> Answer:
    """Enter what a member filed on paper: figures, the day it came, the scan."""
    came = arrived(request.files.getlist("scans")) if request.method == "POST" else None
    form = PaperForm()
    sent = form.is_submitted()
    well_formed = sent and form.validate()
    asked, member = asked_request(asked_id), member_here(member_id)
    definition, typed = definition_of(asked), named(request.form, "value-")
    if not sent:
        return _paper_page(definition, member, form, _entered(definition, member), {})
    values, words, errors = _read(definition, typed)
    if came is not None and came.refused:
        form.scans.errors = came.refused
    received = form.received_at.data
    if not well_formed or errors or form.scans.errors or received is None:
        return _paper_page(definition, member, form, typed, errors), 422
    try:
        taken = came.taken if came else []
        filed = actions.enter_paper(asked, member, received, values, words, taken)
    except Refused as refused:
        _place(form, refused)
        return _paper_page(definition, member, form, typed, {}), 409
    flash(f"Đã nhập báo cáo giấy của {member.name_that_year}: {late_words(filed.days_late)}.", "ok")
    return redirect(url_for("reports.completeness"), 303)


def _place(form: PaperForm, refused: Refused) -> None:
    if refused.field and refused.field in form:
        form[refused.field].errors = [refused.message]
    else:
        form.form_errors = [refused.message, *map(str, refused.objections)]


def _entered(definition: Definition, member: Membership) -> dict[str, str]:
    """What was entered from paper before: a second look puts it right."""
    report = report_on(definition.request.id, member.agency_id)
    filed = last_filed(report.id) if report else None
    if filed is None or not filed.on_paper:
        return {}
    content = content_filed(definition, whole_of(filed))
    return {
        row.public_id: content.words.get(row.code) or shown(row.spec, content.values.get(row.code)).removesuffix(" %")
        for row in definition.indicators
    }


def _read(
    definition: Definition, typed: dict[str, str]
) -> tuple[dict[str, Decimal | None], dict[str, str], dict[str, str]]:
    """Numbers by code, words by code, and what is wrong by the indicator's id."""
    values: dict[str, Decimal | None] = {}
    words: dict[str, str] = {}
    errors: dict[str, str] = {}
    for row in definition.indicators:
        text = typed.get(row.public_id, "")
        if row.formula:
            continue
        if len(text) > LONGEST_WORDS:
            errors[row.public_id] = f"Dài quá {LONGEST_WORDS} ký tự."
        elif row.type == FigureType.TEXT:
            words[row.code] = text
        else:
            try:
                values[row.code] = read_figure(row.spec, text)
            except Refused as refused:
                errors[row.public_id] = refused.message
    return values, words, errors


def _paper_page(
    definition: Definition, member: Membership, form: PaperForm, typed: dict[str, str], errors: dict[str, str]
) -> str:
    return render_template(
        "reports/enter_paper.html", definition=definition, member=member, form=form, typed=typed, errors=errors,
        page_title=f"Nhập báo cáo giấy: {member.name_that_year}",
    )  # fmt: skip
