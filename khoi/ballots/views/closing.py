"""The box in the portal is opened by two tellers; then the database's own left-overs are wiped."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response
from wtforms import StringField

from khoi.ballots import actions
from khoi.ballots.forms import TellersForm
from khoi.ballots.models import Ballot, tellers_of, turnouts
from khoi.ballots.rules import State, Way
from khoi.ballots.views.blueprint import Answer, ballots, heads, run_here
from tenants.database import db, leave_no_trace
from tenants.gate import asks_again, only_to_change, own_transactions
from tenants.refusal import Refused


@ballots.get("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/close")
@heads
@only_to_change
def close_ballot(ballot_id: str) -> str:
    """Where two tellers type their codes."""
    row = _open(ballot_id)
    return _page(row, _form(row))


@ballots.post("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/close")
@heads
@own_transactions
@asks_again("mở hòm phiếu và kiểm phiếu")
def count_box(ballot_id: str) -> Answer:
    """Open the box, count it, write it anew; afterwards let the database forget how it lay before."""
    row = _open(ballot_id)
    form = _form(row)
    try:
        if not form.validate():
            return _page(row, form), 422
        actions.close_ballot(row, form.codes())
    except Refused as refused:
        db.session.rollback()
        row = _open(ballot_id)
        form = _form(row)
        form.put(refused)
        return _page(row, form), 409
    db.session.commit()
    _wipe(ballot_id)
    flash("Đã mở hòm phiếu và kiểm phiếu.", "ok")
    return redirect(url_for("ballots.ballot", ballot_id=ballot_id), 303)


@ballots.post("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/wipe")
@heads
@own_transactions
def wipe(ballot_id: str) -> Response:
    """Once more, where it could not be done at the count."""
    if run_here(ballot_id).state != State.COUNTED:
        raise NotFound
    db.session.rollback()
    _wipe(ballot_id)
    return redirect(url_for("ballots.ballot", ballot_id=ballot_id), 303)


def _wipe(ballot_id: str) -> None:
    """Outside every transaction: the file itself is written anew."""
    db.session.remove()
    if not leave_no_trace():
        flash("Chưa dọn được vết cũ trong tệp dữ liệu vì máy chủ đang bận: bấm “Dọn vết” lần nữa sau ít phút.", "warn")
        return
    actions.mark_wiped(run_here(ballot_id))
    db.session.commit()


def _open(ballot_id: str) -> Ballot:
    row = run_here(ballot_id)
    if row.state != State.OPEN or row.way != Way.PORTAL:
        raise NotFound
    return row


def _form(row: Ballot) -> TellersForm:
    """A field for the code of each teller; its description says whose."""
    look = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
    fields = {
        f"code{n}": StringField(f"Mã của {teller.name}", description=teller.public_id, render_kw=look)
        for n, teller in enumerate(tellers_of(row.id))
    }
    form: TellersForm = type("TellersFormOfBallot", (TellersForm,), fields)()
    return form


def _page(row: Ballot, form: TellersForm) -> str:
    return render_template(
        "ballots/close_ballot.html", row=row, form=form, voted=turnouts([row.id]).get(row.id, 0),
        page_title="Mở hòm phiếu, kiểm phiếu",
    )  # fmt: skip
