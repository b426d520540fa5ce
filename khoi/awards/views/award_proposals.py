"""One proposal of the year: made, put right, dropped, withdrawn, voted on."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.awards import actions
from khoi.awards.actions import Votes
from khoi.awards.forms import AwardProposalForm, MeritsForm, VoteForm, WithdrawForm
from khoi.awards.models import AwardProposal, Row, decisions_in, voted_on
from khoi.awards.views.blueprint import Answer, awards, everybody, lead
from khoi.awards.views.rules import put, title_names
from khoi.awards.views.yearly import desk_here, standing_of
from khoi.pledges.models import Title, catalogue_of
from tenants import vi
from tenants.database import the
from tenants.gate import here, me, only_to_change, refuse_restrained
from tenants.models import Membership, members_of, year_by_id
from tenants.refusal import Refused
from tenants.roles import Role
from tenants.scope import present_scope


@awards.route("/<bloc>/<int:year>/yearly/propose", methods=["GET", "POST"])
@lead
@only_to_change
def propose() -> Answer:
    """A member for a title."""
    form = AwardProposalForm()
    titles = [row for row in catalogue_of(here().year_id) if row.for_whom == "collective"]
    form.offer(members_of(here().year_id), titles)
    if not form.is_submitted():
        return _propose_page(form)
    if not form.validate():
        return _propose_page(form), 422
    member, title = the(Membership, form.agency.data), the(Title, form.title.data)
    try:
        row = actions.propose_award(year_by_id(here().year_id), member.agency_id, title, form.merits())
    except Refused as refused:
        put(form, refused)
        return _propose_page(form), 409
    flash(f"Đã lập đề nghị {title.name} cho {member.name_that_year}.", "ok")
    return redirect(url_for("awards.award_proposal", award_proposal_id=row.public_id), 303)


def _propose_page(form: AwardProposalForm) -> str:
    return render_template("awards/propose.html", form=form, page_title="Đề nghị khen thưởng năm")


@awards.route("/<bloc>/<int:year>/yearly/proposals/<public_id:award_proposal_id>", methods=["GET", "POST"])
@everybody
def award_proposal(award_proposal_id: str) -> Answer:
    """What stands on a proposal; the lead puts its words right."""
    form = MeritsForm()
    sent = form.is_submitted()
    good = sent and form.validate()
    row = _row(award_proposal_id)
    shown = (row.proposal.reason, row.proposal.summary, row.proposal.clean)
    if not sent:
        form.put(row.proposal)
        form.show(*shown)
        return _page(row, form)
    _refuse_others()
    if not good:
        return _page(row, form), 422
    if form.is_stale(*shown):
        return _page(row, form), 409
    try:
        changed = actions.change_award_proposal(row.proposal, row.title, form.merits())
    except Refused as refused:
        put(form, refused)
        return _page(_row(award_proposal_id), form), 409
    flash("Đã lưu đề nghị." if changed else "Không có gì thay đổi.", "ok")
    return redirect(url_for("awards.award_proposal", award_proposal_id=award_proposal_id), 303)


def _row(award_proposal_id: str) -> Row:
    found = the(AwardProposal, award_proposal_id)
    row = next((each for each in desk_here().rows if each.proposal.id == found.id), None)
    if row is None:
        raise NotFound
    return row


def _refuse_others() -> None:
    if not present_scope().lead:
        raise NotFound


def _page(row: Row, form: MeritsForm) -> str:
    own = row.proposal.agency_id == here().agency_id
    return render_template(
        "awards/award_proposal.html", row=row, form=form, leads=bool(present_scope().lead), own=own,
        chair=present_scope().is_chair, names=title_names(), standing=standing_of(decisions_in(here().year_id))(row),
        page_title=f"{row.title.name}: {row.name}",
    )  # fmt: skip


@awards.post("/<bloc>/<int:year>/yearly/proposals/<public_id:award_proposal_id>/delete")
@lead
def drop(award_proposal_id: str) -> Response:
    """Take off the list what nobody was told of."""
    row = _row(award_proposal_id)
    actions.drop_award_proposal(row.proposal)
    flash(f"Đã xóa đề nghị {row.title.name} cho {row.name}.", "ok")
    return redirect(url_for("awards.yearly"), 303)


@awards.route("/<bloc>/<int:year>/yearly/proposals/<public_id:award_proposal_id>/withdraw", methods=["GET", "POST"])
@everybody
@only_to_change
def withdraw(award_proposal_id: str) -> Answer:
    """The member's head, or the lead, withdraws it and says why."""
    form = WithdrawForm()
    good = form.is_submitted() and form.validate()
    row = _row(award_proposal_id)
    own = row.proposal.agency_id == here().agency_id
    if own:
        refuse_restrained()
    if not (present_scope().lead or own) or row.award is not None:
        raise NotFound
    if own and me().role is not Role.HEAD and not present_scope().lead:
        raise NotFound
    if not good:
        page = render_template("awards/withdraw.html", row=row, form=form, page_title="Rút đề nghị khen thưởng")
        return page, 422 if form.is_submitted() else 200
    actions.withdraw_award(row.proposal, form.reason.data or "", by_agency=own)
    flash("Đã rút đề nghị; lý do được lưu.", "ok")
    return redirect(url_for("awards.yearly"), 303)


@awards.route("/<bloc>/<int:year>/yearly/proposals/<public_id:award_proposal_id>/vote", methods=["GET", "POST"])
@lead
@only_to_change
def vote(award_proposal_id: str) -> Answer:
    """The numbers of the council's minutes."""
    form = VoteForm()
    sent = form.is_submitted()
    good = sent and form.validate()
    row = _row(award_proposal_id)
    if not sent:
        form.put(row.vote or voted_on(row))
        form.show(*_shown(row))
    if not good:
        return _vote_page(row, form), 422 if sent else 200
    if form.is_stale(*_shown(row)):
        return _vote_page(row, form), 409
    try:
        actions.record_vote(row.proposal, form.votes(), _ballot_of(row, form.votes()))
    except Refused as refused:
        put(form, refused)
        return _vote_page(row, form), 409
    flash("Đã lưu kết quả bỏ phiếu.", "ok")
    return redirect(url_for("awards.award_proposal", award_proposal_id=award_proposal_id), 303)


def _shown(row: Row) -> tuple[str, ...]:
    if row.vote is None:
        return ("chưa bỏ phiếu",)
    vote = row.vote
    return vote.minutes, vi.date(vote.held_on), f"{vote.agreed}/{vote.present}/{vote.total} phiếu"


def _ballot_of(row: Row, votes: Votes) -> str:
    """Whose numbers these are; none where they are others than the ballot's."""
    found = voted_on(row)
    same = found and (found.total, found.present, found.agreed) == (votes.total, votes.present, votes.agreed)
    return found.ballot if found and same else ""


def _vote_page(row: Row, form: VoteForm) -> str:
    return render_template(
        "awards/vote.html", row=row, form=form, found=None if row.vote else voted_on(row),
        page_title="Kết quả bỏ phiếu của Hội đồng",
    )  # fmt: skip
