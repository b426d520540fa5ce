"""A vote is drawn up: what is asked, by which measure, who is voted on, who votes, who counts."""

from dataclasses import asdict, dataclass, replace
from datetime import date

from khoi.ballots.models import (
    Ballot,
    Candidate,
    CouncilMember,
    Teller,
    ballot_like,
    candidates_of,
    council_of,
    drop_children,
    hold_ballot,
    teller_in,
    tellers_of,
)
from khoi.ballots.rules import Conflict, Kind, Measure, Motion, State, Way, objections_to_terms
from khoi.ballots.rules.motions import MOST_CANDIDATES, TELLERS
from tenants import journal
from tenants.database import db
from tenants.models import Membership, User, Year
from tenants.refusal import Refused, refuse_over
from tenants.scope import present_scope

HALF = Measure(50, strict=True)


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked, and how much is enough."""

    title: str
    kind: Kind
    way: Way = Way.PAPER
    office: str = ""
    seats: int = 0
    by_agency: bool = True
    measure: Measure = HALF
    basis: str = ""
    conflict: Conflict = Conflict.NONE
    held_on: date | None = None

    @property
    def motion(self) -> Motion:
        return Motion(self.title, self.kind, self.way, self.seats, self.measure, self.basis, self.conflict)


def refuse_unless_run_here(ballot: Ballot) -> None:
    """The bloc's votes are run by its chairs, an agency's by its own people."""
    scope = present_scope()
    if not (scope.is_chair if ballot.is_blocs else scope.agency == ballot.owner):
        raise Refused("Cuộc bỏ phiếu do Khối trưởng, Khối phó (hoặc đơn vị lập ra) điều hành.")


def draft_ballot(year: Year, terms: Terms, owner: int = 0) -> Ballot:
    """Draw up a vote of the bloc (owner 0) or of an agency's own council; the same sent twice is there once."""
    refuse_over(objections_to_terms(terms.motion), "Chưa lập được cuộc bỏ phiếu.")
    if (same := ballot_like(year.id, owner, terms.title, terms.kind)) is not None:
        return same
    row = Ballot(bloc_id=year.bloc_id, year_id=year.id, owner=owner, agency_id=owner or None)
    refuse_unless_run_here(row)
    _take(row, terms)
    db.session.add(row)
    db.session.flush()
    if terms.kind is Kind.QUESTION:
        add_candidate(row, terms.title)
    journal.wrote(row, "draft_ballot", **_facts(terms))
    return row


def amend_ballot(ballot: Ballot, terms: Terms) -> None:
    """Change what is asked; refused once the vote is open."""
    _refuse_unless_draft(ballot)
    refuse_over(objections_to_terms(terms.motion), "Chưa lưu được.")
    _take(ballot, terms)
    if terms.kind is Kind.QUESTION and (rows := candidates_of(ballot.id)):
        rows[0].name = terms.title[:200]
    if not ballot.by_agency and terms.by_agency:
        for row in council_of(ballot.id):
            db.session.delete(row)
    journal.wrote(ballot, "amend_ballot", **_facts(terms))


def _take(row: Ballot, terms: Terms) -> None:
    row.title, row.kind, row.way, row.office = terms.title, terms.kind, terms.way, terms.office
    row.seats, row.percent, row.strict = terms.seats, terms.measure.percent, terms.measure.strict
    row.quorum_part, row.quorum_whole = terms.measure.quorum
    row.basis, row.conflict, row.held_on = terms.basis, terms.conflict, terms.held_on
    # In an agency's own council persons vote: the agency itself has no vote there.
    row.by_agency = terms.by_agency and row.is_blocs


def _facts(terms: Terms) -> dict[str, object]:
    plain = replace(terms, title="")
    return {name: value for name, value in asdict(plain).items() if value not in ("", None)}


def drop_ballot(ballot: Ballot) -> None:
    """Throw a draft away."""
    _refuse_unless_draft(ballot)
    journal.wrote(ballot, "drop_ballot")
    drop_children(ballot.id)
    db.session.delete(ballot)


