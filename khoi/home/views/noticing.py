"""The agency's notices, and which of them have been read."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.home import actions
from khoi.home.models import notices_in, unread_in
from khoi.home.views.blueprint import home
from tenants.database import the
from tenants.gate import door, here
from tenants.notices import Notice
from tenants.roles import Role


@home.get("/<bloc>/<int:year>/notices")
@door(Role.CLERK, Role.HEAD)
def notices() -> str:
    """What has happened to what is the agency's."""
    return render_template(
        "home/notices.html", rows=notices_in(here().year_id, here().agency_id), page_title="Thông báo",
        page_lead="Những việc liên quan đến đơn vị; mọi người của đơn vị cùng thấy, một người đọc là cả đơn vị đã đọc.",
    )  # fmt: skip


@home.post("/<bloc>/<int:year>/notices/<public_id:notice_id>/read")
@door(Role.CLERK, Role.HEAD)
def read_notice(notice_id: str) -> Response:
    """One notice has been read."""
    actions.mark_read([the(Notice, notice_id)])
    return redirect(url_for("home.notices"), 303)


@home.post("/<bloc>/<int:year>/notices/read")
@door(Role.CLERK, Role.HEAD)
def read_notices() -> Response:
    """All of them have."""
    actions.mark_read(unread_in(here().year_id, here().agency_id))
    return redirect(url_for("home.notices"), 303)
