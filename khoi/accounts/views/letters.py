"""What one hears outside the portal: the address and topics of mails, the private address of the calendar."""

from typing import Any

from flask import current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.accounts import actions
from khoi.accounts.forms import MailsForm
from khoi.accounts.views.blueprint import accounts
from khoi.accounts.views.oneself import as_oneself
from tenants.calendars import calendar_since
from tenants.database import db, reading
from tenants.gate import door, me, own_transactions
from tenants.letters import ALWAYS_MAILED, TOPIC_NAMES, Topic
from tenants.mail import last_trouble_of, refused_by
from tenants.models import user_by_id
from tenants.roles import Role

Answer = Response | str | tuple[str, int]


@accounts.route("/account/letters", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD)
@own_transactions
def letters() -> Answer:
    """Where mails go and of what they tell."""
    form = MailsForm()
    if not form.is_submitted():
        return _page(form, fill=True)
    if not form.validate_on_submit():
        return _page(form), 422
    with as_oneself() as user:
        actions.choose_mails(user, form.email.data or "", [Topic(name) for name in form.topics.data or ()])
    flash("Đã lưu cách nhận thư.", "ok")
    return redirect(url_for("accounts.letters"), 303)


@accounts.post("/account/calendar")
@door(Role.CLERK, Role.HEAD)
@own_transactions
def make_calendar() -> Answer:
    """A fresh private address of the calendar; it stands on the answer, once."""
    with as_oneself() as user:
        token = actions.make_calendar(user)
    return _page(MailsForm(formdata=None), fill=True, address=url_for("home.calendar", token=token, _external=True))


@accounts.post("/account/calendar/end")
@door(Role.CLERK, Role.HEAD)
@own_transactions
def end_calendar() -> Response:
    """The address is dead from now on."""
    with as_oneself() as user:
        actions.end_calendar(user)
    flash("Đã ngừng địa chỉ lịch: máy nào đang dùng địa chỉ đó không xem được nữa.", "ok")
    return redirect(url_for("accounts.letters"), 303)


def _page(form: MailsForm, *, fill: bool = False, address: str = "") -> str:
    with reading():
        try:
            if fill:
                _fill(form)
            return render_template("accounts/letters.html", form=form, address=address, **_facts())
        finally:
            db.session.rollback()


def _fill(form: MailsForm) -> None:
    form.email.data = user_by_id(me().id).email
    form.topics.data = [topic.value for topic in Topic if topic not in refused_by(me().id)]


def _facts() -> dict[str, Any]:
    return {
        "page_title": "Thư và lịch",
        "always": [TOPIC_NAMES[topic] for topic in Topic if topic in ALWAYS_MAILED],
        "has_server": current_app.extensions["settings"].mail_server is not None,
        "trouble": last_trouble_of(me().id),
        "calendar_since": calendar_since(me().id),
    }
