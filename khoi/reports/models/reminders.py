"""When the bloc reminded each member of a report."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from tenants.database import db
from tenants.notices import Notice

REMINDER = "report_reminder"


@dataclass(frozen=True)
class Reminders:
    """The year's reminders of reports that are in sight, the newest first."""

    notices: list[Notice]

    def last(self, title: str) -> dict[int, datetime]:
        """By agency, when it was last reminded of the report of that title."""
        found: dict[int, datetime] = {}
        for notice in self.notices:
            if f" {title}." in notice.text:
                found.setdefault(notice.agency_id, notice.made_at)
        return found


def reminders_in(year_id: int) -> Reminders:
    """The reminders of one year, in one statement."""
    asked = select(Notice).where(Notice.year_id == year_id, Notice.kind == REMINDER)
    return Reminders(list(db.session.scalars(asked.order_by(Notice.made_at.desc(), Notice.id.desc()))))
