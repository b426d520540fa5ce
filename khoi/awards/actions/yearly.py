"""The lead proposes the awards of the year, the members are told and may withdraw, the council votes."""

from dataclasses import dataclass

from khoi.awards.actions.by_movement import Votes
from khoi.awards.models import (
    AwardProposal,
    AwardVote,
    AwardWithdrawal,
    Desk,
    Nomination,
    award_for,
    award_proposal_on,
    award_proposals,
    decisions_in,
    desk_of,
    hold_award_proposal,
    hold_title,
    vote_on,
    withdrawal_of,
)
from khoi.awards.rules import (
    limit_of,
    objections_to_meeting_on,
    objections_to_proposing,
    objections_to_votes,
    rules_for,
    suggested,
)
from khoi.pledges.models import Title
from khoi.ranking.models import standing_in_force
from tenants import clock, journal
from tenants.database import db
from tenants.models import Year, membership_of, year_by_id
from tenants.notices import notify
from tenants.refusal import Refused, refuse_over
from tenants.scope import present_scope

NOT_KEPT = "Chưa lưu được đề nghị."


@dataclass(frozen=True, slots=True)
class Merits:
    """What the lead writes of a proposal beside its title."""

    reason: str = ""
    summary: str = ""
    clean: bool | None = None


def propose_award(year: Year, agency_id: int, title: Title, merits: Merits) -> AwardProposal:
    """Propose a member for a title. Leaving the rank order, and a rule that is not met, want a reason; the same
    proposal made twice is there once."""
    if membership_of(year.id, agency_id) is None or title.for_whom != "collective" or title.year_id != year.id:
        raise Refused("Chọn một đơn vị thành viên và một danh hiệu, hình thức cho tập thể.")
    return _propose(desk_of(year, seated=True), agency_id, title, merits)


def _propose(desk: Desk, agency_id: int, title: Title, merits: Merits, one: Nomination | None = None) -> AwardProposal:
    hold_title(title.id)
    about = one.id if one else 0
    if (same := award_proposal_on(desk.year.id, agency_id, title.id, about)) is not None:
        return same
    row = AwardProposal(
        year_id=desk.year.id, agency_id=agency_id, title_id=title.id, nomination_id=one.id if one else None,
        about=about, made_at=clock.now(), made_by=present_scope().user or None, told=False, shown=False,
    )  # fmt: skip
    line = next((each for each in desk.lines if each.agency_id == agency_id and one is None), None)
    row.rank, row.total = (line.rank, line.total) if line else (None, None)
    _keep(desk, row, title, merits, adding=True)
    db.session.add(row)
    db.session.flush()
    journal.wrote(row, "propose_award", title=title.code, rank=row.rank, reason=merits.reason)
    return row


def _keep(desk: Desk, row: AwardProposal, title: Title, merits: Merits, *, adding: bool) -> None:
    row.reason, row.summary, row.clean = merits.reason, merits.summary, merits.clean
    over = () if row.about else desk.passed_over(row.agency_id, title)
    with db.session.no_autoflush:
        found = desk.checks_of(row, title, adding=adding)
    refuse_over(objections_to_proposing(over, found, merits.reason), NOT_KEPT)


def change_award_proposal(row: AwardProposal, title: Title, merits: Merits) -> bool:
    """Other words for a proposal, as long as nothing is decided on it; True when anything changed."""
    _refuse_settled(row)
    if (row.reason, row.summary, row.clean) == (merits.reason, merits.summary, merits.clean):
        return False
    with db.session.no_autoflush:
        desk = desk_of(year_by_id(row.year_id), seated=True)
        _keep(desk, row, title, merits, adding=False)
    journal.wrote(row, "change_award_proposal", reason=merits.reason, clean=merits.clean)
    return True


def suggest_awards(year: Year) -> int:
    """Draft the proposals that follow from the places and the limits of the rules; what is proposed already stays.
    Gives back how many were added."""
    desk = desk_of(year, seated=True)
    if not desk.places:
        raise Refused("Chưa có thứ hạng: bảng xếp hạng hiện ra khi các đơn vị đã nộp phiếu chấm.")
    limits = []
    for title in desk.collective:
        asked = rules_for(desk.rules, title.code, title.for_whom, clock.today())
        if (limit := limit_of(asked, len(desk.places))) is not None:
            limits.append((title.code, limit))
    if not limits:
        raise Refused("Chưa có quy tắc về số đề nghị: đặt “số đề nghị nhiều nhất” hoặc “tỷ lệ” ở trang Quy tắc.")
    by_code = {title.code: title for title in desk.collective}
    found = suggested(desk.places, limits, desk.proposed, desk.withdrawn)
    for agency_id, code in found:
        _propose(desk_of(year, seated=True), agency_id, by_code[code], Merits(reason="Theo thứ tự xếp hạng."))
    return len(found)


