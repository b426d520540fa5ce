"""Commendation by movement: proposed through the head, deliberated by the lead's council, decided, revoked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from khoi.awards.models import (
    Commendation,
    Decision,
    DecisionFile,
    Finding,
    Proposal,
    commendation_for,
    decision_numbered,
    decision_of,
    draft_like,
    finding_on,
    hold_proposal,
    words_of,
)
from khoi.awards.rules import (
    APART,
    AT_HEAD,
    DRAFT,
    FILED,
    STAGES,
    objections_to_deciding_on,
    objections_to_finding,
    objections_to_meeting_on,
    objections_to_revoking_on,
    objections_to_votes,
)
from khoi.movements.models import Movement
from khoi.pledges.models import Title
from tenants import clock, journal
from tenants.database import db
from tenants.files import Received, facts_of
from tenants.models import Year, membership_of
from tenants.notices import notify
from tenants.refusal import Objection, Refused, refuse_over


@dataclass(frozen=True, slots=True)
class Votes:
    """What the council's minutes say: numbers, not names."""

    minutes: str
    held_on: date
    total: int
    present: int
    agreed: int


def propose(
    row: Proposal | None, year_id: int, agency_id: int, movement: Movement, title: Title, name: str, position: str,
    achievement: str,
) -> Proposal:  # fmt: skip
    """Write a proposal, new or still with the agency; the same new one sent twice is there once."""
    if movement.state == "draft":
        raise Refused("Phong trào chưa phát động.")
    if row is None and (same := draft_like(agency_id, movement.id, title.id, name, achievement)) is not None:
        return same
    if row is None:
        row = Proposal(year_id=year_id, agency_id=agency_id, filed=False, stage=DRAFT)
        db.session.add(row)
    elif row.stage == FILED:
        raise Refused("Đề nghị đã nộp, không sửa được nữa.")
    row.movement_id, row.title_id, row.name, row.position = movement.id, title.id, name, position
    row.achievement, row.stage = achievement, DRAFT
    db.session.flush()
    journal.wrote(row, "propose")
    return row


def proposal_to_head(row: Proposal) -> None:
    """The clerk is done."""
    held = hold_proposal(row.id)
    if held.stage == DRAFT:
        held.stage = AT_HEAD
        journal.wrote(held, "proposal_to_head")


def file_proposal(row: Proposal) -> None:
    """The head files it: the lead sees it, and it stays; a second time changes nothing."""
    held = hold_proposal(row.id)
    if held.stage == FILED:
        return
    held.stage, held.filed, held.filed_at = FILED, True, clock.now()
    journal.wrote(held, "file_proposal")


def withdraw_draft(row: Proposal) -> None:
    """Throw a proposal away that was not filed."""
    held = hold_proposal(row.id)
    if held.stage == FILED:
        raise Refused(f"Đề nghị {STAGES[FILED].lower()}, không xóa được.")
    journal.wrote(held, "withdraw_proposal")
    db.session.delete(held)


def deliberate(row: Proposal, votes: Votes, *, accepted: bool, reason: str = "") -> Finding:
    """Keep what the council found; may be corrected until it is decided. A rejection is told at once."""
    wrong = [
        *objections_to_meeting_on(votes.held_on, clock.today()),
        *objections_to_votes(votes.agreed, votes.present, votes.total),
        *objections_to_finding(accepted, reason),
    ]
    refuse_over(wrong, "Chưa lưu được kết quả xét.")
    if commendation_for(row.id) is not None:
        raise Refused("Đã có quyết định khen thưởng, không sửa kết quả xét được nữa.")
    finding = finding_on(row.id)
    if finding is None:
        finding = Finding(year_id=row.year_id, agency_id=row.agency_id, proposal_id=row.id)
        db.session.add(finding)
    finding.minutes, finding.held_on, finding.total = votes.minutes, votes.held_on, votes.total
    finding.present, finding.agreed, finding.accepted = votes.present, votes.agreed, accepted
    finding.reason, finding.told = reason, not accepted
    facts = {"agreed": votes.agreed, "present": votes.present, "total": votes.total, "minutes": votes.minutes}
    journal.wrote(finding, "deliberate", accepted=accepted, **facts)
    if not accepted:
        notify(row.agency_id, "deliberated", f"Hội đồng không đồng ý một đề nghị khen phong trào: {reason}"[:500])
    return finding


def decide(
    year: Year, proposals: Iterable[Proposal], number: str, dated: date, decided_by: str, scan: Received
) -> Decision:
    """One decision for what the council accepted; refused for anything else, or for a number that is taken."""
    if decision_numbered(year.id, number) is not None:
        raise Refused(f"Quyết định số {number} đã có.", field="number")
    chosen = list(proposals)
    if not chosen:
        raise Refused("Chọn ít nhất một đề nghị đã được Hội đồng đồng ý.")
    met = max((found.held_on for row in chosen if (found := finding_on(row.id))), default=None)
    refuse_over(objections_to_deciding_on(dated, met, clock.today()), "Chưa lưu được quyết định.")
    owner = {"bloc_id": year.bloc_id, "year_id": year.id, "shown_to": "members"}
    decision = Decision(**owner, number=number, dated=dated, decided_by=decided_by)
    db.session.add(decision)
    db.session.flush()
    db.session.add(DecisionFile(**owner, decision_id=decision.id, **facts_of(scan)))
    journal.wrote(decision, "decide_commendations", number=number, rows=len(chosen))
    for row in chosen:
        _commend(decision, row)
    return decision


def _commend(decision: Decision, row: Proposal) -> None:
    finding = finding_on(row.id)
    if finding is None or not finding.accepted or commendation_for(row.id) is not None:
        refuse_over([Objection(row.name, "Hội đồng chưa đồng ý, hoặc đã có quyết định.")], "Chưa lưu được quyết định.")
    assert finding is not None
    member = membership_of(row.year_id, row.agency_id)
    movement, title = words_of(row)
    db.session.add(
        Commendation(
            bloc_id=decision.bloc_id, year_id=decision.year_id, shown_to="members", decision_id=decision.id,
            proposal_id=row.id, movement_id=row.movement_id, member_id=row.agency_id, movement_name=movement,
            agency_name=member.name_that_year if member else "", form=title, name=row.name, counts_for_year=False,
        )
    )  # fmt: skip
    finding.told = True
    words = f"Quyết định {decision.number}: {title} cho {row.name}. {APART}."
    notify(row.agency_id, "decided", words[:500])


def revoke(row: Commendation, on: date, reason: str) -> None:
    """Take a commendation back; it stays on record with the reason, which all see."""
    if row.revoked_on is not None:
        return
    refuse_over(objections_to_revoking_on(on, decision_of(row).dated, clock.today()), "Chưa thu hồi được.")
    row.revoked_on, row.revoked_reason = on, reason
    journal.wrote(row, "revoke_commendation", reason=reason)
    notify(row.member_id, "decided", f"Thu hồi {row.form} của {row.name}. Lý do: {reason}"[:500])
