"""The bloc's report goes to the members, and what members and observers then read and take home."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.office.document import Heading, Paragraph, Table, place_and_date
from khoi.office.docx import DOCX, write
from khoi.office.pdf import PDF, can_make_pdf, pdf_of
from khoi.office.serving import made_file
from khoi.reports.rules import report_file_name
from khoi.summaries import actions
from khoi.summaries.models import PublishedReport, gathering_of, is_replaced
from khoi.summaries.rules.kept import kept_document
from khoi.summaries.views.blueprint import summaries
from khoi.summaries.views.composing import asked_request, report_page
from tenants.database import db, reading, the
from tenants.forms import Form
from tenants.gate import door, here, own_transactions, takes_home
from tenants.models import year_by_id
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | tuple[str, int]


@summaries.post("/<bloc>/<int:year>/consolidated/<public_id:report_request_id>/publish")
@door(Role.HEAD, seats=(Seat.LEAD,))
def publish_report(report_request_id: str) -> Answer:
    """Show the report as it stands to members and observers."""
    well_formed = Form().validate_on_submit()
    found = gathering_of(asked_request(report_request_id))
    if not well_formed:
        return report_page(found, "Trang đã mở quá lâu. Hãy thử lại."), 422
    try:
        row = actions.publish_report(found)
    except Refused as refused:
        return report_page(found, refused.message), 409
    flash(f"Đã công bố lần {row.number}. Các đơn vị và Sở Nội vụ đọc được báo cáo này.", "ok")
    return redirect(url_for("summaries.published_report", published_report_id=row.public_id), 303)


@summaries.get("/<bloc>/<int:year>/consolidated/published/<public_id:published_report_id>")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER)
def published_report(published_report_id: str) -> str:
    """A report of the bloc as it was published."""
    return _page(_in_year(published_report_id))


@summaries.post("/<bloc>/<int:year>/consolidated/published/<public_id:published_report_id>/docx")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER)
@own_transactions
@takes_home
def published_docx(published_report_id: str) -> Answer:
    """The published report as a Word file."""
    return _taken(published_report_id, "docx", DOCX)


@summaries.post("/<bloc>/<int:year>/consolidated/published/<public_id:published_report_id>/pdf")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER)
@own_transactions
@takes_home
def published_pdf(published_report_id: str) -> Answer:
    """The published report as PDF; refused in words where the server cannot make one."""
    return _taken(published_report_id, "pdf", PDF)


def _in_year(published_report_id: str) -> PublishedReport:
    row = the(PublishedReport, published_report_id)
    if row.year_id != here().year_id:
        raise NotFound
    return row


def _page(row: PublishedReport, refusal: str = "") -> str:
    document = kept_document(row.document)
    return render_template(
        "summaries/published_report.html", row=row, document=document, replaced=is_replaced(row), refusal=refusal,
        kind_of=_kind_of, dateline=place_and_date(document.letterhead.place, document.letterhead.dated),
        pdf=can_make_pdf(), page_title=row.title,
    )  # fmt: skip


def _kind_of(block: object) -> str:
    """What a block of the body is, for the page."""
    kinds = {Heading: "heading", Paragraph: "paragraph", Table: "table"}
    return kinds.get(type(block), "")


def _taken(published_report_id: str, kind: str, media_type: str) -> Answer:
    """The file of what was kept; made outside any writing, and taking it leaves a line."""
    with reading():
        row = _in_year(published_report_id)
        key, number, document = row.key, row.number, kept_document(row.document)
        db.session.rollback()
    try:
        file = pdf_of(write(document)) if kind == "pdf" else write(document)
    except Refused as refused:
        with reading():
            return _page(_in_year(published_report_id), refused.message), 409
    actions.take_out(year_by_id(here().year_id), f"published_{key}_{kind}", file)
    db.session.commit()
    return made_file(file, media_type, f"{report_file_name(key)}-{here().number}-lan-{number}.{kind}")
