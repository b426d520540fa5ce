"""Publication by two people, withdrawal likewise, and what a vote on paper decided."""

from collections.abc import Iterable

from khoi.ranking.models import (
    PUBLISH,
    WITHDRAW,
    Decided,
    PublicationRequest,
    Standing,
    StandingLine,
    Table,
    bloc_table,
    open_request,
    standing_in_force,
)
from khoi.ranking.models.published import decision_on, hold_request, last_standing_number
from khoi.ranking.rules import DecidedKind, figures_of, objections_to_publishing
from khoi.ranking.rules import Standing as Line
from khoi.scoring.models import cards_in, hold_cards
from khoi.scoring.rules import Event, Stage, next_stage
from khoi.sheets.rules import write_sheet
from tenants import clock, journal
from tenants.database import db
from tenants.journal import canonical
from tenants.models import Membership, members_of, user_by_id
from tenants.notices import notify
from tenants.refusal import Refused, refuse_over
from tenants.scope import present_scope

#: A reason that every agency reads must say something.
LEAST_REASON = 20


def ask_to_publish(year_id: int) -> PublicationRequest:
    """The lead's head asks to publish the table as it stands; refused with every reason on the check-list."""
    _refuse_open_request(year_id)
    if standing_in_force(year_id) is not None:
        raise Refused("Kết quả năm này đã công bố. Muốn công bố lại thì phải rút kết quả cũ trước.")
    table = _table(year_id)
    refuse_over(objections_to_publishing(table.states), "Chưa công bố được: còn việc phải làm xong.")
    if not table.appraised:
        raise Refused("Chưa có phiếu chấm nào được nộp.")
    return _ask(year_id, PUBLISH, table.digest, "")


def ask_to_withdraw(year_id: int, reason: str) -> PublicationRequest:
    """The lead's head asks to withdraw the published result, with a reason that every agency will see."""
    _refuse_open_request(year_id)
    standing = standing_in_force(year_id)
    if standing is None:
        raise Refused("Chưa có kết quả nào được công bố.")
    if len(reason.strip()) < LEAST_REASON:
        raise Refused(f"Lý do rút kết quả phải rõ (ít nhất {LEAST_REASON} ký tự): mọi đơn vị đều đọc.", field="reason")
    return _ask(year_id, WITHDRAW, standing.digest, reason.strip())


def decline(request: PublicationRequest) -> None:
    """The deputy's head says no, or the lead's head takes the request back: nothing is published or withdrawn."""
    _answer(request, confirmed=False)
    journal.wrote(request, "decline", kind=request.kind)


def confirm(request: PublicationRequest) -> Standing:
    """The deputy's head confirms what the lead's asked: the very table that was asked for is published, or the
    published one withdrawn. A table that changed since is refused: it has to be asked for anew."""
    scope = present_scope()
    if not (scope.deputy or scope.operator) or _is_of_asking_agency(request):
        raise Refused("Người xác nhận phải là lãnh đạo Khối phó, không phải người hay đơn vị đề nghị.")
    _answer(request, confirmed=True)
    hold_cards(request.year_id)
    return _publish(request) if request.kind == PUBLISH else _withdraw(request)


def decide(year_id: int, member: Membership, kind: DecidedKind, result: str, basis: str) -> Decided:
    """Record what a vote decided on one member: a place among equals, a class given or refused; with its minutes."""
    if not basis.strip():
        raise Refused("Ghi số biên bản làm căn cứ.", field="basis")
    if kind is DecidedKind.TIE and not result.isdecimal():
        raise Refused("Thứ tự giữa các đơn vị đồng hạng là một số: 1 đứng trước.", field="result")
    _refuse_published(year_id)
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
    journal.wrote(row, "undecide", kind=row.kind, result=row.result, basis=row.basis)
    db.session.delete(row)


# --- what the two of them bring about ------------------------------------------------------------------------------


def _publish(request: PublicationRequest) -> Standing:
    table = _table(request.year_id)
    if table.digest != request.digest:
        raise Refused("Bảng điểm đã thay đổi từ khi Khối trưởng đề nghị. Khối trưởng cần xem lại và đề nghị lại.")
    refuse_over(objections_to_publishing(table.states), "Chưa công bố được: còn việc phải làm xong.")
    _move_cards(request.year_id, Event.ADOPT, Stage.APPRAISED, Stage.EXPLAINING)
    standing = _standing(request, table)
    db.session.add_all(_line(standing, place, line, table) for place, line in enumerate(table.appraised, 1))
    journal.wrote(standing, "publish", digest=standing.digest, number=standing.number)
    _tell_all(request.year_id, "published", "Kết quả xếp hạng thi đua của Khối đã được công bố.")
    return standing


