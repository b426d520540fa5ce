"""The calendar of an agency's dates, at the private address of one of its people."""

from datetime import timedelta

from flask import Response, current_app
from werkzeug.exceptions import NotFound

from khoi.home.models.dates_ahead import Moment, moments_of
from khoi.home.views.blueprint import home
from khoi.office.ics import Entry, write_calendar
from tenants import clock
from tenants.calendars import holder_of
from tenants.database import db, reading
from tenants.gate import open_to_all, own_transactions
from tenants.models import agency_by_id, bloc_by_id
from tenants.scope import Scope, acting

CALL = timedelta(days=1)


@home.get("/calendar/<token>.ics")
@open_to_all
@own_transactions
def calendar(token: str) -> Response:
    """The dates as the agency has them; an unknown address, a dead one and that of a locked person are one 404."""
    with reading():
        name, moments = _dates_for(token)
    content = write_calendar(name, [_entry(moment) for moment in moments], clock.now())
    answer: Response = current_app.response_class(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="khoi-thi-dua.ics"'
    return answer


def _dates_for(token: str) -> tuple[str, list[Moment]]:
    try:
        holder = holder_of(token)
        if holder is None or holder.agency_id is None:
            raise NotFound
        agency = agency_by_id(holder.agency_id)
        name = bloc_by_id(agency.bloc_id).name
        with acting(Scope(bloc=agency.bloc_id, agency=agency.id, user=holder.id)):
            return name, moments_of(agency.id)
    finally:
        db.session.rollback()


def _entry(moment: Moment) -> Entry:
    title = f"{moment.title} (năm {moment.year})"
    return Entry(moment.key, moment.at, title, moment.text, CALL if moment.is_due else None)
