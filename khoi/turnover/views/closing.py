"""Closing the year: the lead's head asks, the deputy's head confirms."""

from flask import flash, redirect, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.turnover import actions
from khoi.turnover.models import ClosingRequest
from khoi.turnover.views.blueprint import CHAIRS, this_year, turnover
from tenants.database import the
from tenants.gate import asks_again, door, here
from tenants.roles import Role, Seat


@turnover.post("/<bloc>/<int:year>/turn/closing")
@door(Role.HEAD, seats=(Seat.LEAD,))
@asks_again("đề nghị khóa năm thi đua")
def ask_to_close() -> Response:
    """Ask the deputy's head to close the year with what is unfinished."""
    actions.ask_to_close(this_year())
    flash("Đã đề nghị khóa năm; lãnh đạo Khối phó xác nhận thì năm khóa.", "ok")
    return redirect(url_for("turnover.turn"), 303)


@turnover.post("/<bloc>/<int:year>/turn/closing/<public_id:closing_id>/confirm")
@door(Role.HEAD, seats=(Seat.DEPUTY,))
@asks_again("khóa năm thi đua")
def confirm_closing(closing_id: str) -> Response:
    """Close the year."""
    actions.confirm_closing(_request(closing_id))
    flash(f"Năm {here().number} đã khóa: từ nay chỉ xem.", "ok")
    return redirect(url_for("turnover.turn"), 303)


@turnover.post("/<bloc>/<int:year>/turn/closing/<public_id:closing_id>/decline")
@door(Role.HEAD, seats=CHAIRS)
def decline_closing(closing_id: str) -> Response:
    """The year stays open."""
    actions.decline_closing(_request(closing_id))
    flash("Năm vẫn mở; đề nghị khóa năm đã được trả lời.", "ok")
    return redirect(url_for("turnover.turn"), 303)


def _request(closing_id: str) -> ClosingRequest:
    """A request of this year; of another it does not exist here."""
    row = the(ClosingRequest, closing_id)
    if row.year_id != here().year_id:
        raise NotFound
    return row
