"""Decisions on the awards of the year, and their revocation: asked by the lead's head, confirmed by the deputy's."""

import json
from collections.abc import Sequence
from datetime import date

from khoi.awards.actions.yearly import tell_proposal
from khoi.awards.models import (
    Award,
    AwardDecision,
    AwardDecisionFile,
    AwardRevocation,
    Row,
    decision_with_number,
    decisions_in,
    desk_of,
    hold_decision,
    hold_revocation,
    revocations_of,
    scans_in,
)
from khoi.awards.rules import objections_to_deciding_on, objections_to_revoking_on, reached
from tenants import clock, journal
from tenants.database import db
from tenants.files import Received, facts_of
from tenants.models import Year, seated, user_by_id, year_by_id
from tenants.notices import notify
from tenants.refusal import Objection, Refused, refuse_over
from tenants.roles import Seat
from tenants.scope import present_scope

NOT_ASKED = "Chưa gửi được quyết định."
OTHERS = "Người xác nhận phải là lãnh đạo Khối phó, không phải người hay đơn vị đề nghị."


def may_decide(row: Row) -> bool:
    """Stands on the list, and the council agreed."""
    return row.withdrawal is None and row.award is None and reached(row.checks) is True


def ask_decision(
    year: Year, chosen: Sequence[str], number: str, dated: date, decided_by: str, scan: Received
) -> AwardDecision:
    """The lead's head enters a decision on what the council agreed on; it is in force once the deputy's confirms. An
    agency that was not told of its proposal is told now: it may still withdraw, and finds there what is decided."""
    if decision_with_number(year.id, number) is not None:
        raise Refused(f"Quyết định số {number} đã có.", field="number")
    rows = _chosen(year, chosen)
    met = max((row.vote.held_on for row in rows if row.vote), default=None)
    refuse_over(objections_to_deciding_on(dated, met, clock.today()), NOT_ASKED)
    owner = {"bloc_id": year.bloc_id, "year_id": year.id, "shown_to": "chairs"}
    decision = AwardDecision(
        **owner, number=number, dated=dated, decided_by=decided_by, chosen=json.dumps(list(chosen)),
        asked_at=clock.now(), asked_by=present_scope().user or None,
    )  # fmt: skip
    db.session.add(decision)
    db.session.flush()
    db.session.add(AwardDecisionFile(**owner, decision_id=decision.id, **facts_of(scan)))
    for row in rows:
        tell_proposal(row.proposal, row.title)
    journal.wrote(decision, "ask_award_decision", number=number, rows=len(rows), sha256=scan.kept.sha256)
    _tell_deputy(year.id, f"Khối trưởng nhập quyết định khen thưởng số {number}: lãnh đạo Khối phó xác nhận.")
    return decision


def _chosen(year: Year, chosen: Sequence[str]) -> list[Row]:
    if not chosen:
        raise Refused("Chọn ít nhất một đề nghị đã được Hội đồng thông qua.", field="chosen")
    waiting = {each for row in decisions_in(year.id) if row.answered_at is None for each in row.proposals}
    known = {row.proposal.public_id: row for row in desk_of(year, seated=True).rows}
    rows = [known[each] for each in chosen if each in known]
    wrong = [
        Objection(row.name, "Hội đồng chưa thông qua, đã rút hoặc đã có quyết định.")
        for row in rows
        if not may_decide(row) or row.proposal.public_id in waiting
    ]
    refuse_over(wrong, NOT_ASKED)
    if len(rows) != len(set(chosen)):
        raise Refused("Danh sách đề nghị đã thay đổi. Mở lại trang rồi chọn lại.", field="chosen")
    return rows


