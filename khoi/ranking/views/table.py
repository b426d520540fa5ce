"""The chairs' table: places as they stand at this look, what decides them, and what is still in the way."""

from typing import Any

from flask import render_template
from werkzeug.exceptions import NotFound

from khoi.ranking.forms import Withdrawal
from khoi.ranking.models import (
    Table,
    adoption_in_force,
    decisions_of,
    open_request,
    present_table,
    standing_in_force,
)
from khoi.ranking.rules import DecidedKind, neighbours, objections_to_publishing, warnings_before_publishing
from khoi.ranking.views import shown
from khoi.ranking.views.blueprint import ranking
from khoi.ranking.views.vote_forms import Forms, forms_for
from khoi.scoring.rules import SETTLED
from tenants import clock
from tenants.gate import door, here, wants_fragment
from tenants.roles import Role, Seat

CHAIRS = (Seat.LEAD, Seat.DEPUTY)
KIND_WORDS = {
    DecidedKind.TIE: "thứ tự giữa các đơn vị đồng hạng",
    DecidedKind.CLASS: "đạt xếp loại",
    DecidedKind.CLASS_REFUSED: "không đạt xếp loại",
    DecidedKind.CONSIDERATION: "xét hay không xét",
}
Check = tuple[bool, str, str | None]


@ranking.get("/<bloc>/<int:year>/ranking")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS)
def table() -> str:
    """The whole bloc's places, provisional until published."""
    return page()


@ranking.get("/<bloc>/<int:year>/ranking/between/<int:place>")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS)
def between(place: int) -> str:
    """What decides between the ranked agency at `place` (from 0) and the next: the panel, or the page with it."""
    found = present_table(here().year_id)
    panel = _deciding(found, place) if found is not None else None
    if panel is None:
        raise NotFound
    if wants_fragment():
        return render_template("ranking/parts/deciding.html", panel=panel)
    return page(found, panel)


def page(found: Table | None = None, panel: Any = None, forms: Forms | None = None, withdrawal: Any = None) -> str:
    """The table with everything beside it; forms that were refused come along with what was typed."""
    found = found or present_table(here().year_id)
    if found is None or not found.appraised:
        return render_template("ranking/table.html", table=found, page_title="Xếp hạng Khối thi đua")
    result = found.result
    return render_template(
        "ranking/table.html",
        table=found,
        result=result,
        lines=shown.lines_of(result),
        unfiled=shown.unfiled(result),
        panel=panel or _deciding(found, 0),
        pairs=len(result.ranked) - 1,
        checks=checks_of(found),
        objections=objections_to_publishing(found.states),
        forms=forms if forms is not None else forms_for(found),
        recorded=_recorded(found),
        kind_words=KIND_WORDS,
        withdrawal=withdrawal or Withdrawal(formdata=None),
        request_open=open_request(here().year_id),
        standing=standing_in_force(here().year_id),
        adoption=adoption_in_force(here().year_id),
        now=clock.now(),
        page_title="Xếp hạng Khối thi đua",
    )


def _deciding(found: Table, place: int) -> shown.Deciding | None:
    return shown.deciding(found.result, neighbours(found.spec, found.appraised, found.votes), place)


def _recorded(found: Table) -> list[tuple[str, Any]]:
    """The votes entered so far, with the members' names."""
    names = {member.agency_id: member.name_that_year for member in found.members.values()}
    return [(names.get(row.member_id, ""), row) for row in decisions_of(here().year_id)]


def checks_of(found: Table) -> list[Check]:
    """The check-list before adoption and publication: what forbids it, then what the meeting should have seen."""
    considered = [state for state in found.states if state.considered]
    settled = sum(state.stage in SETTLED for state in considered)
    appraisal = shown.address("scoring.appraisal")
    checks: list[Check] = [
        (settled == len(considered), f"{settled}/{len(considered)} phiếu của đơn vị được xét đã thẩm định xong", None)
    ]
    checks += [(False, str(objection.message), appraisal) for objection in objections_to_publishing(found.states)]
    if not any(state.unexplained for state in found.states):
        checks.append((True, "Mọi điểm thay đổi đều có lý do", None))
    warnings = warnings_before_publishing(found.spec, found.appraised)
    checks += [(False, _named(found, warning.message, warning.path), "#votes") for warning in warnings]
    if not warnings:
        checks.append((True, "Không còn đồng hạng hay xếp loại chờ biểu quyết", None))
    return checks


def _named(found: Table, message: str, agency: str | None) -> str:
    """A warning that begins like a sentence and names the agency as people know it."""
    name = f"{found.members[agency].name_that_year}: " if agency in found.members else ""
    return name + message if name else message[:1].upper() + message[1:]
