"""What every screen in the room follows: one small piece, asked for again every two seconds and mostly unchanged."""

from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from khoi.ballots.models import ballots_in
from khoi.ballots.rules import State
from khoi.deliberation.models import attendance_of, elected_in, news_of, present_meeting, quorum_of
from khoi.deliberation.views.blueprint import deliberation
from khoi.ranking.models import standing_in_force
from khoi.years.models import holding_of
from tenants.gate import door, here, wants_fragment
from tenants.models import members_of
from tenants.roles import SEAT_NAMES, Role


@deliberation.get("/<bloc>/<int:year>/meeting/state")
@door(Role.CLERK, Role.HEAD)
def state() -> Response:
    """How the meeting stands, as every member may know it; 304 where nothing happened, for which one statement is
    asked. A piece and no page: whoever follows the bare address is led to the page."""
    if not wants_fragment():
        return redirect(url_for("deliberation.meeting"), 303)
    tag = news_of(here().year_id)
    if request.if_none_match.contains_weak(tag):
        answer = make_response("", 304)
    else:
        answer = make_response(render_template("deliberation/state.html", **standing_now()))
    answer.set_etag(tag)
    return answer


def standing_now() -> dict[str, Any]:
    """Who is there, what is adopted and published, who was elected: no points, no rows of anybody."""
    year_id = here().year_id
    meeting, members = present_meeting(year_id), members_of(year_id)
    names = {member.agency_id: member.name_that_year for member in members}
    elected = {seat: (names.get(row.member_id, ""), row) for seat, row in elected_in(year_id).items()}
    return {
        "meeting": meeting,
        "members": members,
        "marked": attendance_of(meeting.id) if meeting else {},
        "quorum": quorum_of(meeting, members) if meeting else None,
        "holding": holding_of(year_id),
        "standing": standing_in_force(year_id),
        "elected": elected,
        "ballots": [row for row in ballots_in(year_id) if row.state != State.DRAFT],
        "seat_names": SEAT_NAMES,
    }
