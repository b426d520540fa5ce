"""Entering what a vote on paper decided: a place among equals, a class given or refused, with the minutes' number."""

from flask import flash, redirect, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.ranking import actions
from khoi.ranking.forms import ClassVote, TieVote
from khoi.ranking.models import Decided, Table, present_table
from khoi.ranking.rules import DecidedKind
from khoi.ranking.views.blueprint import ranking
from khoi.ranking.views.shown import questions_in
from khoi.ranking.views.table import page
from khoi.ranking.views.vote_forms import Vote, forms_for, prefix_of
from tenants.database import the
from tenants.gate import door, here
from tenants.models import Membership, members_of
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | tuple[str, int]


@ranking.post("/<bloc>/<int:year>/ranking/ties/<public_id:member_id>")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def decide_tie(member_id: str) -> Answer:
    """Record a member's place among those it is equal with."""
    member = _member(member_id)
    form = TieVote(prefix=prefix_of(TieVote, member))
    if not form.validate():
        return _again(form, member)
    actions.decide(here().year_id, member, DecidedKind.TIE, str(form.result.data), form.basis.data or "")
    return _done(member, f"thứ tự {form.result.data}")


@ranking.post("/<bloc>/<int:year>/ranking/classes/<public_id:member_id>")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def decide_class(member_id: str) -> Answer:
    """Record that the class a member waits for was given or refused."""
    member = _member(member_id)
    form = ClassVote(prefix=prefix_of(ClassVote, member))
    if not form.validate():
        return _again(form, member)
    kind, label = DecidedKind(form.kind.data), _awaited(member)
    actions.decide(here().year_id, member, kind, label, form.basis.data or "")
    return _done(member, f"{'đạt' if kind is DecidedKind.CLASS else 'không đạt'} “{label}”")


@ranking.post("/<bloc>/<int:year>/ranking/votes/<public_id:vote_id>/remove")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def undecide(vote_id: str) -> Response:
    """Take a recorded vote back."""
    actions.undecide(the(Decided, vote_id))
    flash("Đã bỏ kết quả biểu quyết; bảng xếp hạng được tính lại.", "ok")
    return redirect(url_for("ranking.table"), 303)


def _member(member_id: str) -> Membership:
    """A member of this year; another year's is not found."""
    found = next((row for row in members_of(here().year_id) if row.public_id == member_id), None)
    if found is None:
        raise NotFound
    return found


def _awaited(member: Membership) -> str:
    """The class that the member waits for at this look; none: there is nothing to decide."""
    table = _table()
    for question in questions_in(table.result):
        if question.label and table.members[question.agencies[0]].id == member.id:
            return question.label
    raise Refused(f"{member.name_that_year} không chờ biểu quyết xếp loại nào.")


def _table() -> Table:
    table = present_table(here().year_id)
    if table is None:
        raise NotFound
    return table


def _again(form: Vote, member: Membership) -> tuple[str, int]:
    table = _table()
    return page(table, forms=forms_for(table, form, member)), 422


def _done(member: Membership, what: str) -> Response:
    flash(f"Đã ghi kết quả biểu quyết: {member.name_that_year}, {what}. Bảng xếp hạng được tính lại.", "ok")
    return redirect(url_for("ranking.table"), 303)
