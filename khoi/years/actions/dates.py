"""The year's dates: hạn nộp and khóa sổ, always the two together."""

from datetime import datetime

from khoi.years.models import Filing
from khoi.years.rules import objections_to_dates
from tenants import journal, vi
from tenants.models import members_of, year_by_id
from tenants.notices import notify
from tenants.refusal import Objection, refuse_over


def set_dates(filing: Filing, due: datetime, closing: datetime, reason: str) -> None:
    """Move a filing's two dates; every member is told. Refused when they are out of order or of another year."""
    reasons = objections_to_dates(due, closing, year_by_id(filing.year_id).number)
    refuse_over([Objection(None, why) for why in reasons], "Chưa lưu được thời hạn.")
    if (filing.due, filing.closing) == (due, closing):
        return
    before = {"due": filing.due.isoformat(), "closing": filing.closing.isoformat()}
    filing.due, filing.closing = due, closing
    journal.wrote(filing, "set_dates", before=before, due=due.isoformat(), closing=closing.isoformat(), reason=reason)
    words = f"{filing.title}: hạn nộp {vi.date_time(due)}, khóa sổ {vi.date_time(closing)}."
    for member in members_of(filing.year_id):
        notify(member.agency_id, "dates", words)
