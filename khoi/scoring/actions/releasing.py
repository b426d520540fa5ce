"""The end of an appraisal: the card is released to its agency, or returned to it."""

from collections.abc import Sequence
from datetime import datetime
from json import dumps

from khoi.scoring.actions.card_steps import move
from khoi.scoring.actions.explaining import end_rounds, tell_findings
from khoi.scoring.actions.findings import filing_of, refuse_unless_decided_here, refuse_unless_filed, stands
from khoi.scoring.models import Scorecard, hold_card
from khoi.scoring.models.appraisals import findings_by_path
from khoi.scoring.models.filed import rows_filed
from khoi.scoring.rules import Event
from tenants import clock, journal, vi
from tenants.notices import notify
from tenants.refusal import Refused


def release(card: Scorecard) -> None:
    """Show the agency what was found, once every row is settled; refused with the rows that are not."""
    refuse_unless_decided_here(card)
    hold_card(card.id)
    refuse_unless_filed(card)
    findings = findings_by_path(card.id)
    open_rows = [c.path for row, c in rows_filed(filing_of(card).id) if not stands(findings.get(c.path), row)]
    if open_rows:
        first = ", ".join(open_rows[:5])
        raise Refused(f"Còn {len(open_rows)} tiêu chí chưa thẩm định ({first}{'…' if len(open_rows) > 5 else ''}).")
    move(card, Event.RELEASE)
    card.released_at = clock.now()
    tell_findings(card)
    journal.wrote(card, "release")
    notify(card.agency_id, "released", "Kết quả thẩm định phiếu chấm đã được thông báo cho đơn vị.")


def send_back(card: Scorecard, reason: str, until: datetime | None, rows: Sequence[str] = ()) -> None:
    """Return the card to its agency with a reason, and, if wanted, a time until which it may be filed anew: the whole
    card, or only the rows at these paths.

    Findings stay on record: those on rows that come back with the same seal go on to count. Like the card they are
    released anew: row by row they would tell the agency how far its next appraisal is."""
    refuse_unless_decided_here(card)
    hold_card(card.id)
    refuse_unless_filed(card)
    if not reason.strip():
        raise Refused("Trả lại phiếu thì phải nêu lý do.", field="reason")
    if until is not None and until <= clock.now():
        raise Refused("Thời hạn nộp lại phải ở sau thời điểm hiện tại.", field="until")
    _refuse_unknown_rows(card, rows)
    move(card, Event.SEND_BACK, reason=reason.strip(), rows=rows, until=until)
    end_rounds(card)
    card.returned_reason, card.returned_until, card.released_at = reason.strip(), until, None
    card.returned_rows = dumps(list(rows), ensure_ascii=False)
    for finding in findings_by_path(card.id).values():
        finding.released = False
    journal.wrote(card, "send_back", rows=list(rows), reason=reason.strip(), until=until)
    deadline = f" Nộp lại trước {vi.date_time(until)}." if until else ""
    notify(card.agency_id, "returned", f"Phiếu chấm được trả lại: {reason.strip()}.{deadline}")


def _refuse_unknown_rows(card: Scorecard, rows: Sequence[str]) -> None:
    """A path that names no row would lock the whole card: nothing of it could be put right."""
    known = {criterion.path for _, criterion in rows_filed(filing_of(card).id)}
    if unknown := [path for path in rows if path not in known]:
        raise Refused(f"Phiếu không có tiêu chí {', '.join(unknown[:5])}.", field="rows")
