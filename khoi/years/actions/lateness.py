"""By how many days somebody was late: noted where it is found out."""

from khoi.years.actions.holding import refuse_held
from khoi.years.models import Lateness, is_held, lateness_in, lateness_row
from khoi.years.rules import FILING_NAMES
from tenants import clock, journal
from tenants.database import db
from tenants.notices import notify
from tenants.refusal import Refused
from tenants.scope import present_scope


def note_lateness(year_id: int, agency_id: int, filing: str, days: int, reason: str = "") -> Lateness | None:
    """Note that an agency was `days` ≥ 0 late with a filing, and how that is known; what was noted is replaced.

    What is filed after the points were adopted changes them no more: then it is not noted."""
    row = lateness_row(year_id, agency_id, filing)
    before = row.days if row is not None else None
    if before == days or is_held(year_id):
        return row
    if row is None:
        row = Lateness(year_id=year_id, agency_id=agency_id, filing=filing)
        db.session.add(row)
    row.days, row.noted_at, row.noted_by = days, clock.now(), present_scope().user or None
    journal.wrote(row, "note_lateness", filing=filing, days=days, before=before, reason=reason)
    return row


def forget_lateness(year_id: int, agency_id: int, filing: str, reason: str = "") -> None:
    """Nobody knows any more: the filing counts as on time until something is noted again."""
    refuse_held(year_id)
    row = lateness_row(year_id, agency_id, filing)
    if row is not None:
        journal.wrote(row, "forget_lateness", filing=filing, before=row.days, reason=reason)
        db.session.delete(row)


def correct_lateness(
    year_id: int, agency_id: int, seen: dict[str, int | None], typed: dict[str, int | None], reason: str
) -> list[str]:
    """Write what a person changed in a row of the grid, and nothing that he only saw; returns the filings changed.

    Refused whole when somebody else has meanwhile written one of them otherwise."""
    refuse_held(year_id)
    present = lateness_in(year_id, agency_id)
    changed = [filing for filing in typed if typed[filing] != seen.get(filing)]
    stale = [filing for filing in changed if present.get(filing) not in (seen.get(filing), typed[filing])]
    if stale:
        now = ", ".join(f"{FILING_NAMES.get(filing, filing)}: {present.get(filing, 0)} ngày" for filing in stale)
        raise Refused(f"Người khác vừa sửa số ngày chậm ({now}). Xem lại rồi nhập.", row=stale[0])
    for filing in changed:
        days = typed[filing]
        if days is None:
            forget_lateness(year_id, agency_id, filing, reason)
        else:
            note_lateness(year_id, agency_id, filing, days, reason)
    if changed:
        notify(agency_id, "lateness", "Khối trưởng vừa ghi nhận số ngày nộp chậm của đơn vị; xem ở trang Thời hạn.")
    return changed
