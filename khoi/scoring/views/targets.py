"""Whom the bloc gave a target: members by the rows that compare the bloc."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.scoring.actions.targeting import set_untargeted
from khoi.scoring.models import untargeted_in
from khoi.scoring.views.blueprint import scoring
from khoi.sheets.models import sheet_in_force, spec_of
from khoi.sheets.rules import Node, Relative
from tenants.database import the
from tenants.gate import door, here
from tenants.models import Membership, members_of
from tenants.roles import Role, Seat
from tenants.scope import present_scope

#: The lead says of the members, the deputy of the lead (DESIGN 4).
CHAIRS = (Seat.LEAD, Seat.DEPUTY)


@scoring.get("/<bloc>/<int:year>/targets")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS)
def targets() -> str:
    """Members by `relative` rows, each with or without a target; to be changed by whose word it is."""
    free = untargeted_in(here().year_id)
    rows = [(member, set(free.get(member.agency_id, {}))) for member in members_of(here().year_id)]
    return render_template(
        "scoring/targets.html",
        leaves=_compared(),
        rows=rows,
        mine=_is_mine,
        page_title="Giao chỉ tiêu",
    )


@scoring.post("/<bloc>/<int:year>/targets/<public_id:member_id>")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS)
def set_targets(member_id: str) -> Response:
    """Save one member's row."""
    chosen = request.form.getlist("untargeted")
    member = the(Membership, member_id)
    if member.year_id != here().year_id:
        raise NotFound
    changed = set_untargeted(member, chosen, {leaf.path for leaf in _compared()})
    flash(f"Đã lưu {member.name_that_year}." if changed else "Không có ô nào thay đổi.", "ok")
    return redirect(url_for("scoring.targets"), 303)


def _is_mine(agency_id: int) -> bool:
    return here().is_open and present_scope().decides_for(agency_id)


def _compared() -> list[Node]:
    """The rows of the sheet in force on which members are compared with each other."""
    sheet = sheet_in_force(here().year_id)
    return [leaf for leaf in spec_of(sheet).leaves if isinstance(leaf.method, Relative)] if sheet else []
