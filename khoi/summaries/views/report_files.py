"""The bloc's report as a file: Word for the registry clerk, PDF where the server can make one."""

from flask import render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.office.docx import DOCX, write
from khoi.office.pdf import PDF, pdf_of
from khoi.office.serving import made_file
from khoi.reports.models import ReportRequest
from khoi.reports.rules import report_file_name
from khoi.summaries import actions
from khoi.summaries.models import bloc_report_of, gathering_of
from khoi.summaries.rules import report_document
from khoi.summaries.views.blueprint import summaries
from tenants.database import db, reading, the
from tenants.gate import door, here, own_transactions, takes_home
from tenants.models import year_by_id
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | tuple[str, int]


@summaries.post("/<bloc>/<int:year>/consolidated/<public_id:report_request_id>/docx")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@own_transactions
@takes_home
def report_docx(report_request_id: str) -> Answer:
    """The report as a Word file."""
    return _taken(report_request_id, "docx", DOCX)


@summaries.post("/<bloc>/<int:year>/consolidated/<public_id:report_request_id>/pdf")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@own_transactions
@takes_home
def report_pdf(report_request_id: str) -> Answer:
    """The report as PDF; refused in words where the server cannot make one."""
    return _taken(report_request_id, "pdf", PDF)


def _taken(report_request_id: str, kind: str, media_type: str) -> Answer:
    """The file; taking it leaves a line. Nobody waits for the making: it happens between reading the report and
    writing the line."""
    with reading():
        asked = the(ReportRequest, report_request_id)
        if not asked.is_asked:
            raise NotFound
        key = asked.key
        file = write(report_document(bloc_report_of(gathering_of(asked))))
        db.session.rollback()
    try:
        file = pdf_of(file) if kind == "pdf" else file
    except Refused as refused:
        with reading():
            return _refused(refused.message, report_request_id), 409
    actions.take_out(year_by_id(here().year_id), f"{key}_{kind}", file)
    db.session.commit()
    return made_file(file, media_type, f"{report_file_name(key)}-{here().number}.{kind}")


def _refused(message: str, report_request_id: str) -> str:
    return render_template(
        "summaries/report_pdf.html", message=message, report_request_id=report_request_id,
        page_title="Chưa tạo được PDF",
    )  # fmt: skip
