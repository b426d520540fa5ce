"""The disputed rows one after the other: points, why, and the next."""

from dataclasses import replace

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.deliberation import actions
from khoi.deliberation.forms import RowForm
from khoi.deliberation.models import Disputed, queue_in
from khoi.deliberation.views.blueprint import CHAIRS, deliberation, this_meeting
from khoi.scoring.models import FiledMark
from khoi.scoring.rules import Verdict
from khoi.scoring.rules.inputs import limit_of
from khoi.scoring.rules.reviewing import verdict_typed
from tenants import vi
from tenants.database import the
from tenants.gate import door, here
from tenants.refusal import Refused
from tenants.roles import Role

Answer = Response | str | tuple[str, int]


@deliberation.route("/<bloc>/<int:year>/meeting/rows/<public_id:row_id>", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=CHAIRS)
def decide_row(row_id: str) -> Answer:
    """One disputed row: decide it, and go on to the next."""
    meeting, queue = this_meeting(), queue_in(here().year_id)
    at = next((place for place, each in enumerate(queue) if each.id == row_id), None)
    if at is None:
        raise NotFound
    one, filed = queue[at], the(FiledMark, row_id)
    given = one.row.given
    form = RowForm(data={"points": given, "version": one.row.version, "seal": filed.seal})
    assert one.row.leaf.method is not None
    form.points.most = limit_of(one.row.leaf.method, one.row.leaf.ceiling)
    if not form.is_submitted():
        return _page(form, queue, at)
    version = form.version.data or ""
    if not form.validate() or not version.isdecimal():
        return _page(form, queue, at), 422
    try:
        actions.decide_row(meeting, one, _verdict(one, form), int(version), form.seal.data or "")
    except Refused as refused:
        form[refused.field if refused.field in ("points", "reason") else "points"].errors = [str(refused)]
        return _page(form, queue, at), 409
    flash(f"Đã quyết định: {one.review.name}, tiêu chí {one.row.leaf.code}.", "ok")
    return redirect(_next(queue, at), 303)


def _verdict(one: Disputed, form: RowForm) -> Verdict:
    """What the typed points mean: what stood is upheld, the claim is taken, anything else replaces both."""
    reason = form.reason.data or ""
    if form.points.data == one.row.given:
        return replace(one.row.verdict, reason=reason)
    return verdict_typed(one.row, form.points.data, {}, reason) or Verdict(points=form.points.data, reason=reason)


def _next(queue: list[Disputed], at: int) -> str:
    """The next row that this seat decides, else the first that is left, else the meeting."""
    mine = [each for each in (*queue[at + 1 :], *queue[:at]) if each.is_mine]
    if not mine:
        return url_for("deliberation.meeting")
    return url_for("deliberation.decide_row", row_id=mine[0].id)


def _page(form: RowForm, queue: list[Disputed], at: int) -> str:
    one = queue[at]
    return render_template(
        "deliberation/decide_row.html", form=form, one=one, at=at, count=len(queue),
        before=queue[at - 1] if at else None, after=queue[at + 1] if at + 1 < len(queue) else None,
        claimed=vi.number(one.row.claimed.points), given=vi.number(one.row.given),
        ceiling=vi.number(one.row.leaf.ceiling), page_title=f"{one.review.name}: tiêu chí {one.row.leaf.code}",
    )  # fmt: skip