def _standing(request: PublicationRequest, table: Table) -> Standing:
    standing = Standing(
        bloc_id=request.bloc_id, year_id=request.year_id, shown_to="published",
        number=last_standing_number(request.year_id) + 1, sheet_id=table.sheet.id, published_at=clock.now(),
        asked_by=request.asked_by, confirmed_by=present_scope().user or None, digest=table.digest,
        sheet=canonical(write_sheet(table.spec)),
    )  # fmt: skip
    db.session.add(standing)
    db.session.flush()
    return standing


def _line(standing: Standing, place: int, line: Line, table: Table) -> StandingLine:
    """A member's figures, copied: no inputs, no evidence, and of `không xét` the word, not the reason."""
    member, claimed = table.members[line.agency], table.claimed_of[line.agency]
    figures = {"claimed": figures_of(claimed), "adopted": figures_of(line)}
    return StandingLine(
        bloc_id=standing.bloc_id, year_id=standing.year_id, shown_to="published", standing_id=standing.id,
        member_id=member.agency_id, name=member.name_that_year, place=place, rank=line.rank, label=line.class_label,
        considered=line.considered, claimed_total=claimed.total, total=line.total, base=line.sums.base,
        bonus=line.sums.bonus, penalty=line.sums.penalty, figures=canonical(figures),
    )  # fmt: skip


def _withdraw(request: PublicationRequest) -> Standing:
    standing = standing_in_force(request.year_id)
    if standing is None or standing.digest != request.digest:
        raise Refused("Kết quả đề nghị rút không còn hiệu lực.")
    standing.withdrawn_at, standing.withdrawn_reason = clock.now(), request.reason
    _move_cards(request.year_id, Event.REOPEN, Stage.ADOPTED)
    journal.wrote(standing, "withdraw", reason=request.reason, number=standing.number)
    _tell_all(request.year_id, "withdrawn", f"Kết quả xếp hạng đã công bố được rút lại. Lý do: {request.reason}")
    return standing


def _move_cards(year_id: int, event: Event, *stages: Stage) -> None:
    for card in cards_in(year_id).values():
        if card.stage in stages:
            card.stage = next_stage(Stage(card.stage), event)
            card.version += 1


def _tell_all(year_id: int, kind: str, text: str) -> None:
    for member in members_of(year_id):
        notify(member.agency_id, kind, text)


def _ask(year_id: int, kind: str, digest: str, reason: str) -> PublicationRequest:
    scope = present_scope()
    request = PublicationRequest(
        bloc_id=scope.bloc, year_id=year_id, shown_to="chairs", kind=kind, reason=reason, digest=digest,
        asked_at=clock.now(), asked_by=scope.user or None,
    )  # fmt: skip
    db.session.add(request)
    journal.wrote(request, f"ask_to_{kind}", digest=digest, reason=reason)
    _tell_deputy(year_id, kind)
    return request


def _tell_deputy(year_id: int, kind: str) -> None:
    asked = "công bố kết quả" if kind == PUBLISH else "rút kết quả đã công bố"
    for member in _deputies(members_of(year_id)):
        notify(member.agency_id, f"asked_to_{kind}", f"Khối trưởng đề nghị {asked}: lãnh đạo Khối phó xác nhận.")


def _deputies(members: Iterable[Membership]) -> list[Membership]:
    return [member for member in members if member.seat == "deputy"]


def _is_of_asking_agency(request: PublicationRequest) -> bool:
    """Two people are of two agencies, also where the chairs were handed over after the asking."""
    scope = present_scope()
    asker = user_by_id(request.asked_by) if request.asked_by and scope.agency else None
    return asker is not None and asker.agency_id == scope.agency


def _answer(request: PublicationRequest, *, confirmed: bool) -> None:
    hold_request(request.id)
    if request.answered_at is not None:
        raise Refused("Đề nghị này đã được trả lời.")
    request.answered_at, request.answered_by = clock.now(), present_scope().user or None
    request.confirmed = confirmed


def _table(year_id: int) -> Table:
    table = bloc_table(year_id)
    if table is None:
        raise Refused("Năm này chưa có bảng tiêu chí được công bố.")
    return table


def _refuse_open_request(year_id: int) -> None:
    if open_request(year_id) is not None:
        raise Refused("Đang có một đề nghị chờ Khối phó xác nhận.")


def _refuse_published(year_id: int) -> None:
    if standing_in_force(year_id) is not None:
        raise Refused("Kết quả đã công bố: không sửa được nữa, trừ khi rút kết quả.")
