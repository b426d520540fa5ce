"""Hồ sơ for Sở Nội vụ: what it will hold and what is missing; then the package, taken out once asked for."""

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from khoi.office.serving import HARMLESS
from khoi.summaries import actions
from khoi.summaries.dossier import collected, contents_now, packed
from khoi.summaries.views.blueprint import summaries
from tenants.database import db, reading
from tenants.gate import asks_again, door, here, me, own_transactions, takes_home
from tenants.models import year_by_id
from tenants.rations import spend_export
from tenants.roles import Role, Seat


@summaries.get("/<bloc>/<int:year>/papers/dossier")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def dossier() -> str:
    """What the dossier would hold now."""
    parts = collected(year_by_id(here().year_id), "")
    return render_template(
        "summaries/dossier.html", parts=[part for part in parts if part.path],
        missing=[part.title for part in parts if not part.path], page_title="Hồ sơ gửi Sở Nội vụ",
    )  # fmt: skip


@summaries.route("/<bloc>/<int:year>/papers/dossier/package", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@takes_home
@own_transactions
@asks_again("tải hồ sơ của Khối")
def take_dossier() -> Response:
    """The package; taking it leaves a line, so the bare link leads to the page with the button."""
    if request.method != "POST":
        return redirect(url_for("summaries.dossier"))
    spend_export()
    with reading():
        year = year_by_id(here().year_id)
        contents = contents_now(year)
        package = packed(collected(year, ", ".join(filter(None, (me().name, here().agency_name)))), contents)
        db.session.rollback()
    actions.take_out_package(year_by_id(here().year_id), "dossier", package.sha256, package.size)
    db.session.commit()
    name = f"ho-so-{here().number}.zip"
    answer = send_file(package.file, mimetype="application/zip", as_attachment=True, download_name=name, max_age=0)
    answer.headers["Content-Security-Policy"] = HARMLESS
    return answer
