"""Whether the bloc considers an agency this year; if not, why."""

from collections.abc import Iterable

from khoi.years.actions.holding import refuse_held
from khoi.years.models import Ground, NotConsidered, grounds_of, not_considered_in
from tenants import clock, journal
from tenants.database import db
from tenants.refusal import Refused
from tenants.scope import present_scope

LONGEST_REASON = 500


def set_aside(year_id: int, agency_id: int, reason: str) -> NotConsidered:
    """The agency is not considered (không xét): its points are kept, it has no place. The reason is not shown."""
    refuse_held(year_id)
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise Refused(f"Lý do không xét phải có từ 1 đến {LONGEST_REASON} ký tự.", field="reason")
    row = not_considered_in(year_id).get(agency_id)
    if row is not None and row.reason == reason:
        return row
    if row is None:
        row = NotConsidered(year_id=year_id, agency_id=agency_id)
        db.session.add(row)
    row.reason, row.decided_at, row.decided_by = reason, clock.now(), present_scope().user or None
    db.session.flush()
    journal.wrote(row, "set_aside", reason=reason)
    return row


def consider(year_id: int, agency_id: int) -> None:
    """The agency is considered again; nothing happens where it is."""
    row = not_considered_in(year_id).get(agency_id)
    if row is not None:
        refuse_held(year_id)
        journal.wrote(row, "consider", reason=row.reason)
        db.session.delete(row)


def name_grounds(bloc_id: int, year_id: int, texts: Iterable[str]) -> None:
    """The reasons for which the bloc may not consider an agency, as the year's sheet lists them."""
    for old in grounds_of(year_id):
        db.session.delete(old)
    db.session.flush()
    for place, text in enumerate(texts):
        db.session.add(Ground(bloc_id=bloc_id, year_id=year_id, place=place, text=text[:LONGEST_REASON]))
