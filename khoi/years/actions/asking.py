"""A filing that the bloc decides on during the year gets its title and its two dates."""

from datetime import datetime

from khoi.years.actions.dates import set_dates
from khoi.years.models import Filing, filing_keyed
from khoi.years.rules import objections_to_dates
from tenants import journal
from tenants.database import db
from tenants.models import year_by_id
from tenants.refusal import Objection, refuse_over


def ask_filing(
    bloc_id: int, year_id: int, key: str, title: str, due: datetime, closing: datetime, reason: str
) -> Filing:
    """The year's filing of that key with these dates, made where there is none; who is told of a new one, its step
    says. Refused when the dates are out of order or of another year."""
    if (known := filing_keyed(year_id, key)) is not None:
        if (known.due, known.closing) != (due, closing):
            set_dates(known, due, closing, reason)
        return known
    reasons = objections_to_dates(due, closing, year_by_id(year_id).number)
    refuse_over([Objection(None, why) for why in reasons], "Chưa lưu được thời hạn.")
    filing = Filing(
        bloc_id=bloc_id, year_id=year_id, shown_to="members", key=key, title=title, due=due, closing=closing
    )
    db.session.add(filing)
    db.session.flush()
    journal.wrote(filing, "ask_filing", key=key, due=due.isoformat(), closing=closing.isoformat(), reason=reason)
    return filing
