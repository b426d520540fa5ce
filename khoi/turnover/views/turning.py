"""The one page that says what a year still needs: to be opened, to be followed, to be handed over, to be closed."""

from json import loads
from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.turnover import actions
from khoi.turnover.models import (
    all_steps,
    closing_request,
    handover_of,
    reception_of,
    texts_behind,
    unfinished,
)
from khoi.turnover.views.blueprint import CHAIRS, this_year, turnover, year_after, year_before
from khoi.years.rules import Place, Step, missing
from tenants import clock
from tenants.gate import asks_again, door, here, me, prepares
from tenants.models import Year, seated
from tenants.roles import YEAR_STATE_NAMES, Role, Seat, YearState

#: Where each step is done.
PAGES = {
    Place.MEMBERS: ("years.setup", "members"),
    Place.SEATS: ("years.seats", None),
    Place.ACCOUNTS: ("accounts.agencies", None),
    Place.DATES: ("years.setup", "dates"),
    Place.BASES: ("years.bases", None),
    Place.SHEET: ("sheets.show", None),
    Place.TEXTS: ("turnover.turn", "texts"),
}
TITLES = {YearState.PREPARING: "Chuẩn bị năm", YearState.OPEN: "Sang năm, bàn giao"}


@turnover.get("/<bloc>/<int:year>/turn")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS)
@prepares
def turn() -> str:
    """What this year still needs, and what comes after it."""
    year = this_year()
    leads = here().seat is Seat.LEAD
    steps = all_steps(year, clock.today()) if leads else []
    title = TITLES.get(here().state, "Bàn giao")
    return render_template(
        "turnover/turn.html", leads=leads, is_head=me().role is Role.HEAD, addresses=_addresses(),
        page_title=f"{title} {year.number}" if here().state is YearState.PREPARING else title,
        **_steps(steps), **(_texts(year) if leads else {"left": []}), **_following(), **_handing(), **_closing(year),
    )  # fmt: skip


def _addresses() -> dict[Place, str | None]:
    """Where this person may go; the seats are the head's to change."""
    shut = {} if me().role is Role.HEAD else {Place.SEATS: None}
    return {place: url_for(page, _anchor=anchor) for place, (page, anchor) in PAGES.items()} | shut


def _steps(steps: list[Step]) -> dict[str, Any]:
    return {"steps": steps, "missing": missing(steps), "blocked": [step for step in steps if step.blocks]}


def _texts(year: Year) -> dict[str, Any]:
    return {"left": texts_behind(year)}


def _following() -> dict[str, Any]:
    """The next year, if it is there, and who leads it."""
    after = year_after()
    chairs = {seat: seated(after.id, seat) for seat in CHAIRS} if after else {}
    return {"after": after, "chairs": chairs, "state_names": YEAR_STATE_NAMES}


def _handing() -> dict[str, Any]:
    """What this year gives on, and what it receives from the one before."""
    before, after = year_before(), year_after()
    return {
        "given": handover_of(here().year_id), "given_receipt": reception_of(after.id) if after else None,
        "offered": handover_of(before.id) if before else None, "receipt": reception_of(here().year_id),
        "before": before,
    }  # fmt: skip


def _closing(year: Year) -> dict[str, Any]:
    request = closing_request(year.id)
    return {
        "closing": request, "asked_unfinished": loads(request.unfinished) if request else [],
        "unfinished": unfinished(year) if here().state is YearState.OPEN else [],
    }  # fmt: skip


@turnover.post("/<bloc>/<int:year>/turn/open")
@door(Role.HEAD, seats=(Seat.LEAD,))
@prepares
@asks_again("mở năm thi đua")
def open_year() -> Response:
    """The new lead's head opens the year to its members."""
    year = this_year()
    actions.open_for_all(year)
    flash(f"Năm {year.number} đã mở; mọi đơn vị đã được thông báo.", "ok")
    return redirect(url_for("home.today"), 303)
