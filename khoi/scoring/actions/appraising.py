"""What appraisers say on the rows of a filed card: one by one, or in bulk with undo."""

from khoi.scoring.actions.card_steps import move
from khoi.scoring.actions.findings import (
    filing_of,
    forget,
    keep,
    new_finding,
    refuse_other_filing,
    refuse_own,
    refuse_stale,
    refuse_unless_filed,
    say,
    says_already,
    stands,
)
from khoi.scoring.models import Appraisal, FiledMark, Scorecard, hold_card
from khoi.scoring.models.appraisals import appraisals_in_bulk, findings_by_path
from khoi.scoring.models.bloc import days_late_for
from khoi.scoring.models.cards import inputs_from
from khoi.scoring.models.filed import rows_filed
from khoi.scoring.rules import Event, Stage, Verdict, next_stage, objections_to_appraising, points
from khoi.sheets.models import Criterion, sheet_by_id, spec_of
from khoi.years.models import lateness_in
from tenants.database import new_public_id
from tenants.refusal import Refused, Stale, refuse_over


def appraise(card: Scorecard, criterion: Criterion, verdict: Verdict, version: int, seal: str = "") -> Appraisal:
    """Say something final on one row: take the claim, give other points, or put its figures right.

    `version` is the finding's version the form was made from, 0 where there was none; `seal` the row's as it was
    looked at. A stale one is refused, as are points out of range and a difference without its reason. The card of
    one's own agency is refused, the lead's own is the deputy's (DESIGN 4).
    """
    refuse_unless_appraisable(card)
    row = filed_row(card, criterion)
    refuse_other_filing(row, seal)
    refuse_objections(card, criterion, row, verdict)
    found = findings_by_path(card.id).get(criterion.path)
    if found is not None and says_already(found, row, verdict):
        return found
    refuse_stale(found, version)
    finding = found or new_finding(card, criterion, row)
    say(finding, row, verdict)
    move(card, Event.APPRAISE)
    keep(finding, "appraise")
    return finding


def accept_in_bulk(card: Scorecard, section: str = "", filing: int | None = None) -> tuple[str, int]:
    """Take the claim on every untouched row of a section (by its path; all rows without one).

    Touched rows stay as they are. `filing` is the number of the filing that was looked at; a newer one is refused.
    Gives back the id of this act, by which it is undone, and how many rows it settled.
    """
    refuse_unless_appraisable(card)
    filed = filing_of(card)
    if filing not in (None, filed.number):
        raise Stale("Đơn vị đã nộp lại phiếu. Hãy xem bản mới rồi thẩm định.")
    touched = findings_by_path(card.id)
    bulk, settled = new_public_id(), 0
    for row, criterion in rows_filed(filed.id):
        if not _in_section(criterion.path, section) or stands(touched.get(criterion.path), row):
            continue
        finding = touched.get(criterion.path) or new_finding(card, criterion, row)
        say(finding, row, Verdict(accepted=True))
        finding.bulk = bulk
        keep(finding, "accept_in_bulk")
        settled += 1
    if settled:
        move(card, Event.APPRAISE)
    return bulk, settled


def undo_bulk(card: Scorecard, bulk: str) -> int:
    """Take back one bulk act; rows that somebody touched since keep what he said. How many rows are open again."""
    refuse_unless_appraisable(card)
    found = appraisals_in_bulk(card.id, bulk)
    for finding in found:
        forget(finding, "undo_bulk")
    return len(found)


def withdraw(card: Scorecard, criterion: Criterion, version: int) -> None:
    """Take back what was said on one row: it is open again. Nothing said: nothing happens."""
    refuse_unless_appraisable(card)
    finding = findings_by_path(card.id).get(criterion.path)
    if finding is None:
        return
    refuse_stale(finding, version)
    forget(finding, "withdraw")


def refuse_unless_appraisable(card: Scorecard) -> None:
    """Whether this scope may say something on this card now; others who would wait until it is said."""
    refuse_own(card)
    hold_card(card.id)
    refuse_unless_filed(card)
    next_stage(Stage(card.stage), Event.APPRAISE)


def filed_row(card: Scorecard, criterion: Criterion) -> FiledMark:
    """The row of the last filing; refused where the card has none on this criterion."""
    found = next((row for row, leaf in rows_filed(filing_of(card).id) if leaf.id == criterion.id), None)
    if found is None:
        raise Refused("Tiêu chí không có trong phiếu đã nộp.", row=criterion.path)
    return found


def refuse_objections(card: Scorecard, criterion: Criterion, row: FiledMark, verdict: Verdict) -> None:
    """The rules' objections, with the claim's points as they stand now (lateness may have been noted since)."""
    spec = spec_of(sheet_by_id(criterion.sheet_id))
    leaf = spec.leaf_at[criterion.path]
    assert leaf.method is not None
    claimed = inputs_from(leaf.method, leaf.ceiling, leaf.kind, row.inputs)
    late = days_late_for(leaf.method, lateness_in(card.year_id, card.agency_id))
    worth = None if claimed.not_applicable else points(leaf.method, leaf.ceiling, claimed, spec.places, late)
    refuse_over(objections_to_appraising(leaf, claimed, worth, verdict), "Chưa lưu được điểm thẩm định.")


def _in_section(path: str, section: str) -> bool:
    return not section or path == section or path.startswith(f"{section}/")
