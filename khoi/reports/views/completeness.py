"""The lead's view over all members' reports: who has filed, who has not, with one word to remind them."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.office.serving import made_file
from khoi.office.upload import MIMES, FileKind
from khoi.reports import actions
from khoi.reports.models.matrix import matrix_of
from khoi.reports.rules import KIND_NAMES, SEEN_NAMES
from khoi.reports.views.blueprint import reports
from khoi.reports.views.completeness_excel import completeness_book
from khoi.reports.views.desk import asked_request
from tenants.database import the
from tenants.gate import door, here, takes_home
from tenants.models import Membership, members_of
from tenants.roles import Role, Seat
from tenants.scope import present_scope

CHAIRS = (Seat.LEAD, Seat.DEPUTY)


@reports.get("/<bloc>/<int:year>/reports/completeness")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS)
def completeness() -> str:
    """Members by reports."""
    matrix = matrix_of(here().year_id)
    return render_template(
        "reports/completeness.html", matrix=matrix, kinds=KIND_NAMES, seen_names=SEEN_NAMES,
        is_lead=bool(present_scope().lead), page_title="Tình hình báo cáo",
    )  # fmt: skip


@reports.post("/<bloc>/<int:year>/reports/completeness/export")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS)
@takes_home
def export_completeness() -> Response:
    """The matrix as an Excel file."""
    title = f"Tình hình báo cáo năm {here().number}"
    content = completeness_book(title, matrix_of(here().year_id))
    return made_file(content, MIMES[FileKind.XLSX], f"tinh-hinh-bao-cao-{here().number}.xlsx")


@reports.post("/<bloc>/<int:year>/reports/<public_id:asked_id>/remind/<public_id:member_id>")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def remind(asked_id: str, member_id: str) -> Response:
    """One word to one member."""
    member = member_here(member_id)
    actions.remind(asked_request(asked_id), member)
    flash(f"Đã nhắc {member.name_that_year}.", "ok")
    return redirect(url_for("reports.completeness"), 303)


@reports.post("/<bloc>/<int:year>/reports/<public_id:asked_id>/remind-all")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def remind_all(asked_id: str) -> Response:
    """The same to all that have not filed; who was reminded within the hour is let alone."""
    told = actions.remind_all(asked_request(asked_id), members_of(here().year_id))
    names = ", ".join(member.name_that_year for member in told)
    flash(f"Đã nhắc {len(told)} đơn vị: {names}." if told else "Các đơn vị chưa nộp vừa được nhắc.", "ok")
    return redirect(url_for("reports.completeness"), 303)


def member_here(member_id: str) -> Membership:
    """A member of this year; of another year or bloc it does not exist here."""
    member = the(Membership, member_id)
    if member.year_id != here().year_id:
        raise NotFound
    return member
