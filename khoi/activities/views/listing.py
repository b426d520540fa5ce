"""The activities of the year, and who took part."""

from flask import Response, render_template, request

from khoi.activities.models import activities_in
from khoi.activities.views.blueprint import activities as room
from khoi.activities.views.excel import activities_book
from khoi.activities.views.shown import figures_shown, lines_of
from khoi.office.serving import made_file
from khoi.office.upload import MIMES, FileKind
from tenants.forms import clean
from tenants.gate import door, here, takes_home
from tenants.roles import Role
from tenants.scope import present_scope


@room.get("/<bloc>/<int:year>/activities")
@door(Role.CLERK, Role.HEAD, by_seat=True)
def activities() -> str:
    """What one is invited to; the lead also sees its plans, and all agencies' figures."""
    words = clean(request.args.get("q", ""))[:200]
    return render_template(
        "activities/activities.html", lines=lines_of(activities_in(here().year_id, words)), q=words,
        figures=figures_shown(), leads=bool(present_scope().lead), page_title="Hội nghị, hoạt động của Khối",
    )  # fmt: skip


@room.post("/<bloc>/<int:year>/activities/list")
@door(Role.CLERK, Role.HEAD, by_seat=True)
@takes_home
def export_activities() -> Response:
    """Activities and figures as an Excel file."""
    title = f"Hội nghị, hoạt động của Khối, năm {here().number}"
    book = activities_book(title, lines_of(activities_in(here().year_id)), figures_shown())
    return made_file(book, MIMES[FileKind.XLSX], f"Hoat dong cua Khoi {here().number}.xlsx")
