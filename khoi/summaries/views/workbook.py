"""What the bloc takes out of the portal: the consolidated workbook, each with what its reader may see."""

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from khoi.ranking.models import package_of, standing_in_force
from khoi.scoring.models import last_filed_in
from khoi.summaries.actions import take_out
from khoi.summaries.models import published_in
from khoi.summaries.views.blueprint import summaries
from khoi.summaries.workbook import consolidated_workbook
from tenants.gate import asks_again, door, here, me, takes_home
from tenants.models import year_by_id
from tenants.rations import spend_export
from tenants.roles import Role, Seat
from tenants.scope import present_scope

CHAIRS = (Seat.LEAD, Seat.DEPUTY)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@summaries.get("/<bloc>/<int:year>/summaries")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER, by_seat=True)
def index() -> str:
    """What may be taken out now, what each file contains."""
    filed = last_filed_in(here().year_id)
    standing = standing_in_force(here().year_id)
    return render_template(
        "summaries/index.html",
        chair=present_scope().is_chair,
        standing=standing,
        package=package_of(standing.id) if standing and present_scope().is_chair else None,
        filed=len(filed),
        own_filed=here().agency_id in filed,
        reports=published_in(here().year_id),
        page_title="Tổng hợp và xuất",
    )


@summaries.route("/<bloc>/<int:year>/summaries/workbook", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=CHAIRS)
@takes_home
@asks_again("tải số liệu của mọi đơn vị")
def workbook() -> AnyResponse:
    """The chairs' workbook: everything that is filed."""
    if request.method == "POST":
        spend_export()
    return _taken(f"tong-hop-{here().number}.xlsx")


@summaries.route("/<bloc>/<int:year>/summaries/own-workbook", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, Role.OBSERVER)
@takes_home
def own_workbook() -> AnyResponse:
    """A member's workbook: the published table, before publication its own card alone."""
    return _taken(f"ket-qua-{here().number}.xlsx")


def _taken(name: str) -> AnyResponse:
    """The file; taking it leaves a line, so the bare link leads to the page with the button."""
    if request.method != "POST":
        return redirect(url_for("summaries.index"))
    year = year_by_id(here().year_id)
    file = consolidated_workbook(year, _who())
    take_out(year, "workbook", file)
    return Response(file, mimetype=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _who() -> str:
    """The person and the agency, as the notes of the file name them."""
    return ", ".join(part for part in (me().name, here().agency_name) if part)