def take_nomination(year: Year, one: Nomination, title: Title) -> AwardProposal:
    """A person whom an agency has filed goes onto the bloc's list."""
    if not one.filed or one.erased_at is not None:
        raise Refused("Chỉ đưa vào danh sách đề nghị cá nhân mà đơn vị đã nộp.")
    merits = Merits(reason="Đơn vị đề nghị, Khối trưởng đưa vào danh sách.")
    row = _propose(desk_of(year, seated=True), one.agency_id, title, merits, one)
    if not row.told:
        row.told = True
        notify(one.agency_id, "award_told", f"Đề nghị {title.name} của đơn vị đã vào danh sách của Khối."[:500])
    return row


def drop_award_proposal(row: AwardProposal) -> None:
    """Take a proposal of which no agency was told off the list; one that was told is withdrawn instead."""
    _refuse_settled(row)
    if row.told or vote_on(row.id) is not None:
        raise Refused("Đơn vị đã được báo hoặc Hội đồng đã bỏ phiếu: rút đề nghị kèm lý do, không xóa.")
    journal.wrote(row, "drop_award_proposal")
    db.session.delete(row)


def tell_proposals(year: Year) -> int:
    """Tell each member what it is proposed for; it may then withdraw. Gives back how many are told anew."""
    told = [(row, title) for row, title in award_proposals(year.id) if not row.told]
    for row, title in told:
        tell_proposal(row, title)
    return len(told)


def tell_proposal(row: AwardProposal, title: Title) -> None:
    """Its agency sees the proposal from now on; told already, nothing happens."""
    if row.told:
        return
    row.told = True
    words = f"Khối dự kiến đề nghị đơn vị: {title.name}. Đơn vị xem và có thể rút kèm lý do ở Khen thưởng năm."
    notify(row.agency_id, "award_told", words[:500])
    journal.wrote(row, "tell_award_proposal", title=title.code)


def show_proposals(year: Year) -> int:
    """Once the results are published every member sees the list of what is proposed for members."""
    if standing_in_force(year.id) is None:
        raise Refused("Chỉ công khai danh sách sau khi kết quả xếp hạng đã công bố.")
    hidden = [row for row, _ in award_proposals(year.id) if not row.shown and not row.about]
    for row in hidden:
        row.shown = True
    if hidden:
        journal.wrote(year, "show_award_proposals", rows=len(hidden))
    return len(hidden)


def withdraw_award(row: AwardProposal, reason: str, *, by_agency: bool) -> AwardWithdrawal:
    """The member, or the lead, withdraws a proposal and says why; a second time changes nothing."""
    if (same := withdrawal_of(row.id)) is not None:
        return same
    if award_for(row.id) is not None:
        raise Refused("Đã có quyết định khen thưởng, không rút được nữa.")
    made = AwardWithdrawal(
        year_id=row.year_id, agency_id=row.agency_id, proposal_id=row.id, reason=reason, by_agency=by_agency,
        withdrawn_at=clock.now(), withdrawn_by=present_scope().user or None,
    )  # fmt: skip
    db.session.add(made)
    # Of a proposal it was never told of, the agency does not learn either that it was struck off.
    act = "withdraw_award" if by_agency or row.told else "strike_award_proposal"
    journal.wrote(made, act, by_agency=by_agency, reason=reason)
    if not by_agency and row.told:
        notify(row.agency_id, "award_withdrawn", f"Khối trưởng rút một đề nghị khen thưởng. Lý do: {reason}"[:500])
    return made


def record_vote(row: AwardProposal, votes: Votes, ballot: str = "") -> AwardVote:
    """The council's numbers on a proposal, from its minutes or from the ballot named; until a decision is asked for
    they may be put right."""
    wrong = [
        *objections_to_meeting_on(votes.held_on, clock.today()),
        *objections_to_votes(votes.agreed, votes.present, votes.total),
    ]
    refuse_over(wrong, "Chưa lưu được kết quả bỏ phiếu.")
    _refuse_settled(row)
    if withdrawal_of(row.id) is not None:
        raise Refused("Đề nghị đã rút, không bỏ phiếu nữa.")
    vote = vote_on(row.id)
    if vote is None:
        vote = AwardVote(year_id=row.year_id, agency_id=row.agency_id, proposal_id=row.id)
        db.session.add(vote)
    vote.minutes, vote.held_on, vote.ballot = votes.minutes, votes.held_on, ballot
    vote.total, vote.present, vote.agreed = votes.total, votes.present, votes.agreed
    journal.wrote(vote, "record_award_vote", minutes=votes.minutes, agreed=votes.agreed, total=votes.total)
    return vote


def _refuse_settled(row: AwardProposal) -> None:
    hold_award_proposal(row.id)
    if award_for(row.id) is not None:
        raise Refused("Đã có quyết định khen thưởng, không sửa được nữa.")
    if any(each.answered_at is None and row.public_id in each.proposals for each in decisions_in(row.year_id)):
        raise Refused("Đang chờ xác nhận quyết định, không sửa được nữa.")
