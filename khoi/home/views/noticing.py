"""The agency's notices, and which of them have been read."""

from collections import Counter
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from khoi.home import actions
from khoi.home.models import notices_in, unread_in
from khoi.home.views.addresses import address_of
from khoi.home.views.blueprint import home
from tenants.database import the
from tenants.gate import door, here
from tenants.letters import TOPIC_NAMES, Topic, topic_of
from tenants.notices import Notice
from tenants.roles import Role

#: Where the thing is that a notice is about; a kind that is not here only tells. What may be of several sorts (a card,
#: a report, a registration came back) is among the tasks of the overview.
PLACES = {
    "returned": "home.today",
    "given_back": "home.today",
    "reminder": "home.today",
    "targets": "scoring.card",
    "released": "scoring.result",
    "appraised": "scoring.result",
    "due": "years.dates",
    "dates": "years.dates",
    "exception": "years.dates",
    "lateness": "years.dates",
    "issued": "documents.documents",
    "remind": "documents.documents",
    "invited": "activities.activities",
    "report_reminder": "reports.reports",
    "plan": "plans.plan",
    "members": "years.dates",
    "asked_to_close": "turnover.turn",
    "handed_over": "turnover.turn",
    "published": "ranking.published",
    "bloc_report": "summaries.index",
    "paper": "summaries.papers",
    "withdrawn": "ranking.published",
    "asked_to_publish": "ranking.table",
    "asked_to_withdraw": "ranking.table",
    "reset_to_confirm": "accounts.resets",
    "reset": "accounts.people",
    "sheet": "sheets.show",
}


@home.get("/<bloc>/<int:year>/notices")
@door(Role.CLERK, Role.HEAD)
def notices() -> str:
    """What has happened to what is the agency's; `?about=` shows one topic."""
    rows = notices_in(here().year_id, here().agency_id)
    counts = Counter(topic_of(row.kind) for row in rows)
    about = request.args.get("about", "")
    topics = [(topic.value, TOPIC_NAMES[topic], counts[topic]) for topic in Topic if counts[topic]]
    return render_template(
        "home/notices.html", rows=[_line(row) for row in rows if about in ("", topic_of(row.kind))], topics=topics,
        about=about, count=len(rows), page_title="Thông báo",
        page_lead="Những việc liên quan đến đơn vị; mọi người của đơn vị cùng thấy, một người đọc là cả đơn vị đã đọc.",
    )  # fmt: skip


def _line(row: Notice) -> dict[str, Any]:
    """A notice as the list draws it: what it is about, and where that is, if this person may go there."""
    place = PLACES.get(row.kind)
    return {"row": row, "topic": TOPIC_NAMES[topic_of(row.kind)], "url": address_of(place) if place else None}


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
