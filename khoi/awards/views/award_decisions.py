"""Decisions on the awards of the year, and revocations: one head asks, another agency's head confirms."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.awards import actions
from khoi.awards.forms import AwardDecisionForm, RevokeAwardForm
from khoi.awards.models import Award, AwardDecision, AwardDecisionFile, AwardRevocation, Row, decisions_in
from khoi.awards.views.blueprint import Answer, awards, chairs_heads, deputys_head, everybody, leads_head
from khoi.awards.views.deciding import scan_sent
from khoi.awards.views.rules import put
from khoi.awards.views.yearly import desk_here
from khoi.office.intake import limits
from khoi.office.serving import attachment
from tenants.database import the
from tenants.forms import options
from tenants.gate import here, only_to_change
from tenants.models import year_by_id
from tenants.refusal import Refused
from tenants.scope import present_scope


@awards.route("/<bloc>/<int:year>/yearly/decisions/new", methods=["GET", "POST"])
@leads_head
@only_to_change
def new_award_decision() -> Answer:
    """A decision for what the council agreed on: number, day, scan; the deputy's head confirms it."""
    form = AwardDecisionForm()
    scan, wrong = scan_sent() if form.is_submitted() else (None, "")
    rows = _open()
    form.chosen.choices = options((row.proposal.public_id, f"{row.name} · {row.title.name}") for row in rows)
    if not form.is_submitted():
        return _page(form, rows)
    good = form.validate()
    if wrong:
        form.file.errors = [wrong]
    if not good or scan is None or form.dated.data is None:
        return _page(form, rows), 422
    words = (form.number.data or "", form.dated.data, form.decided_by.data or "")
    try:
        actions.ask_decision(year_by_id(here().year_id), form.chosen.data or [], *words, scan)
    except Refused as refused:
        put(form, refused)
        return _page(form, rows), 409
    flash("Đã gửi quyết định; có hiệu lực trên cổng khi lãnh đạo Khối phó xác nhận.", "ok")
    return redirect(url_for("awards.yearly"), 303)


def _open() -> list[Row]:
    waiting = {each for row in decisions_in(here().year_id) if row.answered_at is None for each in row.proposals}
    rows = desk_here().rows
    return [row for row in rows if actions.may_decide(row) and row.proposal.public_id not in waiting]


def _page(form: AwardDecisionForm, rows: list[Row]) -> str:
    return render_template(
        "awards/new_award_decision.html", form=form, rows=rows, **limits(), page_title="Quyết định khen thưởng năm"
    )


def _decision(award_decision_id: str) -> AwardDecision:
    row = the(AwardDecision, award_decision_id)
    if row.year_id != here().year_id:
        raise NotFound
    return row


@awards.post("/<bloc>/<int:year>/yearly/decisions/<public_id:award_decision_id>/confirm")
@deputys_head
def confirm_award_decision(award_decision_id: str) -> Response:
    """The second head: the awards are given."""
    row = actions.confirm_decision(_decision(award_decision_id))
    flash(f"Đã xác nhận quyết định số {row.number}; các đơn vị có tên được thông báo.", "ok")
    return redirect(url_for("awards.yearly"), 303)


@awards.post("/<bloc>/<int:year>/yearly/decisions/<public_id:award_decision_id>/decline")
@chairs_heads
def decline_award_decision(award_decision_id: str) -> Response:
    """The second head says no, or the first takes it back."""
    actions.decline_decision(_decision(award_decision_id))
    flash("Quyết định không được xác nhận; chưa có gì thay đổi.", "ok")
    return redirect(url_for("awards.yearly"), 303)


@awards.get("/<bloc>/<int:year>/yearly/decisions/<public_id:award_file_id>/file")
@everybody
def award_file(award_file_id: str) -> Response:
    """The scan of a decision."""
    return attachment(the(AwardDecisionFile, award_file_id))


@awards.route("/<bloc>/<int:year>/yearly/given/<public_id:award_id>/revoke", methods=["GET", "POST"])
@leads_head
@only_to_change
def revoke_award(award_id: str) -> Answer:
    """Ask to take an award back, with a reason."""
    form = RevokeAwardForm()
    good = form.is_submitted() and form.validate()
    row = the(Award, award_id)
    if row.year_id != here().year_id:
        raise NotFound
    if not good or form.on.data is None:
        return _revoke_page(row, form), 422 if form.is_submitted() else 200
    try:
        actions.ask_revocation(row, form.on.data, form.reason.data or "")
    except Refused as refused:
        put(form, refused)
        return _revoke_page(row, form), 409
    flash("Đã gửi đề nghị thu hồi; lãnh đạo Khối phó xác nhận.", "ok")
    return redirect(url_for("awards.yearly"), 303)


def _revoke_page(row: Award, form: RevokeAwardForm) -> str:
    return render_template("awards/revoke_award.html", row=row, form=form, page_title="Thu hồi khen thưởng")


def _revocation(revocation_id: str) -> tuple[AwardRevocation, Award]:
    row = the(AwardRevocation, revocation_id)
    award = next((each.award for each in desk_here().rows if each.award and each.award.id == row.award_id), None)
    if row.year_id != here().year_id or award is None or not present_scope().is_chair:
        raise NotFound
    return row, award


@awards.post("/<bloc>/<int:year>/yearly/revocations/<public_id:revocation_id>/confirm")
@deputys_head
def confirm_revocation(revocation_id: str) -> Response:
    """The second head: the award is taken back and stays on record."""
    actions.confirm_revocation(*_revocation(revocation_id))
    flash("Đã xác nhận thu hồi; đơn vị được thông báo.", "ok")
    return redirect(url_for("awards.yearly"), 303)


@awards.post("/<bloc>/<int:year>/yearly/revocations/<public_id:revocation_id>/decline")
@chairs_heads
def decline_revocation(revocation_id: str) -> Response:
    """The award stands."""
    actions.decline_revocation(_revocation(revocation_id)[0])
    flash("Không thu hồi; khen thưởng giữ nguyên.", "ok")
    return redirect(url_for("awards.yearly"), 303)
