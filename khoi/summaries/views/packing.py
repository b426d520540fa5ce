"""The verification package of a published result, for the chairs: who holds it recomputes every point and place."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from khoi.office.serving import made_file
from khoi.ranking.models import Standing, package_of, package_text, present_table, standing_in_force
from khoi.summaries.actions import take_out
from khoi.summaries.package_file import package_zip
from khoi.summaries.views.blueprint import summaries
from tenants.gate import asks_again, door, here, takes_home
from tenants.models import year_by_id
from tenants.rations import spend_export
from tenants.refusal import Refused
from tenants.roles import Role, Seat


@summaries.route("/<bloc>/<int:year>/summaries/package", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD, Seat.DEPUTY))
@takes_home
@asks_again("tải gói kiểm chứng có số liệu của mọi đơn vị")
def package() -> Response:
    """The package as a file; taking it leaves a line, so the bare link leads to the page with the button."""
    if request.method != "POST":
        return redirect(url_for("summaries.index"))
    standing = standing_in_force(here().year_id)
    if standing is None:
        raise Refused("Kết quả năm này chưa công bố, nên chưa có gói kiểm chứng.")
    spend_export()
    text = _text(standing)
    take_out(year_by_id(here().year_id), "package", text.encode())
    return made_file(package_zip(text), "application/zip", f"goi-kiem-chung-{here().number}-lan-{standing.number}.zip")


def _text(standing: Standing) -> str:
    """The package that was kept; of a result older than packages one made now."""
    kept = package_of(standing.id)
    if kept is not None:
        return kept.text
    table = present_table(standing.year_id)
    assert table is not None, "what was published has a sheet"
    return package_text(table, standing)
