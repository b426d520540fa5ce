"""An agency's own council: sittings prepared by the clerk, counts entered by one and confirmed by another, decisions of
the head, and whom it proposes to the level above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from khoi.awards.actions.nominations import Person, nominate
from khoi.awards.models import Nomination
from khoi.awards.models.council import (
    CouncilCandidate,
    CouncilDecision,
    CouncilDecisionFile,
    CouncilSeat,
    CouncilSitting,
    agreed_in,
    candidates_of,
    council_decision_numbered,
    council_of,
    hold_sitting,
    sitting_of,
)
from khoi.awards.rules import objections_to_deciding_on, objections_to_meeting_on
from khoi.awards.rules.council import Counts, objections_to_counts
from khoi.plans.models import Department
from khoi.pledges.models import Title
from tenants import clock, journal
from tenants.database import db
from tenants.files import Received, facts_of
from tenants.models import Year
from tenants.refusal import Objection, Refused, refuse_over
from tenants.scope import present_scope
from tenants.vi import fold


@dataclass(frozen=True, slots=True)
class Before:
    """Whom and for what the council considers."""

    name: str
    position: str = ""
    achievement: str = ""
    clean: bool | None = None
    department: Department | None = None


def seat_member(year_id: int, agency_id: int, name: str, position: str, role: str) -> CouncilSeat:
    """Somebody sits in the council; a name that sits there already gets the position and the role."""
    row = next((each for each in council_of(year_id, agency_id) if fold(each.name) == fold(name)), None)
    if row is None:
        row = CouncilSeat(year_id=year_id, agency_id=agency_id, name=name, in_office=True)
        db.session.add(row)
    row.position, row.role = position, role
    db.session.flush()
    journal.wrote(row, "seat_council_member", role=role)
    return row


def unseat_member(row: CouncilSeat) -> None:
    """No longer in the council; counts of earlier sittings keep the number there was."""
    if row.in_office:
        row.in_office = False
        journal.wrote(row, "unseat_council_member")


def call_sitting(row: CouncilSitting | None, year_id: int, agency_id: int, title: str, held_on: date,
                 minutes: str) -> CouncilSitting:  # fmt: skip
    """Prepare a sitting, or put its day and minutes right before it is counted."""
    if row is None:
        row = CouncilSitting(year_id=year_id, agency_id=agency_id, stage="preparing", title=title, held_on=held_on)
        db.session.add(row)
        db.session.flush()
    else:
        row = _preparing(row)
    row.title, row.held_on, row.minutes = title, held_on, minutes
    journal.wrote(row, "call_council_sitting", held_on=held_on.isoformat())
    return row


def _preparing(row: CouncilSitting) -> CouncilSitting:
    held = hold_sitting(row.id)
    if held.stage != "preparing":
        raise Refused("Đã nhập kết quả kiểm phiếu, không sửa được nữa.")
    return held


def put_before(sitting: CouncilSitting, title: Title, before: Before) -> CouncilCandidate:
    """A person or a department before the council; the same one for the same title is there once."""
    held = _preparing(sitting)
    if title.year_id != held.year_id or not title.in_use:
        raise Refused("Chọn danh hiệu, hình thức trong danh mục của năm.", field="title")
    for row, its in candidates_of(held.id):
        if its.id == title.id and fold(row.name) == fold(before.name):
            return row
    row = CouncilCandidate(
        year_id=held.year_id, agency_id=held.agency_id, sitting_id=held.id, title_id=title.id, name=before.name,
        position=before.position, achievement=before.achievement, clean=before.clean,
        department_id=before.department.id if before.department else None,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    journal.wrote(row, "put_before_council", title=title.code)
    return row


def take_from(row: CouncilCandidate) -> None:
    """No longer before the council, as long as nothing is counted."""
    _preparing(sitting_of(row))
    journal.wrote(row, "take_from_council")
    db.session.delete(row)


def count_slips(sitting: CouncilSitting, counts: Counts) -> None:
    """Enter what the tellers found; somebody else confirms it."""
    held = _preparing(sitting)
    refuse_over(objections_to_meeting_on(held.held_on, clock.today()), "Chưa lưu được kết quả kiểm phiếu.")
    rows = [row for row, _ in candidates_of(held.id)]
    total = len(council_of(held.year_id, held.agency_id))
    names = {row.id: row.name for row in rows}
    refuse_over(objections_to_counts(counts, total, names), "Chưa lưu được kết quả kiểm phiếu.")
    for row in rows:
        row.agreed = counts.agreed[row.id]
    held.stage, held.total, held.present = "counted", total, counts.present
    held.counted_at, held.counted_by = clock.now(), present_scope().user or None
    journal.wrote(held, "count_council_slips", total=total, present=counts.present)


def confirm_count(sitting: CouncilSitting) -> None:
    """Another person than who entered the numbers says they are right; refused for the same one."""
    held = hold_sitting(sitting.id)
    if held.stage != "counted":
        raise Refused("Chưa có kết quả kiểm phiếu chờ xác nhận.")
    if held.counted_by is not None and held.counted_by == present_scope().user:
        raise Refused("Người xác nhận phải khác người nhập kết quả kiểm phiếu.")
    held.stage, held.confirmed_at, held.confirmed_by = "confirmed", clock.now(), present_scope().user or None
    journal.wrote(held, "confirm_council_count")


def reject_count(sitting: CouncilSitting) -> None:
    """The numbers are not right: they are entered anew."""
    held = hold_sitting(sitting.id)
    if held.stage != "counted":
        raise Refused("Chưa có kết quả kiểm phiếu chờ xác nhận.")
    for row, _ in candidates_of(held.id):
        row.agreed = None
    held.stage, held.total, held.present, held.counted_at, held.counted_by = "preparing", None, None, None, None
    journal.wrote(held, "reject_council_count")


def decide_own(
    sitting: CouncilSitting, chosen: Sequence[str], number: str, dated: date, signer: str, scan: Received
) -> CouncilDecision:
    """The head's decision on whom the council agreed on; refused for anybody else."""
    held = hold_sitting(sitting.id)
    if council_decision_numbered(held.year_id, held.agency_id, number) is not None:
        raise Refused(f"Quyết định số {number} đã có.", field="number")
    refuse_over(objections_to_deciding_on(dated, held.held_on, clock.today()), "Chưa lưu được quyết định.")
    rows = [(row, title) for row, title in candidates_of(held.id) if row.public_id in set(chosen)]
    if not rows or len(rows) != len(set(chosen)):
        raise Refused("Chọn ít nhất một người, tập thể đã được Hội đồng đồng ý.", field="chosen")
    agreed = agreed_in(held, rows)
    wrong = [
        Objection(row.name, "Hội đồng chưa đồng ý, hoặc đã có quyết định.")
        for row, _ in rows
        if row.decision_id is not None or row.id not in agreed
    ]
    refuse_over(wrong, "Chưa lưu được quyết định.")
    owner = {"year_id": held.year_id, "agency_id": held.agency_id}
    decision = CouncilDecision(**owner, sitting_id=held.id, number=number, dated=dated, signer=signer)
    db.session.add(decision)
    db.session.flush()
    db.session.add(CouncilDecisionFile(**owner, decision_id=decision.id, **facts_of(scan)))
    for row, _ in rows:
        row.decision_id = decision.id
    journal.wrote(decision, "decide_council", number=number, rows=len(rows))
    return decision


def propose_upwards(year: Year, row: CouncilCandidate, title: Title) -> Nomination:
    """Whom the council agreed on for a title of the level above becomes the draft of a nomination."""
    sitting = hold_sitting(sitting_of(row).id)
    if row.id not in agreed_in(sitting, [(row, title)]) or title.level == "agency" or title.for_whom != "individual":
        raise Refused("Chỉ đề nghị cấp trên cá nhân đã được Hội đồng đồng ý với danh hiệu, hình thức của cấp trên.")
    person = Person(row.name, None, row.position, "", row.achievement, row.clean)
    made = nominate(None, year, row.agency_id, title, person)
    row.nomination_id = made.id
    journal.wrote(row, "propose_upwards", title=title.code)
    return made
