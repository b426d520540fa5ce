"""An agency proposes, its head files."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.awards import actions
from khoi.awards.forms import ProposalForm
from khoi.awards.models import Proposal
from khoi.awards.rules import APART
from khoi.awards.views.blueprint import Answer, awards, head, members
from khoi.movements.models import Movement, movements_of
from khoi.pledges.models import Title, catalogue_of
from tenants.database import the
from tenants.gate import here, only_to_change, refuse_restrained
from tenants.refusal import Refused


def _form(row: Proposal | None = None) -> ProposalForm:
    movements = [each for each in movements_of(here().year_id) if each.state != "draft"]
    titles = [each for each in catalogue_of(here().year_id) if each.kind == "commendation"]
    form = ProposalForm(obj=row) if row else ProposalForm()
    form.offer(movements, titles)
    return form


@awards.route("/<bloc>/<int:year>/commendations/new", methods=["GET", "POST"])
@members
@only_to_change
def new_proposal() -> Answer:
    """A person or a collective for a movement."""
    refuse_restrained()
    form = _form()
    if not form.is_submitted():
        return _page("awards/new_proposal.html", form)
    return _keep(form, None, "awards/new_proposal.html")


@awards.route("/<bloc>/<int:year>/commendations/proposals/<public_id:proposal_id>", methods=["GET", "POST"])
@members
def proposal(proposal_id: str) -> Answer:
    """Change it, as long as it is with the agency."""
    row = _own(proposal_id)
    form = _form()
    shown = (row.name, row.position, row.achievement)
    if not form.is_submitted():
        form = _form(row)
        chosen = {each.id: each.public_id for each in movements_of(here().year_id)}
        titles = {each.id: each.public_id for each in catalogue_of(here().year_id)}
        form.movement.data, form.title.data = chosen.get(row.movement_id), titles.get(row.title_id)
        form.show(*shown)
        return _page("awards/proposal.html", form, row)
    if form.validate() and form.is_stale(*shown):
        return _page("awards/proposal.html", form, row), 409
    return _keep(form, row, "awards/proposal.html")


def _keep(form: ProposalForm, row: Proposal | None, template: str) -> Answer:
    if not form.validate():
        return _page(template, form, row), 422
    movement, title = the(Movement, form.movement.data), the(Title, form.title.data)
    words = (form.name.data or "", form.position.data or "", form.achievement.data or "")
    try:
        actions.propose(row, here().year_id, here().agency_id, movement, title, *words)
    except Refused as refused:
        form.form_errors = [refused.message]
        return _page(template, form, row), 409
    flash("Đã lưu đề nghị; lãnh đạo đơn vị duyệt và nộp.", "ok")
    return redirect(url_for("awards.commendations"), 303)


def _page(template: str, form: ProposalForm, row: Proposal | None = None) -> str:
    return render_template(template, form=form, row=row, apart=APART, page_title="Đề nghị khen thưởng phong trào")


def _own(proposal_id: str) -> Proposal:
    """The agency's own proposal of this year."""
    refuse_restrained()
    row = the(Proposal, proposal_id)
    if row.year_id != here().year_id:
        raise NotFound
    return row


@awards.post("/<bloc>/<int:year>/commendations/proposals/<public_id:proposal_id>/to-head")
@members
def proposal_to_head(proposal_id: str) -> Response:
    """The clerk is done."""
    actions.proposal_to_head(_own(proposal_id))
    flash("Đã trình lãnh đạo đơn vị.", "ok")
    return redirect(url_for("awards.commendations"), 303)


@awards.post("/<bloc>/<int:year>/commendations/proposals/<public_id:proposal_id>/file")
@head
def file_proposal(proposal_id: str) -> Response:
    """The head files it."""
    actions.file_proposal(_own(proposal_id))
    flash("Đã nộp đề nghị cho Khối trưởng.", "ok")
    return redirect(url_for("awards.commendations"), 303)


@awards.post("/<bloc>/<int:year>/commendations/proposals/<public_id:proposal_id>/delete")
@members
def withdraw_draft(proposal_id: str) -> Response:
    """Throw away what was not filed."""
    actions.withdraw_draft(_own(proposal_id))
    flash("Đã xóa đề nghị.", "ok")
    return redirect(url_for("awards.commendations"), 303)
