"""A word to an agency that has not filed its card yet; not more often than people bear."""

from datetime import timedelta

from khoi.scoring.models import card_of
from khoi.scoring.models.appraised_rows import REMINDER, reminders_in
from khoi.years.models import SCORECARD, filing_keyed
from tenants import clock, journal, vi
from tenants.models import Membership
from tenants.notices import notify
from tenants.refusal import Refused

#: A double click, or two chairs at once, remind only once.
LEAST_PAUSE = timedelta(hours=1)


def remind(member: Membership) -> None:
    """Remind an agency of its scorecard; refused when it has filed, or was reminded within the hour."""
    card = card_of(member.year_id, member.agency_id)
    if card is not None and card.filings:
        raise Refused(f"{member.name_that_year} đã nộp phiếu, không cần nhắc.")
    _, last = reminders_in(member.year_id).get(member.agency_id, (0, None))
    if last is not None and clock.now() - last < LEAST_PAUSE:
        raise Refused(f"{member.name_that_year} vừa được nhắc lúc {vi.date_time(last)}.")
    filing = filing_keyed(member.year_id, SCORECARD)
    due = f" Hạn nộp: {vi.date_time(filing.due)}." if filing else ""
    notify(member.agency_id, REMINDER, f"Khối nhắc đơn vị nộp phiếu tự chấm điểm năm nay.{due}")
    journal.wrote(member, "remind")
