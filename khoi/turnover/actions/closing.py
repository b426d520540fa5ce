"""The year is closed by two people: the lead's head asks, the deputy's head confirms."""

from json import dumps, loads

from khoi.turnover.models import ClosingRequest, closing_request, unfinished
from khoi.years.actions import close_year
from tenants import journal
from tenants.database import db
from tenants.models import Year, members_of, seated, year_by_id
from tenants.notices import notify
from tenants.refusal import Refused
from tenants.roles import Seat
from tenants.scope import present_scope
from tenants.second_person import confirm_asked, decline_asked, sign

ONLY_THE_DEPUTY = "Người xác nhận phải là lãnh đạo Khối phó, không phải người hay đơn vị đề nghị."


def ask_to_close(year: Year) -> ClosingRequest:
    """The lead's head asks; what is unfinished goes with it. A second asking is the first one."""
    if (present := closing_request(year.id)) is not None:
        return present
    row = ClosingRequest(
        bloc_id=year.bloc_id, year_id=year.id, shown_to="chairs", unfinished=_written(year)
    )  # fmt: skip
    sign(row)
    db.session.add(row)
    db.session.flush()
    journal.wrote(row, "ask_to_close")
    if (deputy := seated(year.id, Seat.DEPUTY)) is not None:
        notify(deputy.agency_id, "asked_to_close", "Khối trưởng đề nghị khóa năm: lãnh đạo Khối phó xác nhận.")
    return row


def decline_closing(request: ClosingRequest) -> None:
    """The deputy's head says no, or the lead's head takes the request back: the year stays open."""
    decline_asked(request)
    journal.wrote(request, "decline_closing")


def confirm_closing(request: ClosingRequest) -> None:
    """The deputy's head confirms: every member is told, and from then on the year is only looked at. Refused when
    what is unfinished is no longer what it was when the lead asked."""
    year = year_by_id(request.year_id)
    if not present_scope().deputy:
        raise Refused(ONLY_THE_DEPUTY)
    if request.unfinished != _written(year):
        raise Refused("Các việc chưa xong đã khác lúc Khối trưởng đề nghị. Khối trưởng cần xem lại và đề nghị lại.")
    confirm_asked(request, ONLY_THE_DEPUTY)
    for member in members_of(year.id):
        notify(member.agency_id, "year_closed", f"Năm thi đua {year.number} đã khóa: từ nay chỉ xem, không sửa được.")
    db.session.flush()
    close_year(year, loads(request.unfinished))


def _written(year: Year) -> str:
    """What is unfinished, as the request keeps it; both chairs find the same."""
    return dumps(unfinished(year), ensure_ascii=False)
