"""A vote is opened, begun anew, voted again; its slips are printed."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.ballots import actions
from khoi.ballots.actions import slips_on_paper
from khoi.ballots.forms import ReasonForm
from khoi.ballots.models import candidates_of, tellers_of
from khoi.ballots.rules import CHOICES, KINDS, Kind, State, Way
from khoi.ballots.views.blueprint import Answer, ballots, everybody, heads, run_here
from khoi.ballots.views.showing import ballot_page
from tenants.gate import asks_again, here, only_to_change
from tenants.models import bloc_by_id
from tenants.refusal import Refused


@ballots.post("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/open")
@heads
@asks_again("mở cuộc bỏ phiếu kín")
def open_ballot(ballot_id: str) -> Answer:
    """Freeze the roll and open the vote."""
    row = run_here(ballot_id)
    try:
        actions.open_ballot(row)
    except Refused as refused:
        return ballot_page(row, why_not=refused), 409
    flash("Đã mở bỏ phiếu; danh sách người bỏ phiếu đã chốt.", "ok")
    return redirect(url_for("ballots.ballot", ballot_id=row.public_id), 303)


@ballots.route("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/start-over", methods=["GET", "POST"])
@heads
@only_to_change
@asks_again("hủy các phiếu đã bỏ và bỏ phiếu lại từ đầu")
def start_over(ballot_id: str) -> Answer:
    """Empty the box; everybody votes anew."""
    form = ReasonForm()
    good = form.is_submitted() and form.validate()
    row = run_here(ballot_id)
    if row.state not in (State.OPEN, State.COUNTING):
        raise NotFound
    if not good:
        page = render_template("ballots/start_over.html", row=row, form=form, page_title="Bỏ phiếu lại từ đầu")
        return page, 422 if form.is_submitted() else 200
    actions.start_over(row, form.reason.data or "")
    flash("Đã hủy các phiếu đã bỏ; kiểm phiếu viên nhận mã mới rồi mở lại.", "ok")
    return redirect(url_for("ballots.ballot", ballot_id=row.public_id), 303)


@ballots.post("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/again")
@everybody
def vote_again(ballot_id: str) -> Response:
    """Draw up the next vote that the outcome asks for."""
    row = actions.vote_again(run_here(ballot_id))
    flash("Đã lập cuộc bỏ phiếu lại với những tên còn lại; cử ban kiểm phiếu rồi mở.", "ok")
    return redirect(url_for("ballots.ballot", ballot_id=row.public_id), 303)


@ballots.get("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/slips")
@everybody
def slips(ballot_id: str) -> str:
    """The slips, to be printed and cut: as many as are handed out."""
    row = run_here(ballot_id)
    if row.state == State.DRAFT or row.way != Way.PAPER:
        raise NotFound
    return render_template(
        "ballots/slips.html", row=row, rows=candidates_of(row.id), number=slips_on_paper(row), choices=CHOICES,
        kinds=KINDS, elects=row.kind == Kind.ELECTION, tellers=tellers_of(row.id), bloc_row=bloc_by_id(here().bloc_id),
        page_title="Phiếu in",
    )  # fmt: skip
