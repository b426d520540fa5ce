"""Tình hình nộp: who has filed and when; of the rest only whether it was begun."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.scoring.actions.reminding import remind
from khoi.scoring.models.appraised_rows import reminders_in
from khoi.scoring.models.appraising import cards_of_members
from khoi.scoring.rules import seal_code
from khoi.scoring.views.appraisal_seats import of_this_year, standing
from khoi.scoring.views.blueprint import scoring
from khoi.years.models import SCORECARD, filing_keyed
from tenants import clock
from tenants.database import the
from tenants.gate import door, here
from tenants.models import Membership
from tenants.roles import Role, Seat


@scoring.get("/<bloc>/<int:year>/filings")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD, Seat.DEPUTY))
def filed() -> str:
    """Every member with its filing: when, late by how many days, under which seal."""
    year_id = here().year_id
    reviews = cards_of_members(year_id)
    return render_template(
        "scoring/filed.html",
        reviews=reviews,
        done=sum(review.filed is not None for review in reviews),
        dates=filing_keyed(year_id, SCORECARD),
        reminders=reminders_in(year_id),
        now=clock.now(),
        standing=standing,
        seal_code=seal_code,
    )


@scoring.post("/<bloc>/<int:year>/filings/<public_id:member_id>/remind")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD, Seat.DEPUTY))
def remind_agency(member_id: str) -> Response:
    """Send an agency that has not filed a notice."""
    member = of_this_year(the(Membership, member_id))
    remind(member)
    flash(f"Đã gửi lời nhắc đến {member.name_that_year}.", "ok")
    return redirect(url_for("scoring.filed"), 303)
