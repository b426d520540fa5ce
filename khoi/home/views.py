"""Where a person begins, what is due today, and the notices."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.home import actions
from khoi.home.models import start_of
from tenants.gate import door, here, me
from tenants.notices import notices_to
from tenants.roles import Role

home = Blueprint("home", __name__)


@home.get("/")
@door(*Role)
def start() -> Response | str:
    """On to the newest open year of one's bloc."""
    found = start_of(me().id, me().agency_id)
    if found is None:
        return render_template("home/start.html", page_title="Chưa có năm thi đua")
    return redirect(url_for("home.today", bloc=found[0], year=found[1]))


@home.get("/<bloc>/<int:year>/")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER)
def today() -> str:
    """What is due for this person."""
    return render_template("home/today.html", page_title="Tổng quan")


@home.get("/<bloc>/<int:year>/notices")
@door(Role.CLERK, Role.HEAD)
def notices() -> str:
    """What has happened to what is the agency's."""
    return render_template("home/notices.html", rows=notices_to(here().agency_id), page_title="Thông báo")


@home.post("/<bloc>/<int:year>/notices/read")
@door(Role.CLERK, Role.HEAD)
def read_notices() -> Response:
    """The agency has read its notices."""
    actions.read_notices(here().agency_id)
    return redirect(url_for("home.notices"), 303)
