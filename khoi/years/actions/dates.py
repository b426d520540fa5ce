"""The year's dates: hạn nộp and khóa sổ, always the two together; and what a bloc adds to what every year has."""

from datetime import datetime

from khoi.years.models import Filing, filings_of
from khoi.years.rules import FILING_NAMES, objections_to_dates, own_key
from tenants import journal, vi
from tenants.database import db
from tenants.models import Year, members_of, year_by_id
from tenants.notices import notify
from tenants.refusal import Objection, Refused, refuse_over


def set_dates(filing: Filing, due: datetime, closing: datetime, reason: str) -> None:
    """Move a filing's two dates; every member is told. Refused when they are out of order or of another year."""
    reasons = objections_to_dates(due, closing, year_by_id(filing.year_id).number)
    refuse_over([Objection(None, why) for why in reasons], "Chưa lưu được thời hạn.")
    if (filing.due, filing.closing) == (due, closing):
        return
    before = {"due": filing.due.isoformat(), "closing": filing.closing.isoformat()}
    filing.due, filing.closing = due, closing
    journal.wrote(filing, "set_dates", before=before, due=due.isoformat(), closing=closing.isoformat(), reason=reason)
    _tell_all(filing)


def add_filing(year: Year, title: str, due: datetime, closing: datetime) -> Filing:
    """A further filing of the bloc's own, with a key of its own; every member is told. Refused where the year has one
    of that name, and for dates out of order or of another year."""
    present = filings_of(year.id)
    if any(row.title.casefold() == title.casefold() for row in present):
        raise Refused(f"Năm này đã có nội dung “{title}”.", field="title")
    reasons = objections_to_dates(due, closing, year.number)
    refuse_over([Objection(None, why) for why in reasons], "Chưa lưu được thời hạn.")
    key = own_key(title, [row.key for row in present])
    row = Filing(
        bloc_id=year.bloc_id, year_id=year.id, shown_to="members", key=key, title=title, due=due, closing=closing
    )
    db.session.add(row)
    db.session.flush()
    journal.wrote(row, "add_filing", key=key, title=title, due=due.isoformat(), closing=closing.isoformat())
    _tell_all(row)
    return row


def name_filing(filing: Filing, title: str) -> None:
    """Another title for a filing of the bloc's own; its key stays. What every year has keeps its name."""
    if title == filing.title:
        return
    if filing.key in FILING_NAMES:
        raise Refused("Nội dung này có trong mọi năm, tên gọi không đổi.", field="title")
    if any(row.title.casefold() == title.casefold() and row.id != filing.id for row in filings_of(filing.year_id)):
        raise Refused(f"Năm này đã có nội dung “{title}”.", field="title")
    before, filing.title = filing.title, title
    journal.wrote(filing, "name_filing", before=before, title=title)


def _tell_all(filing: Filing) -> None:
    words = f"{filing.title}: hạn nộp {vi.date_time(filing.due)}, khóa sổ {vi.date_time(filing.closing)}."
    for member in members_of(filing.year_id):
        notify(member.agency_id, "dates", words)
