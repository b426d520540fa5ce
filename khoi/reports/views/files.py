"""The files of a draft: they come by drop, go again, and are taken away."""

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.office.intake import Arrived, arrived
from khoi.office.serving import attachment
from khoi.reports import actions
from khoi.reports.models import AnnexAsked, FiledAnnex, Report, ReportAnnex, report_by_id, request_of
from khoi.reports.views.blueprint import reports
from khoi.reports.views.desk import asked_request, desk_of, own_report
from khoi.reports.views.page import around, whole_page
from tenants.database import the
from tenants.gate import door, here, refuse_restrained, wants_fragment
from tenants.refusal import Refused
from tenants.roles import Role

Answer = Response | str | tuple[str, int]


@reports.post("/<bloc>/<int:year>/reports/<public_id:asked_id>/annexes")
@door(Role.CLERK, Role.HEAD)
def add_annex(asked_id: str) -> Answer:
    """Take in what was dropped or chosen, for the annex named or as another document."""
    refuse_restrained()
    came = arrived(request.files.getlist("files"))
    report = own_report(asked_id)
    key = request.args.get("annex", "")
    asked = the(AnnexAsked, key) if key else None
    if asked is not None and asked.request_id != report.request_id:
        raise NotFound
    refused = _keep(report, asked, came)
    return _answer(asked_id, refused)


def _keep(report: Report, asked: AnnexAsked | None, came: Arrived) -> list[str]:
    """Attach each; what one is refused for does not hold back the others."""
    refused = list(came.refused)
    for received in came.taken:
        try:
            actions.attach(report, received, asked)
        except Refused as why:
            refused.append(why.message)
    return refused


def _answer(asked_id: str, refused: list[str]) -> Answer:
    if not refused and not wants_fragment():
        return redirect(url_for("reports.report", asked_id=asked_id, _anchor="annexes"), 303)
    desk = desk_of(asked_request(asked_id))
    if wants_fragment():
        page = render_template("reports/parts/annexes.html", desk=desk, refused=refused, **around(desk))
        return page, 200 if not refused else 422
    return whole_page(desk, refused=refused), 422


@reports.post("/<bloc>/<int:year>/report-annexes/<public_id:annex_id>/remove")
@door(Role.CLERK, Role.HEAD)
def remove_annex(annex_id: str) -> Response:
    """Take a file off the draft."""
    refuse_restrained()
    file = the(ReportAnnex, annex_id)
    if file.year_id != here().year_id:
        raise NotFound
    desk_id = _request_id(file)
    actions.detach(file)
    return redirect(url_for("reports.report", asked_id=desk_id, _anchor="annexes"), 303)


def _request_id(file: ReportAnnex) -> str:
    return request_of(report_by_id(file.report_id).request_id).public_id


@reports.get("/<bloc>/<int:year>/report-annexes/<public_id:annex_id>/file")
@door(Role.CLERK, Role.HEAD)
def annex_file(annex_id: str) -> Response:
    """The agency takes a file of its own draft."""
    refuse_restrained()
    return attachment(the(ReportAnnex, annex_id))


@reports.get("/<bloc>/<int:year>/filed-annexes/<public_id:filed_annex_id>/file")
@door(Role.CLERK, Role.HEAD, by_seat=True)
def filed_annex_file(filed_annex_id: str) -> Response:
    """A file as it was filed: for the agency itself, and for the chairs."""
    return attachment(the(FiledAnnex, filed_annex_id))
