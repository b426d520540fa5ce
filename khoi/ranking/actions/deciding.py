"""What a vote on paper decided on one member, until publication."""

from khoi.ranking.models import Decided, adoption_in_force, standing_in_force
from khoi.ranking.models.published import decision_on
from khoi.ranking.rules import DecidedKind
from tenants import clock, journal
from tenants.database import db
from tenants.models import Membership
from tenants.refusal import Refused
from tenants.scope import present_scope


def decide(year_id: int, member: Membership, kind: DecidedKind, result: str, basis: str) -> Decided:
    """Record what a vote decided on one member: a place among equals, a class given or refused; with its minutes."""
    if not basis.strip():
        raise Refused("Ghi số biên bản làm căn cứ.", field="basis")
    if kind is DecidedKind.TIE and not result.isdecimal():
        raise Refused("Thứ tự giữa các đơn vị đồng hạng là một số: 1 đứng trước.", field="result")
    _refuse_published(year_id)
    _refuse_adopted(year_id, kind)
    row = decision_on(year_id, member.agency_id, kind)
    if row is None:
        row = Decided(bloc_id=member.bloc_id, year_id=year_id, shown_to="chairs", kind=kind, member_id=member.agency_id)
        db.session.add(row)
    row.result, row.basis = result, basis.strip()
    row.decided_at, row.decided_by = clock.now(), present_scope().user or None
    journal.wrote(row, "decide", kind=kind, member=member.public_id, result=result, basis=basis.strip())
    return row


def undecide(row: Decided) -> None:
    """Take a recorded vote back, before publication."""
    _refuse_published(row.year_id)
    _refuse_adopted(row.year_id, row.kind)
    journal.wrote(row, "undecide", kind=row.kind, result=row.result, basis=row.basis)
    db.session.delete(row)


def _refuse_published(year_id: int) -> None:
    if standing_in_force(year_id) is not None:
        raise Refused("Kết quả đã công bố: không sửa được nữa, trừ khi rút kết quả.")


def _refuse_adopted(year_id: int, kind: str) -> None:
    """Who is considered decides about points of others too; the order of equals and the classes do not."""
    if kind == DecidedKind.CONSIDERATION and adoption_in_force(year_id) is not None:
        raise Refused("Điểm đã chốt: xét hay không xét không đổi được nữa, trừ khi mở lại điểm.")
