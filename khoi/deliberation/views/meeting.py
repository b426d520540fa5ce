"""The meeting's one page: what every member follows, and for the chairs what is to be decided and drafted."""

from typing import Any

from flask import render_template

from khoi.deliberation.forms import ElectionForm, PresentForm, RemarksForm
from khoi.deliberation.models import Chosen, Meeting, chosen_in, decisions_at, queue_in, remarks_of
from khoi.deliberation.views.blueprint import deliberation
from khoi.deliberation.views.following import standing_now
from khoi.ranking.models import adoption_in_force, open_request, present_table
from khoi.ranking.rules import objections_to_publishing, warnings_before_publishing
from khoi.years.models import not_considered_in
from tenants.gate import door, here, me
from tenants.models import Membership, members_of
from tenants.roles import Role, Seat


@deliberation.get("/<bloc>/<int:year>/meeting")
@door(Role.CLERK, Role.HEAD, by_seat=True)
def meeting() -> str:
    """How the meeting stands; the chairs decide here."""
    return page()


def page(**forms: Any) -> str:
    """The page with forms that were refused, where there are some."""
    now = standing_now()
    chairs = here().seat in (Seat.LEAD, Seat.DEPUTY)
    return render_template(
        "deliberation/meeting.html",
        **now,
        chairs=chairs,
        is_head=me().role is Role.HEAD,
        **(_for_chairs(now["meeting"], forms) if chairs and now["meeting"] else {}),
        page_title="Họp bình xét",
    )


def _for_chairs(row: Meeting, forms: dict[str, Any]) -> dict[str, Any]:
    year_id = here().year_id
    members = members_of(year_id)
    chosen = next(iter(chosen_in(year_id)), None)
    return {
        "queue": queue_in(year_id),
        "decisions": decisions_at(row.id),
        "names": {member.agency_id: member.name_that_year for member in members},
        "lines": forms.get("lines") or lines_for(members),
        "election": forms.get("election") or _election(members, chosen),
        "chosen": chosen,
        "remarks": forms.get("remarks") or _remarks(row),
        "aside": len(not_considered_in(year_id)),
        **_points(year_id),
    }


def _points(year_id: int) -> dict[str, Any]:
    """How far the points are: what is in the way of their adoption, what waits for a vote."""
    table = present_table(year_id)
    return {
        "adoption": adoption_in_force(year_id),
        "asked": open_request(year_id),
        "objections": objections_to_publishing(table.states) if table else [],
        "has_table": table is not None and bool(table.appraised),
        "votes": len(warnings_before_publishing(table.spec, table.appraised)) if table else 0,
    }


def lines_for(members: list[Membership], sent: bool = False) -> list[tuple[Membership, PresentForm]]:
    """A form a member, its names its own; `sent`: filled from the request."""
    more: dict[str, Any] = {} if sent else {"formdata": None}
    return [(member, PresentForm(prefix=f"at-{member.public_id}-", **more)) for member in members]


def _election(members: list[Membership], chosen: Chosen | None) -> ElectionForm:
    """Empty, or with what the latest counted vote says of a seat that is not noted yet."""
    known: dict[str, Any] = {"roll": len(members)}
    if chosen is not None:
        ids = {member.agency_id: member.public_id for member in members}
        known = {"seat": chosen.seat.value, "member": ids.get(chosen.agency_id), "votes": chosen.votes,
                 "roll": chosen.roll, "basis": chosen.basis}  # fmt: skip
    form = ElectionForm(formdata=None, data=known)
    form.offer(members)
    return form


def _remarks(row: Meeting) -> RemarksForm:
    kept = remarks_of(row.id)
    return RemarksForm(formdata=None, data={"text": kept.text if kept else ""})
