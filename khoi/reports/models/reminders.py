"""When the bloc last reminded each member of a report."""

from datetime import datetime

from sqlalchemy import func, select

from tenants.database import db
from tenants.notices import Notice

REMINDER = "report_reminder"


def last_reminded(title: str, year_id: int) -> dict[int, datetime]:
    """By agency, the last reminder of the report of that title, of all that are in sight."""
    rows = db.session.execute(
        select(Notice.agency_id, func.max(Notice.made_at))
        .where(Notice.year_id == year_id, Notice.kind == REMINDER, Notice.text.contains(title, autoescape=True))
        .group_by(Notice.agency_id)
    )
    return dict(rows.tuples())
