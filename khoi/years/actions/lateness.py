"""By how many days somebody was late: noted where it is found out."""

from khoi.years.models import Lateness, lateness_row
from tenants import clock, journal
from tenants.database import db
from tenants.scope import present_scope


def note_lateness(year_id: int, agency_id: int, filing: str, days: int) -> Lateness:
    """Note that an agency was `days` ≥ 0 late with a filing; what was noted before is replaced."""
    row = lateness_row(year_id, agency_id, filing)
    if row is not None and row.days == days:
        return row
    if row is None:
        row = Lateness(year_id=year_id, agency_id=agency_id, filing=filing)
        db.session.add(row)
    row.days, row.noted_at, row.noted_by = days, clock.now(), present_scope().user or None
    journal.wrote(row, "note_lateness", filing=filing, days=days)
    return row
