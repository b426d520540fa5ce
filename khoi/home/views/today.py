"""Where a person begins, and what is due today."""

from typing import Any

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.home.models import Look, look_at, years_for
from khoi.home.rules import Progress, Task, Viewer, due, milestones, progress_of, share_of_year
from khoi.home.rules.tasks import Page
from khoi.home.views.addresses import address_of
from khoi.home.views.blueprint import home
from khoi.home.views.observing import results_in_sight, shelves
from khoi.ranking.models import lines_of, standing_in_force
from tenants import clock, vi
from tenants.gate import door, here, me
from tenants.models import Membership
from tenants.roles import Role, Seat, YearState

#: Where a task leads.
ENDPOINTS = {
    Page.CARD: "scoring.card",
    Page.RESULT: "scoring.result",
    Page.EXPLANATIONS: "scoring.explanations",
    Page.ROUNDS: "scoring.rounds",
    Page.SHEET: "sheets.show",
    Page.SETUP: "years.setup",
    Page.FILED: "scoring.filed",
    Page.APPRAISAL: "scoring.appraisal",
    Page.RANKING: "ranking.table",
    Page.PUBLISHED: "ranking.published",
    Page.RESETS: "accounts.resets",
    Page.REPORTS: "reports.reports",
    Page.REPORTS_OF_ALL: "reports.completeness",
    Page.BLOC_REPORT: "summaries.compose",
    Page.BLOC_REPORTS: "summaries.consolidated",
    Page.REGISTRATION: "pledges.registration",
    Page.REGISTRATIONS: "pledges.registrations",
    Page.MOVEMENTS: "movements.movements",
    Page.MOVEMENT: "movements.movement",
    Page.COMMENDATIONS: "awards.commendations",
    Page.VOTES: "ballots.ballots",
    Page.VOTE: "ballots.ballot",
    Page.SLIP: "ballots.vote",
    Page.TELLERS_CODE: "ballots.code",
    Page.COUNTS: "ballots.counts",
    Page.MEETING: "deliberation.meeting",
    Page.AWARDS: "awards.yearly",
    Page.NOMINATIONS: "awards.nominations",
    Page.NOMINATED: "awards.people",
    Page.PLAN: "plans.plan",
    Page.TASK: "plans.task",
    Page.DOCUMENTS: "documents.documents",
    Page.DOCUMENT: "documents.document",
    Page.INCOMING: "documents.incoming",
    Page.ACTIVITIES: "activities.activities",
    Page.ACTIVITY: "activities.activity",
    Page.TURN: "turnover.turn",
    Page.RECEPTION: "turnover.reception",
    Page.NEXT_YEAR: "home.today",
}
#: Pages about one thing: what their address calls its id.
ABOUT = {
    Page.TASK: "task_id", Page.DOCUMENT: "document_id", Page.ACTIVITY: "activity_id", Page.MOVEMENT: "movement_id",
    Page.BLOC_REPORT: "report_request_id", Page.VOTE: "ballot_id", Page.SLIP: "ballot_id",
    Page.TELLERS_CODE: "ballot_id", Page.COUNTS: "ballot_id",
}  # fmt: skip
TITLES = {Seat.LEAD: "Việc của Khối trưởng hôm nay", Seat.DEPUTY: "Việc của Khối phó hôm nay"}
QUARTERS = ("I", "II", "III", "IV")


@home.get("/")
@door(*Role)
def start() -> Response | str:
    """On to the newest open year; who has several blocs in sight chooses one."""
    years = years_for(me().id, me().agency_id)
    if years and len({year.slug for year in years}) == 1:
        return redirect(url_for("home.today", bloc=years[0].slug, year=years[0].number))
    return render_template(
        "home/start.html",
        years=years,
        results=results_in_sight(years) if me().role is Role.OBSERVER else {},
        page_title="Chọn Khối thi đua" if years else "Chưa có năm thi đua",
    )


@home.get("/<bloc>/<int:year>/")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER, by_seat=True)
def today() -> str:
    """What is due for this person, and how the year stands."""
    if me().role is Role.OBSERVER:
        return _observed()
    viewer = Viewer(me().role, here().seat)
    look = look_at(here().number, is_open=here().is_open, is_prepared=_is_prepared(), is_head=viewer.is_head)
    tasks = due(viewer, look.card, look.bloc, clock.now(), look.steps)
    past = {} if here().is_open else _result()
    shown = {
        "tasks": [_line(task) for task in tasks if task.acting],
        "waiting": [_line(task) for task in tasks if not task.acting],
        "table": _table(look), "look": look,
    }  # fmt: skip
    return render_template("home/today.html", **shown, **past, **_frame(), **_dates(look))


def _is_prepared() -> bool:
    return here().state is YearState.PREPARING and here().left_on is None


def _observed() -> str:
    """Sở Nội vụ sees what has been published, and nothing before."""
    return render_template("home/parts/observed.html", shelves=shelves(), **_result(), **_frame())


def _result() -> dict[str, Any]:
    """What has been published of the year; a closed year is looked at for it."""
    standing = standing_in_force(here().year_id)
    return {"standing": standing, "lines": lines_of(standing.id) if standing else []}


def _frame() -> dict[str, Any]:
    now = clock.now().astimezone(vi.ZONE)
    title = (
        TITLES.get(here().seat, "Việc hôm nay")
        if here().is_open and here().agency_id
        else f"Năm thi đua {here().number}"
    )
    kicker = f"{vi.long_date(now)} · Quý {QUARTERS[(now.month - 1) // 3]}"
    pages = {"card": "scoring.card", "published": "ranking.published", "turn": "turnover.turn"}
    addresses = {name: address_of(endpoint) for name, endpoint in pages.items()}
    return {"page_title": title, "page_kicker": kicker, "addresses": addresses}


def _line(task: Task) -> dict[str, Any]:
    """A task as the list draws it; without a button where that page is not open to this person."""
    url = address_of(ENDPOINTS[task.page], **_about(task)) if task.label else None
    action = {"label": task.label, "url": url, "kind": "primary" if task.acting else "plain"} if url else None
    return {"title": task.title, "detail": task.detail, "kind": task.kind, "action": action}


def _about(task: Task) -> dict[str, Any]:
    """What the address names beside bloc and year."""
    if task.page is Page.NEXT_YEAR:
        return {"year": here().number + 1}
    return {ABOUT[task.page]: task.of} if task.page in ABOUT else {}


def _table(look: Look) -> list[tuple[Membership, Progress]]:
    return [(member, progress_of(filing)) for member, filing in look.table]


def _dates(look: Look) -> dict[str, Any]:
    """The year's dates in order, and each on the line of the year."""
    now, number = clock.now(), here().number
    dates = milestones(((row.title, look.dates[row.key].due, look.dates[row.key].closing) for row in look.filings), now)
    return {
        "coming": [each for each in dates if not each.past],
        "past": [each for each in dates if each.past],
        "marks": [(share_of_year(each.at, number), "closing" if each.is_closing else "due") for each in dates],
        "today_share": share_of_year(now, number) if now.astimezone(vi.ZONE).year == number else None,
    }
