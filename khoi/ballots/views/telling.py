"""A teller takes his code: made now, shown once, kept on his paper only."""

from flask import render_template
from werkzeug.exceptions import NotFound

from khoi.ballots import actions
from khoi.ballots.models import Ballot, Teller, teller_in
from khoi.ballots.rules import State, Way
from khoi.ballots.views.blueprint import Answer, ballots, in_sight, members
from tenants.gate import asks_again, me, refuse_restrained


@ballots.get("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/code")
@members
def code(ballot_id: str) -> str:
    """What the code is for, and the button that makes it."""
    return _page(*_telling(ballot_id))


@ballots.post("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/code")
@members
@asks_again("nhận mã của kiểm phiếu viên")
def take_code(ballot_id: str) -> Answer:
    """The code, this once."""
    row, teller = _telling(ballot_id)
    return _page(row, teller, actions.take_code(teller, row))


def _telling(ballot_id: str) -> tuple[Ballot, Teller]:
    refuse_restrained()
    row = in_sight(ballot_id)
    teller = teller_in(row.id, me().id)
    if teller is None or row.way != Way.PORTAL or row.state == State.COUNTED:
        raise NotFound
    return row, teller


def _page(row: Ballot, teller: Teller, fresh: str = "") -> str:
    return render_template("ballots/code.html", row=row, teller=teller, fresh=fresh, page_title="Mã mở hòm phiếu")
