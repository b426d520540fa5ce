"""The lead's council deliberates, the decision is filed, a commendation is revoked."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound

from khoi.awards import actions
from khoi.awards.forms import DecisionForm, FindingForm, RevokeForm
from khoi.awards.models import Case, Commendation, Finding, Proposal, filed_cases, finding_on
from khoi.awards.rules import APART
from khoi.awards.views.blueprint import Answer, awards, lead, leads_head
from khoi.office.intake import NOTHING_CHOSEN, limits, receive
from tenants import vi
from tenants.database import the
from tenants.files import Received
from tenants.forms import Form, options
from tenants.gate import here, only_to_change
from tenants.models import year_by_id
from tenants.refusal import Refused


@awards.route("/<bloc>/<int:year>/commendations/filed/<public_id:proposal_id>", methods=["GET", "POST"])
@lead
def deliberation(proposal_id: str) -> Answer:
    """What is proposed, and what the council found."""
    form = FindingForm()
    sent = form.is_submitted()
    good = sent and form.validate()
    row = the(Proposal, proposal_id)
    if row.year_id != here().year_id or not row.filed:
        raise NotFound
    finding = finding_on(row.id)
    if not sent:
        form = FindingForm(obj=finding) if finding else FindingForm()
        form.accepted.data = ("yes" if finding.accepted else "no") if finding else None
        form.show(*_shown(finding))
    if not good:
        return _page(row, form), 422 if sent else 200
    if form.is_stale(*_shown(finding)):
        return _page(row, form), 409
    try:
        actions.deliberate(row, form.votes(), accepted=form.accepted.data == "yes", reason=form.reason.data or "")
    except Refused as refused:
        _put(form, refused)
        return _page(row, form), 409
    flash("Đã lưu kết quả xét của Hội đồng.", "ok")
    return redirect(url_for("awards.commendations"), 303)


def _shown(finding: Finding | None) -> tuple[str, ...]:
    if finding is None:
        return ("chưa xét",)
    votes = f"{finding.agreed}/{finding.present}/{finding.total} phiếu"
    return finding.minutes, vi.date(finding.held_on), votes, "đồng ý" if finding.accepted else "không đồng ý"


def _put(form: Form, refused: Refused) -> None:
    """What a rule said, at the fields it is about."""
    form.form_errors = [refused.message]
    for objection in refused.objections:
        if objection.path in form:
            form[objection.path].errors = [objection.message]
        else:
            form.form_errors.append(str(objection))


def _page(row: Proposal, form: FindingForm) -> str:
    case = next(each for each in filed_cases(here().year_id) if each.proposal.id == row.id)
    return render_template("awards/deliberation.html", case=case, form=form, apart=APART, page_title=row.name)


@awards.route("/<bloc>/<int:year>/commendations/decisions/new", methods=["GET", "POST"])
@leads_head
@only_to_change
def new_decision() -> Answer:
    """A decision for what the council accepted: number, day, scan."""
    form = DecisionForm()
    scan, wrong = scan_sent() if form.is_submitted() else (None, "")
    cases = [each for each in filed_cases(here().year_id) if _may_decide(each)]
    named = ((each.proposal.public_id, f"{each.proposal.name} · {each.title.name}") for each in cases)
    form.chosen.choices = options(named)
    if not form.is_submitted():
        return _decision_page(form, cases)
    good = form.validate()
    if wrong:
        form.file.errors = [wrong]
    if not good or scan is None or form.dated.data is None:
        return _decision_page(form, cases), 422
    chosen = [each.proposal for each in cases if each.proposal.public_id in (form.chosen.data or [])]
    words = (form.number.data or "", form.dated.data, form.decided_by.data or "")
    try:
        actions.decide(year_by_id(here().year_id), chosen, *words, scan)
    except Refused as refused:
        _put(form, refused)
        return _decision_page(form, cases), 409
    flash("Đã lưu quyết định; các đơn vị có tên được thông báo.", "ok")
    return redirect(url_for("awards.commendations"), 303)


def _may_decide(case: Case) -> bool:
    return bool(case.finding and case.finding.accepted and case.commendation is None)


def scan_sent() -> tuple[Received | None, str]:
    upload = request.files.get("file")
    try:
        if upload is None or not upload.filename:
            raise Refused(NOTHING_CHOSEN)
        return receive(upload), ""
    except Refused as refused:
        return None, refused.message


def _decision_page(form: DecisionForm, cases: list[Case]) -> str:
    return render_template(
        "awards/new_decision.html", form=form, cases=cases, apart=APART, **limits(), page_title="Quyết định khen thưởng"
    )


@awards.route("/<bloc>/<int:year>/commendations/given/<public_id:commendation_id>/revoke", methods=["GET", "POST"])
@leads_head
@only_to_change
def revoke(commendation_id: str) -> Answer:
    """Take a commendation back, with a reason that all see."""
    form = RevokeForm()
    good = form.is_submitted() and form.validate()
    row = the(Commendation, commendation_id)
    if row.year_id != here().year_id:
        raise NotFound
    if not good or form.on.data is None:
        page = render_template("awards/revoke.html", row=row, form=form, page_title="Thu hồi khen thưởng")
        return page, 422 if form.is_submitted() else 200
    try:
        actions.revoke(row, form.on.data, form.reason.data or "")
    except Refused as refused:
        _put(form, refused)
        return render_template("awards/revoke.html", row=row, form=form, page_title="Thu hồi khen thưởng"), 409
    flash("Đã ghi nhận thu hồi; đơn vị được thông báo.", "ok")
    return redirect(url_for("awards.commendations"), 303)
