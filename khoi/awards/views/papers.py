"""The documents of awards as files: Word, and PDF where the server can make one."""

from collections.abc import Callable, Sequence

from flask import flash, redirect, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.awards.models import (
    CouncilDecision,
    CouncilSitting,
    Nomination,
    nominations_of,
)
from khoi.awards.models.papers import considered_in, issuing_of, nominee_of, proposed_of, sitting_said
from khoi.awards.rules.papers import (
    Issuing,
    Proposed,
    achievement_report_document,
    council_list_document,
    council_minutes_document,
    proposal_list_document,
    submission_letter_document,
)
from khoi.awards.views.blueprint import awards, chairs, members
from khoi.awards.views.rules import title_names
from khoi.awards.views.yearly import desk_here
from khoi.office.document import Document
from khoi.office.docx import DOCX, write
from khoi.office.pdf import PDF, pdf_of
from khoi.office.serving import made_file
from tenants import vi
from tenants.database import the
from tenants.gate import here, refuse_restrained, takes_home
from tenants.models import bloc_named
from tenants.refusal import Refused


def _file(document: Document, name: str, kind: str) -> Response:
    content = write(document)
    if kind == "pdf":
        return made_file(pdf_of(content), PDF, f"{name}.pdf")
    return made_file(content, DOCX, f"{name}.docx")


@awards.post("/<bloc>/<int:year>/yearly/letter/<kind>")
@chairs
@takes_home
def submission_letter(kind: str) -> Response:
    """Tờ trình with list and merits."""
    return _of_proposals(kind, submission_letter_document, "To trinh khen thuong")


@awards.post("/<bloc>/<int:year>/yearly/list/<kind>")
@chairs
@takes_home
def proposal_list(kind: str) -> Response:
    """Danh sách đề nghị."""
    return _of_proposals(kind, proposal_list_document, "Danh sach de nghi")


def _of_proposals(kind: str, say: Callable[[Issuing, Sequence[Proposed]], Document], name: str) -> Response:
    """What stands on the year's list of proposals as a file; refused in words, the lead is back on the list."""
    _known(kind)
    desk = desk_here()
    try:
        return _file(say(issuing_of(desk), proposed_of(desk)), f"{name} {here().number}", kind)
    except Refused as refused:
        flash(refused.message, "error")
        return redirect(url_for("awards.yearly"), 303)


def _known(kind: str) -> None:
    if kind not in ("docx", "pdf"):
        raise NotFound


def _province() -> str:
    bloc = bloc_named(here().slug)
    return bloc.province if bloc else ""


@awards.post("/<bloc>/<int:year>/nominations/<public_id:nomination_id>/report")
@members
@takes_home
def achievement_report(nomination_id: str) -> Response:
    """Báo cáo thành tích in its form, with what is written."""
    refuse_restrained()
    row = the(Nomination, nomination_id)
    if row.year_id != here().year_id or row.agency_id != here().agency_id:
        raise NotFound
    title = next(title for each, title in nominations_of(row.year_id, row.agency_id) if each.id == row.id)
    document = achievement_report_document(nominee_of(row, title, title_names()), _province(), here().number)
    return _file(document, "Bao cao thanh tich", "docx")


@awards.post("/<bloc>/<int:year>/council/sittings/<public_id:sitting_id>/minutes")
@members
@takes_home
def council_minutes(sitting_id: str) -> Response:
    """Biên bản of the agency's own council."""
    refuse_restrained()
    row = the(CouncilSitting, sitting_id)
    if row.year_id != here().year_id:
        raise NotFound
    said = [considered for _, considered in considered_in(row)]
    document = council_minutes_document(sitting_said(row, _province()), said)
    return _file(document, f"Bien ban Hoi dong {vi.date(row.held_on).replace('/', '-')}", "docx")


@awards.post("/<bloc>/<int:year>/council/sittings/<public_id:sitting_id>/lists/<public_id:council_decision_id>")
@members
@takes_home
def council_list(sitting_id: str, council_decision_id: str) -> Response:
    """Danh sách that goes with a decision of the agency's head."""
    refuse_restrained()
    row, decision = the(CouncilSitting, sitting_id), the(CouncilDecision, council_decision_id)
    if row.year_id != here().year_id or decision.sitting_id != row.id:
        raise NotFound
    said = [considered for one, considered in considered_in(row) if one.decision_id == decision.id]
    words = (decision.number, decision.dated)
    document = council_list_document(sitting_said(row, _province()), said, *words)
    return _file(document, "Danh sach kem quyet dinh", "docx")
