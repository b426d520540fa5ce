"""The registration leaves the agency: sent to the head, given back, filed."""

from typing import TypeVar

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from khoi.pledges import actions
from khoi.pledges.forms import ReasonForm, SealForm
from khoi.pledges.views.blueprint import head, members, pledges
from khoi.pledges.views.desk import own_registration
from tenants.forms import Form
from tenants.refusal import Refused

F = TypeVar("F", bound=Form)


@pledges.post("/<bloc>/<int:year>/registration/send-to-head")
@members
def send_to_head() -> Response:
    """The clerk is done: on to the head."""
    actions.send_to_head(own_registration())
    flash("Bản đăng ký đã trình lãnh đạo duyệt.", "ok")
    return redirect(url_for("pledges.registration"), 303)


@pledges.post("/<bloc>/<int:year>/registration/give-back")
@head
def give_back() -> Response:
    """The head gives it back to the clerk and says why."""
    form = _well_formed(ReasonForm())
    actions.give_back(own_registration(), form.reason.data or "")
    flash("Đã chuyển lại cho đầu mối.", "ok")
    return redirect(url_for("pledges.registration"), 303)


@pledges.post("/<bloc>/<int:year>/registration/file")
@head
def file_registration() -> Response:
    """The head files what he saw."""
    form = _well_formed(SealForm())
    filed = actions.file_registration(own_registration(), form.seal.data or "")
    late = f", chậm {filed.days_late} ngày" if filed.days_late else ""
    flash(f"Đã nộp bản đăng ký thi đua{late}. Khối trưởng xem được bản này.", "ok")
    return redirect(url_for("pledges.registration"), 303)


def _well_formed(form: F) -> F:
    if not form.validate():
        raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    return form
