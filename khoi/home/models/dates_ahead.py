"""The moments of an agency's open years, for a calendar: nothing but dates and what they are the dates of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from khoi.activities.models import activities_ahead
from khoi.years.models import dates_for, filings_of
from tenants import clock
from tenants.database import db
from tenants.models import Membership, Year
from tenants.roles import YearState


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment: `key` stays the same when it moves."""

    key: str
    at: datetime
    title: str
    year: int
    text: str = ""
    #: A moment until which something must be done.
    is_due: bool = False


def _filings(year: Year, agency_id: int) -> list[Moment]:
    """Hạn nộp and khóa sổ of each filing, as they hold for this agency."""
    moments = []
    for filing in filings_of(year.id):
        dates = dates_for(year.id, agency_id, filing.key)
        if dates is not None:
            due = f"Hạn nộp: {filing.title}"
            late = "Sau hạn nộp vẫn nộp được đến khóa sổ nhưng ghi là chậm."
            moments.append(Moment(f"{filing.public_id}-due", dates.due, due, year.number, late, is_due=True))
            closing, shut = f"Khóa sổ: {filing.title}", "Sau lúc này không nộp được nữa."
            moments.append(Moment(f"{filing.public_id}-closing", dates.closing, closing, year.number, shut))
    return moments


def _activities(year: Year, agency_id: int) -> list[Moment]:
    """What the agency is invited to, and until when it answers."""
    moments = []
    for row in activities_ahead(year.id, clock.now()):
        moments.append(Moment(row.public_id, row.starts_at, row.title, year.number, row.place))
        if row.answer_until is not None:
            until = f"Trả lời: {row.title}"
            moments.append(Moment(f"{row.public_id}-answer", row.answer_until, until, year.number, is_due=True))
    return moments


#: What stands in an agency's calendar of a year; each source is asked with the agency's own scope.
MOMENTS: tuple[Callable[[Year, int], list[Moment]], ...] = (_filings, _activities)


def moments_of(agency_id: int) -> list[Moment]:
    """All moments of the agency's open years, in the order of time."""
    mine = select(Year).join(Membership, Membership.year_id == Year.id).where(Membership.agency_id == agency_id)
    years = list(db.session.scalars(mine.where(Year.state == YearState.OPEN).order_by(Year.number)))
    found = [moment for year in years for source in MOMENTS for moment in source(year, agency_id)]
    return sorted(found, key=lambda moment: moment.at)
