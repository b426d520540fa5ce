"""Reminders before and after a hạn nộp: a notice to each agency that has not filed."""

from khoi.home.models.reminding import Reminded, owed_in, reminded_in
from khoi.home.rules.reminding import Reminder, reminders
from tenants import clock, journal
from tenants.database import db
from tenants.models import Year
from tenants.notices import notify


def remind_due(year: Year) -> list[Reminder]:
    """Say what is due today to whom it has not been said yet; returns what was said.

    Once per agency, filing, hạn nộp and step: two hosts that run this at once are kept apart by `hold_post`, and a
    unique row stands behind it."""
    now, known = clock.now(), reminded_in(year.id)
    due = [each for each in reminders(owed_in(year.id), now) if _key(each) not in known]
    for each in due:
        row = Reminded(
            year_id=year.id, agency_id=each.agency_id, filing=each.key, due=each.due, step=each.step, made_at=now
        )
        db.session.add(row)
        notify(each.agency_id, "due", each.text, year.id)
        journal.wrote(row, "remind_due", filing=each.key, step=each.step, due=each.due.isoformat())
    return due


def _key(reminder: Reminder) -> tuple[int, str, object, int]:
    return reminder.agency_id, reminder.key, reminder.due, reminder.step
