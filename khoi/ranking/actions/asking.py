"""What the lead's head asks and the deputy's head confirms: the same four steps, each on a table of one hash."""

from collections.abc import Callable

from khoi.ranking.actions.adopting import adopt, reopen
from khoi.ranking.actions.publishing import publish, withdraw
from khoi.ranking.models import (
    ADOPT,
    PUBLISH,
    REOPEN,
    WITHDRAW,
    Adoption,
    PublicationRequest,
    Standing,
    adopted_table,
    adoption_in_force,
    bloc_table,
    open_request,
    standing_in_force,
)
from khoi.ranking.rules import objections_to_publishing
from khoi.scoring.models import hold_cards, rounds_in
from tenants import journal
from tenants.database import db
from tenants.models import seated
from tenants.notices import notify
from tenants.refusal import Refused, refuse_over
from tenants.roles import Seat
from tenants.scope import present_scope
from tenants.second_person import confirm_asked, decline_asked, sign

#: A reason that every agency reads must say something.
LEAST_REASON = 20
ONLY_THE_DEPUTY = "Người xác nhận phải là lãnh đạo Khối phó, không phải người hay đơn vị đề nghị."
ASKED = {
    ADOPT: "chốt điểm", REOPEN: "mở lại điểm đã chốt", PUBLISH: "công bố kết quả", WITHDRAW: "rút kết quả đã công bố",
}  # fmt: skip
BROUGHT_ABOUT: dict[str, Callable[[PublicationRequest], Adoption | Standing]] = {
    ADOPT: adopt, REOPEN: reopen, PUBLISH: publish, WITHDRAW: withdraw,
}  # fmt: skip


def ask_to_adopt(year_id: int) -> PublicationRequest:
    """The lead's head asks to adopt the points of the table as it stands; refused with every reason on the list."""
    _refuse_open_request(year_id)
    if adoption_in_force(year_id) is not None:
        raise Refused("Điểm năm này đã chốt.")
    table = bloc_table(year_id)
    if table is None:
        raise Refused("Năm này chưa có bảng tiêu chí được công bố.")
    refuse_over(objections_to_publishing(table.states), "Chưa chốt điểm được: còn việc phải làm xong.")
    if any(not each.is_closed for each in rounds_in(year_id)):
        raise Refused("Đợt giải trình chưa kết thúc: kết thúc để các đơn vị được báo kết quả, rồi mới chốt điểm.")
    if not table.appraised:
        raise Refused("Chưa có phiếu chấm nào được nộp.")
    return _ask(year_id, ADOPT, table.digest, "")


def ask_to_reopen(year_id: int, reason: str) -> PublicationRequest:
    """The lead's head asks to reopen the adopted points, with a reason that every agency will see; what is published
    has to be withdrawn first."""
    _refuse_open_request(year_id)
    adoption = adoption_in_force(year_id)
    if adoption is None:
        raise Refused("Điểm năm này chưa chốt.")
    if standing_in_force(year_id) is not None:
        raise Refused("Kết quả đã công bố: rút kết quả trước rồi mới mở lại điểm.")
    return _ask(year_id, REOPEN, adoption.digest, _reason(reason))


def ask_to_publish(year_id: int) -> PublicationRequest:
    """The lead's head asks to publish the adopted points with the places that the votes gave them. Publication comes
    last: it is refused while the points are not adopted."""
    _refuse_open_request(year_id)
    if standing_in_force(year_id) is not None:
        raise Refused("Kết quả năm này đã công bố. Muốn công bố lại thì phải rút kết quả cũ trước.")
    table = adopted_table(year_id)
    if table is None:
        raise Refused("Điểm chưa chốt: chốt điểm xong mới công bố được.")
    return _ask(year_id, PUBLISH, table.digest, "")


def ask_to_withdraw(year_id: int, reason: str) -> PublicationRequest:
    """The lead's head asks to withdraw the published result, with a reason that every agency will see."""
    _refuse_open_request(year_id)
    standing = standing_in_force(year_id)
    if standing is None:
        raise Refused("Chưa có kết quả nào được công bố.")
    return _ask(year_id, WITHDRAW, standing.digest, _reason(reason))


def decline(request: PublicationRequest) -> None:
    """The deputy's head says no, or the lead's head takes the request back: everything stays as it is."""
    decline_asked(request)
    journal.wrote(request, "decline", kind=request.kind)


def confirm(request: PublicationRequest) -> Adoption | Standing:
    """The deputy's head confirms what the lead's asked: it comes about, for the very table that was asked for. A table
    that changed since is refused: it has to be asked for anew."""
    scope = present_scope()
    if not (scope.deputy or scope.operator):
        raise Refused(ONLY_THE_DEPUTY)
    confirm_asked(request, ONLY_THE_DEPUTY)
    hold_cards(request.year_id)
    return BROUGHT_ABOUT[request.kind](request)


def _ask(year_id: int, kind: str, digest: str, reason: str) -> PublicationRequest:
    request = PublicationRequest(
        bloc_id=present_scope().bloc, year_id=year_id, shown_to="chairs", kind=kind, reason=reason, digest=digest
    )
    sign(request)
    db.session.add(request)
    journal.wrote(request, f"ask_to_{kind}", digest=digest, reason=reason)
    if (deputy := seated(year_id, Seat.DEPUTY)) is not None:
        text = f"Khối trưởng đề nghị {ASKED[kind]}: lãnh đạo Khối phó xác nhận."
        notify(deputy.agency_id, f"asked_to_{kind}", text)
    return request


def _reason(typed: str) -> str:
    if len(typed.strip()) < LEAST_REASON:
        raise Refused(f"Lý do phải rõ (ít nhất {LEAST_REASON} ký tự): mọi đơn vị đều đọc.", field="reason")
    return typed.strip()


def _refuse_open_request(year_id: int) -> None:
    if open_request(year_id) is not None:
        raise Refused("Đang có một đề nghị chờ Khối phó xác nhận.")
