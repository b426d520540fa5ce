"""The year is closed by two people: the lead's head asks, the deputy's head confirms."""

from json import dumps, loads

from khoi.turnover.models import ClosingRequest, closing_request, hold_closing, unfinished
from khoi.years.actions import close_year
from tenants import clock, journal
from tenants.database import db
from tenants.models import Year, members_of, seated, user_by_id, year_by_id
from tenants.notices import notify
from tenants.refusal import Refused
from tenants.roles import Seat
from tenants.scope import present_scope


def ask_to_close(year: Year) -> ClosingRequest:
    """The lead's head asks; what is unfinished goes with it. A second asking is the first one."""
    if (present := closing_request(year.id)) is not None:
        return present
    row = ClosingRequest(
        bloc_id=year.bloc_id, year_id=year.id, shown_to="chairs", unfinished=_written(year), asked_at=clock.now(),
        asked_by=present_scope().user or None,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    journal.wrote(row, "ask_to_close")
    if (deputy := seated(year.id, Seat.DEPUTY)) is not None:
        notify(deputy.agency_id, "asked_to_close", "Khối trưởng đề nghị khóa năm: lãnh đạo Khối phó xác nhận.")
    return row


def decline_closing(request: ClosingRequest) -> None:
    """The deputy's head says no, or the lead's head takes the request back: the year stays open."""
    _answer(request, confirmed=False)
    journal.wrote(request, "decline_closing")


def confirm_closing(request: ClosingRequest) -> None:
    """The deputy's head confirms: every member is told, and from then on the year is only looked at. Refused when
    what is unfinished is no longer what it was when the lead asked."""
    scope, year = present_scope(), year_by_id(request.year_id)
    asker = user_by_id(request.asked_by) if request.asked_by else None
    if not scope.deputy or (asker is not None and asker.agency_id == scope.agency):
        raise Refused("Người xác nhận phải là lãnh đạo Khối phó, không phải người hay đơn vị đề nghị.")
    if request.unfinished != _written(year):
        raise Refused("Các việc chưa xong đã khác lúc Khối trưởng đề nghị. Khối trưởng cần xem lại và đề nghị lại.")
    _answer(request, confirmed=True)
    for member in members_of(year.id):
        notify(member.agency_id, "year_closed", f"Năm thi đua {year.number} đã khóa: từ nay chỉ xem, không sửa được.")
    db.session.flush()
    close_year(year, loads(request.unfinished))


def _written(year: Year) -> str:
    """What is unfinished, as the request keeps it; both chairs find the same."""
    return dumps(unfinished(year), ensure_ascii=False)


def _answer(request: ClosingRequest, *, confirmed: bool) -> None:
    held = hold_closing(request.id)
    if held.answered_at is not None:
        raise Refused("Đề nghị này đã được trả lời.")
    held.answered_at, held.answered_by, held.confirmed = clock.now(), present_scope().user or None, confirmed