def confirm_decision(decision: AwardDecision) -> AwardDecision:
    """The deputy's head confirms: the awards are given, and every agency concerned is told. Refused when what it
    decides has changed since it was asked."""
    _refuse_asker(decision.asked_by)
    held = hold_decision(decision.id)
    _answer(held, confirmed=True)
    year = year_by_id(held.year_id)
    known = {row.proposal.public_id: row for row in desk_of(year, seated=True).rows}
    rows = [known[each] for each in held.proposals if each in known]
    if len(rows) != len(held.proposals) or not all(may_decide(row) for row in rows):
        raise Refused("Đề nghị trong quyết định đã thay đổi (rút, hoặc kết quả bỏ phiếu khác). Khối trưởng nhập lại.")
    for row in rows:
        _give(held, row)
    if all(row.nomination is None for row in rows):
        # A scan that names people is for the chairs alone.
        held.shown_to = "members"
        scans_in(held.year_id)[held.id].shown_to = "members"
    journal.wrote(held, "confirm_award_decision", number=held.number, rows=len(rows))
    return held


def _give(decision: AwardDecision, row: Row) -> None:
    proposal = row.proposal
    db.session.add(
        Award(
            bloc_id=decision.bloc_id, year_id=decision.year_id, shown_to="chairs" if proposal.about else "members",
            decision_id=decision.id, proposal_id=proposal.id, nomination_id=proposal.nomination_id,
            member_id=proposal.agency_id, held_year=year_by_id(decision.year_id).number, agency_name=row.agency,
            title_code=row.title.code, title_name=row.title.name, number=decision.number, dated=decision.dated,
            decided_by=decision.decided_by,
        )
    )  # fmt: skip
    words = f"Quyết định số {decision.number}: {row.title.name} cho {row.name}."
    notify(proposal.agency_id, "award_decided", words[:500])


def decline_decision(decision: AwardDecision) -> None:
    """The deputy's head says no, or the lead's takes the request back: nothing is given."""
    held = hold_decision(decision.id)
    _answer(held, confirmed=False)
    journal.wrote(held, "decline_award_decision", number=held.number)


def ask_revocation(award: Award, on: date, reason: str) -> AwardRevocation:
    """The lead's head asks to take an award back, with a reason; asked twice, it stands once."""
    if (same := revocations_of(award.bloc_id).get(award.id)) is not None:
        return same
    refuse_over(objections_to_revoking_on(on, award.dated, clock.today()), "Chưa gửi được đề nghị thu hồi.")
    row = AwardRevocation(
        bloc_id=award.bloc_id, year_id=award.year_id, shown_to="chairs", award_id=award.id, member_id=award.member_id,
        revoked_on=on, reason=reason, asked_at=clock.now(), asked_by=present_scope().user or None,
    )  # fmt: skip
    db.session.add(row)
    journal.wrote(row, "ask_award_revocation", reason=reason)
    _tell_deputy(award.year_id, f"Khối trưởng đề nghị thu hồi {award.title_name}: lãnh đạo Khối phó xác nhận.")
    return row


def confirm_revocation(row: AwardRevocation, award: Award) -> None:
    """The deputy's head confirms: the award stays on record and counts no more; its agency is told why."""
    _refuse_asker(row.asked_by)
    held = hold_revocation(row.id)
    _answer(held, confirmed=True)
    held.shown_to = award.shown_to
    journal.wrote(held, "confirm_award_revocation", reason=held.reason)
    words = f"Thu hồi {award.title_name} (quyết định số {award.number}). Lý do: {held.reason}"
    notify(award.member_id, "award_decided", words[:500])


def decline_revocation(row: AwardRevocation) -> None:
    """The award stands."""
    held = hold_revocation(row.id)
    _answer(held, confirmed=False)
    journal.wrote(held, "decline_award_revocation")


def _answer(row: AwardDecision | AwardRevocation, *, confirmed: bool) -> None:
    if row.answered_at is not None:
        raise Refused("Đề nghị này đã được trả lời.")
    row.answered_at, row.answered_by, row.confirmed = clock.now(), present_scope().user or None, confirmed


def _refuse_asker(asked_by: int | None) -> None:
    """Two people are of two agencies, also where the chairs were handed over after the asking."""
    scope = present_scope()
    asker = user_by_id(asked_by) if asked_by and scope.agency else None
    if not (scope.deputy or scope.operator) or (asker is not None and asker.agency_id == scope.agency):
        raise Refused(OTHERS)


def _tell_deputy(year_id: int, words: str) -> None:
    if (deputy := seated(year_id, Seat.DEPUTY)) is not None:
        notify(deputy.agency_id, "asked_to_decide", words[:500])
