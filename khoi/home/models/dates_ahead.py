"""The moments of an agency's open years, for a calendar: nothing but dates and what they are the dates of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from khoi.years.models import dates_for, filings_of
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


#: What stands in an agency's calendar of a year; each source is asked with the agency's own scope.
MOMENTS: tuple[Callable[[Year, int], list[Moment]], ...] = (_filings,)


def moments_of(agency_id: int) -> list[Moment]:
    """All moments of the agency's open years, in the order of time."""
    mine = select(Year).join(Membership, Membership.year_id == Year.id).where(Membership.agency_id == agency_id)
    years = list(db.session.scalars(mine.where(Year.state == YearState.OPEN).order_by(Year.number)))
    found = [moment for year in years for source in MOMENTS for moment in source(year, agency_id)]
    return sorted(found, key=lambda moment: moment.at)