def add_candidate(ballot: Ballot, name: str, detail: str = "", agency_id: int | None = None, subject: str = "") -> None:
    """Put one more on the slip; the same name twice is there once."""
    _refuse_unless_draft(ballot)
    rows = candidates_of(ballot.id)
    if any(row.name == name for row in rows):
        return
    if len(rows) >= MOST_CANDIDATES:
        raise Refused(f"Một cuộc bỏ phiếu có nhiều nhất {MOST_CANDIDATES} tên.", field="name")
    row = Candidate(
        **_under(ballot), position=max((each.position for each in rows), default=0) + 1, name=name[:200],
        detail=detail[:300], agency_id=agency_id, subject=subject,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    journal.wrote(ballot, "add_candidate", candidate=row.public_id, subject=subject)


def remove_candidate(candidate: Candidate, ballot: Ballot) -> None:
    _refuse_unless_draft(ballot)
    if ballot.kind == Kind.QUESTION and len(candidates_of(ballot.id)) == 1:
        raise Refused("Câu hỏi biểu quyết là tên của cuộc bỏ phiếu: sửa ở phần nội dung.")
    journal.wrote(ballot, "remove_candidate", candidate=candidate.public_id)
    db.session.delete(candidate)


def add_council_member(ballot: Ballot, name: str, member: Membership, user: User | None = None) -> None:
    """Put a person on the list of those who vote; with an account he can vote in the portal."""
    _refuse_unless_draft(ballot)
    if ballot.by_agency:
        raise Refused("Cuộc này mỗi đơn vị một phiếu: danh sách lấy từ thành viên của Khối.")
    if user is not None and user.agency_id != member.agency_id:
        raise Refused("Tài khoản không thuộc đơn vị đã chọn.", field="user")
    rows = council_of(ballot.id)
    if any((row.agency_id, row.name) == (member.agency_id, name) or (user and row.user_id == user.id) for row in rows):
        return
    row = CouncilMember(**_under(ballot), agency_id=member.agency_id, user_id=user.id if user else None, name=name)
    db.session.add(row)
    journal.wrote(ballot, "add_council_member", about=member.agency_id)


def remove_council_member(row: CouncilMember, ballot: Ballot) -> None:
    _refuse_unless_draft(ballot)
    journal.wrote(ballot, "remove_council_member", about=row.agency_id)
    db.session.delete(row)


def add_teller(ballot: Ballot, user: User) -> None:
    """Name one who counts: two or three, with accounts, for each takes a code or confirms the count himself."""
    _refuse_unless_draft(ballot)
    if teller_in(ballot.id, user.id) is not None:
        return
    if len(tellers_of(ballot.id)) >= TELLERS[1]:
        raise Refused(f"Nhiều nhất {TELLERS[1]} kiểm phiếu viên.", field="user")
    assert user.agency_id is not None
    db.session.add(Teller(**_under(ballot), agency_id=user.agency_id, user_id=user.id, name=user.name))
    journal.wrote(ballot, "add_teller", teller=user.public_id)


def remove_teller(row: Teller, ballot: Ballot) -> None:
    _refuse_unless_draft(ballot)
    journal.wrote(ballot, "remove_teller", agency=row.agency_id)
    db.session.delete(row)


def _under(ballot: Ballot) -> dict[str, object]:
    """What every row of this vote carries."""
    return {
        "bloc_id": ballot.bloc_id, "year_id": ballot.year_id, "owner": ballot.owner, "ballot_id": ballot.id,
    }  # fmt: skip


def _refuse_unless_draft(ballot: Ballot) -> None:
    refuse_unless_run_here(ballot)
    if hold_ballot(ballot.id, whole=False).state != State.DRAFT:
        raise Refused("Cuộc bỏ phiếu đã mở: nội dung, danh sách và ban kiểm phiếu không thay đổi được nữa.")
