"""Adoption and publication by two people, and their taking back: the lead's head asks, the deputy's confirms."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from khoi.ranking import actions
from khoi.ranking.forms import Withdrawal
from khoi.ranking.models import ADOPT, PUBLISH, REOPEN, WITHDRAW, PublicationRequest
from khoi.ranking.views.blueprint import ranking
from khoi.ranking.views.table import page
from tenants.database import the
from tenants.gate import asks_again, door, here
from tenants.roles import Role, Seat

DONE = {
    ADOPT: "Đã chốt điểm; mọi đơn vị được báo mã niêm phong.",
    REOPEN: "Đã mở lại điểm; mọi đơn vị được báo lý do.",
    PUBLISH: "Đã công bố kết quả cho mọi đơn vị.",
    WITHDRAW: "Đã rút kết quả; mọi đơn vị được báo lý do.",
}


@ranking.post("/<bloc>/<int:year>/ranking/adoption")
@door(Role.HEAD, seats=(Seat.LEAD,))
@asks_again("đề nghị chốt điểm của Khối")
def ask_to_adopt() -> Response:
    """The lead's head asks that the points of the table as it stands be adopted."""
    actions.ask_to_adopt(here().year_id)
    flash("Đã đề nghị chốt điểm. Lãnh đạo Khối phó xem bảng này và xác nhận.", "ok")
    return redirect(url_for("ranking.table"), 303)


@ranking.post("/<bloc>/<int:year>/ranking/reopening")
@door(Role.HEAD, seats=(Seat.LEAD,))
@asks_again("đề nghị mở lại điểm đã chốt")
def ask_to_reopen() -> Response | tuple[str, int]:
    """The lead's head asks that the adopted points be reopened, and why."""
    form = Withdrawal()
    if not form.validate():
        return page(withdrawal=form), 422
    actions.ask_to_reopen(here().year_id, form.reason.data or "")
    flash("Đã đề nghị mở lại điểm. Lãnh đạo Khối phó xác nhận thì điểm mới sửa được.", "ok")
    return redirect(url_for("ranking.table"), 303)


@ranking.post("/<bloc>/<int:year>/ranking/publication")
@door(Role.HEAD, seats=(Seat.LEAD,))
@asks_again("đề nghị công bố kết quả của Khối")
def ask_to_publish() -> Response:
    """The lead's head asks that the adopted points be published with their places."""
    actions.ask_to_publish(here().year_id)
    flash("Đã đề nghị công bố. Lãnh đạo Khối phó xem bảng này và xác nhận.", "ok")
    return redirect(url_for("ranking.table"), 303)


@ranking.post("/<bloc>/<int:year>/ranking/withdrawal")
@door(Role.HEAD, seats=(Seat.LEAD,))
@asks_again("đề nghị rút kết quả đã công bố")
def ask_to_withdraw() -> Response | tuple[str, int]:
    """The lead's head asks that the published result be withdrawn, and why."""
    form = Withdrawal()
    if not form.validate():
        return page(withdrawal=form), 422
    actions.ask_to_withdraw(here().year_id, form.reason.data or "")
    flash("Đã đề nghị rút kết quả. Lãnh đạo Khối phó xác nhận thì kết quả mới được rút.", "ok")
    return redirect(url_for("ranking.table"), 303)


@ranking.post("/<bloc>/<int:year>/ranking/requests/<public_id:request_id>/confirm")
@door(Role.HEAD, seats=(Seat.DEPUTY,))
@asks_again("xác nhận đề nghị của Khối trưởng về kết quả của Khối")
def confirm(request_id: str) -> Response:
    """The deputy's head confirms: what was asked comes about, for the table that was asked for."""
    request = the(PublicationRequest, request_id)
    kind = request.kind
    actions.confirm(request)
    flash(DONE[kind], "ok")
    return redirect(url_for("ranking.table" if kind in (ADOPT, REOPEN) else "ranking.published"), 303)


@ranking.post("/<bloc>/<int:year>/ranking/requests/<public_id:request_id>/decline")
@door(Role.HEAD, seats=(Seat.LEAD, Seat.DEPUTY))
def decline(request_id: str) -> Response:
    """The deputy's head says no, or the lead's head takes the request back."""
    actions.decline(the(PublicationRequest, request_id))
    flash("Đề nghị đã được hủy; kết quả giữ nguyên như trước.", "info")
    return redirect(url_for("ranking.table"), 303)
