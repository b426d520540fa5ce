"""The bloc's reports of the year: what was asked for, who has filed, what is begun."""

from collections import Counter
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.reports.models import ReportRequest, last_filed_in, requests_of
from khoi.summaries import actions
from khoi.summaries.models import Consolidated, consolidated_in, published_in
from khoi.summaries.views.blueprint import summaries
from tenants.database import the
from tenants.forms import Form
from tenants.gate import door, here
from tenants.models import members_of
from tenants.refusal import Refused
from tenants.roles import Role, Seat


@dataclass(frozen=True)
class Line:
    """A report of the year: how many have filed, whether the bloc's own is begun and published."""

    request: ReportRequest
    filed: int
    row: Consolidated | None
    #: How often it was published.
    published: int


@summaries.get("/<bloc>/<int:year>/consolidated")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD, Seat.DEPUTY))
def consolidated() -> str:
    """The reports that the bloc puts together this year."""
    return _list()


@summaries.post("/<bloc>/<int:year>/consolidated/<public_id:report_request_id>/begin")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def begin_report(report_request_id: str) -> Response | tuple[str, int]:
    """Begin the bloc's report with what the members have filed."""
    well_formed = Form().validate_on_submit()
    request = the(ReportRequest, report_request_id)
    if not well_formed:
        return _list("Trang đã mở quá lâu. Hãy thử lại."), 422
    try:
        actions.begin_report(request)
    except Refused as refused:
        return _list(refused.message), 409
    flash("Đã lập báo cáo từ nội dung các đơn vị đã nộp. Sửa từng phần bên dưới.", "ok")
    return redirect(url_for("summaries.compose", report_request_id=report_request_id), 303)


def _list(refusal: str = "") -> str:
    year, begun = here().year_id, consolidated_in(here().year_id)
    filed = [request_id for request_id, _ in last_filed_in(year)]
    times = Counter(line.consolidated_id for line in published_in(year))
    asked = [request for request in requests_of(year) if request.is_asked]
    return render_template(
        "summaries/consolidated.html", members=len(members_of(year)), refusal=refusal,
        lines=[_line(each, filed.count(each.id), begun.get(each.id), times) for each in asked],
        leads=here().seat is Seat.LEAD, page_title="Báo cáo tổng hợp",
    )  # fmt: skip


def _line(request: ReportRequest, filed: int, row: Consolidated | None, times: Counter[int]) -> Line:
    return Line(request, filed, row, times[row.id] if row else 0)
