"""A word to an agency that has not registered yet; not more often than people bear."""

from datetime import timedelta

from khoi.pledges.models import registration_of, registrations_in, reminders_of_registration
from khoi.pledges.models.registrations import REMINDER
from khoi.years.models import REGISTRATION, dates_for
from tenants import clock, journal, vi
from tenants.models import Membership, members_of
from tenants.notices import notify
from tenants.refusal import Refused
from tenants.scope import present_scope

#: A double click, or two people at once, remind only once.
LEAST_PAUSE = timedelta(hours=1)


def remind_of_registration(member: Membership) -> None:
    """Remind one agency; refused when it has filed, or was reminded within the hour."""
    registration = registration_of(member.year_id, member.agency_id)
    if registration is not None and registration.filings:
        raise Refused(f"{member.name_that_year} đã nộp bản đăng ký, không cần nhắc.")
    _, last = reminders_of_registration(member.year_id).get(member.agency_id, (0, None))
    if last is not None and clock.now() - last < LEAST_PAUSE:
        raise Refused(f"{member.name_that_year} vừa được nhắc lúc {vi.date_time(last)}.")
    _remind(member)


def remind_all(year_id: int) -> int:
    """Remind every member that has not filed and was not reminded within the hour; how many they were."""
    filed = {agency_id for agency_id, row in registrations_in(year_id).items() if row.filings}
    reminded = reminders_of_registration(year_id)
    now, mine, told = clock.now(), present_scope().agency, 0
    for member in members_of(year_id):
        _, last = reminded.get(member.agency_id, (0, None))
        if member.agency_id in filed or member.agency_id == mine or (last and now - last < LEAST_PAUSE):
            continue
        _remind(member)
        told += 1
    return told


def _remind(member: Membership) -> None:
    dates = dates_for(member.year_id, member.agency_id, REGISTRATION)
    due = f" Hạn nộp: {vi.date_time(dates.due)}." if dates else ""
    notify(member.agency_id, REMINDER, f"Khối trưởng nhắc đơn vị nộp bản đăng ký thi đua năm nay.{due}")
    journal.wrote(member, "remind_of_registration")
