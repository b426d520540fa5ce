"""The voter's page: his slip, once; afterwards the code of his receipt, and no more."""

from flask import render_template
from werkzeug.exceptions import NotFound

from khoi.ballots import actions, sealing
from khoi.ballots.forms import SlipForm, slip_form
from khoi.ballots.models import Ballot, Candidate, candidates_of, own_line
from khoi.ballots.rules import KINDS, Kind, State, Way, said_of_measure
from khoi.ballots.views.blueprint import Answer, ballots, in_sight, members, put
from tenants.gate import asks_again, here, me, refuse_restrained
from tenants.refusal import Refused
from tenants.roles import Role


@ballots.route("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/vote", methods=["GET", "POST"])
@members
@asks_again("bỏ lá phiếu của đơn vị, không thay đổi được sau khi bỏ")
def vote(ballot_id: str) -> Answer:
    """The slip; sent, it is in the box."""
    refuse_restrained()
    row = _ballot(ballot_id)
    rows = actions.slips_for(row, here().agency_id)
    if not rows:
        raise Refused("Đề nghị này là của chính đơn vị đồng chí: theo quy định không có phiếu cho đơn vị mình.")
    form = slip_form(rows)()
    line = own_line(row.id, here().agency_id, me().id)
    if not form.is_submitted():
        form.receipt.data = sealing.new_code(sealing.RECEIPT_GROUPS)
        return _page(row, rows, form, voted=line is None or line.voted)
    code = sealing.read_code(form.receipt.data or "", sealing.RECEIPT_GROUPS)
    if not form.validate() or code is None:
        form.receipt.data = code or sealing.new_code(sealing.RECEIPT_GROUPS)
        return _page(row, rows, form, voted=line is None or line.voted), 422
    try:
        actions.cast(row, form.choices(rows), code)
    except Refused as refused:
        put(form, refused, {each.public_id: f"c{n}" for n, each in enumerate(rows)})
        return _page(row, rows, form, voted=line is None or line.voted), 409
    return render_template("ballots/vote.html", row=row, form=form, voted=True, receipt=code, page_title="Phiếu đã bỏ")


def _ballot(ballot_id: str) -> Ballot:
    """A vote in the portal, for whom its roll names: of an agency its head."""
    row = in_sight(ballot_id)
    line = own_line(row.id, here().agency_id, me().id)
    if row.way != Way.PORTAL or row.state == State.DRAFT or line is None:
        raise NotFound
    if line.user_id is None and me().role is not Role.HEAD:
        raise NotFound
    return row


def _page(row: Ballot, rows: list[Candidate], form: SlipForm, *, voted: bool) -> str:
    """`rows`: whom this voter has a slip for; the others are his own agency's."""
    own = [each.name for each in candidates_of(row.id) if each not in rows]
    return render_template(
        "ballots/vote.html", row=row, form=form, voted=voted, receipt=None, own=own, elects=row.kind == Kind.ELECTION,
        kinds=KINDS, measure=said_of_measure(row.measure), page_title=row.title,
    )  # fmt: skip
