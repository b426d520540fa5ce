"""Named exceptions: one filing of one agency is open again until a time."""

from datetime import datetime

from khoi.years.models import Filing, Reopening, standing_reopenings
from khoi.years.rules import objections_to_reopening
from tenants import clock, journal, vi
from tenants.database import db
from tenants.models import Membership, year_by_id
from tenants.notices import notify
from tenants.refusal import Refused
from tenants.scope import present_scope

LONGEST_REASON = 500


def reopen(filing: Filing, member: Membership, until: datetime, reason: str) -> Reopening:
    """Open one filing of one member again, or longer, until then; the agency is told with the reason.

    What was said before of the same filing and member gives way; the same word said twice changes nothing. Refused
    for one's own agency, in the past, where khóa sổ has not come before it, and for longer than the rules allow."""
    _refuse_own(member)
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise Refused(f"Lý do phải có từ 1 đến {LONGEST_REASON} ký tự.", field="reason")
    former = standing_reopenings(filing.year_id, member.agency_id, filing.key)
    for row in former:
        if (row.until, row.reason) == (until, reason):
            return row
    for why in objections_to_reopening(clock.now(), until, filing.closing, year_by_id(filing.year_id).number):
        raise Refused(why, field="until")
    for row in former:
        _end(row)
    return _made(filing, member, until, reason)


def withdraw_reopening(row: Reopening, title: str) -> None:
    """The exception no longer holds; the agency is told. Nothing happens where it was withdrawn before."""
    if row.withdrawn_at is not None:
        return
    if row.until < clock.now():
        raise Refused("Thời gian mở lại đã hết, không còn gì để rút.")
    _end(row)
    journal.wrote(row, "withdraw_reopening", filing=row.filing)
    notify(row.agency_id, "exception", f"{title}: Khối rút việc mở lại cho đơn vị.")


def _refuse_own(member: Membership) -> None:
    """Nobody reopens for himself: the lead for the others, the deputy for the lead."""
    scope = present_scope()
    chairs = scope.deputy if member.agency_id == scope.lead_agency else scope.lead
    if not (scope.operator or (chairs and member.agency_id != scope.agency)):
        raise Refused("Việc mở lại cho Khối trưởng do Khối phó quyết định; cho đơn vị khác do Khối trưởng.")


def _end(row: Reopening) -> None:
    row.withdrawn_at, row.withdrawn_by = clock.now(), present_scope().user or None


def _made(filing: Filing, member: Membership, until: datetime, reason: str) -> Reopening:
    row = Reopening(
        year_id=filing.year_id, agency_id=member.agency_id, filing=filing.key, until=until, reason=reason,
        made_at=clock.now(), made_by=present_scope().user or None,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    journal.wrote(row, "reopen", filing=filing.key, until=until.isoformat(), reason=reason)
    words = f"{filing.title}: Khối mở lại cho đơn vị đến {vi.date_time(until)}. Lý do: {reason}"
    notify(member.agency_id, "exception", words[:500])
    return row
