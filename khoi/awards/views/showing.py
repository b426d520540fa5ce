"""The table of commendations: the lead's proposals and decisions, a member's own, and what is decided."""

from flask import render_template
from werkzeug.wrappers import Response

from khoi.awards.excel import commendations_book
from khoi.awards.models import DecisionFile, decided_in, decision_files_in, filed_cases, own_cases
from khoi.awards.rules import APART, STAGES
from khoi.awards.views.blueprint import awards, everybody, lead
from khoi.office.serving import attachment, made_file
from khoi.office.upload import MIMES, FileKind
from khoi.pledges.rules import FOR_WHOM
from tenants.database import the
from tenants.gate import here, me, takes_home
from tenants.models import members_of
from tenants.scope import present_scope


@awards.get("/<bloc>/<int:year>/commendations")
@everybody
def commendations() -> str:
    """Own proposals; for the lead all that were filed; what is decided for everybody."""
    leads, own = bool(present_scope().lead), own_cases(here().year_id, here().agency_id)
    if me().is_restrained():  # the door gives the seat's eyes, and so does not stop who may see no draft for a day
        own = [case for case in own if case.proposal.filed]
    return render_template(
        "awards/commendations.html", leads=leads, cases=filed_cases(here().year_id) if leads else [],
        own=own, decided=decided_in(here().year_id), names=_names(),
        files=decision_files_in(here().year_id), stages=STAGES, for_whom=FOR_WHOM, apart=APART,
        page_title="Khen thưởng phong trào",
    )  # fmt: skip


def _names() -> dict[int, str]:
    return {member.agency_id: member.name_that_year for member in members_of(here().year_id)}


@awards.post("/<bloc>/<int:year>/commendations/workbook")
@lead
@takes_home
def commendations_workbook() -> Response:
    """All filed proposals with what became of them."""
    book = commendations_book(here().number, _names(), filed_cases(here().year_id))
    return made_file(book, MIMES[FileKind.XLSX], f"Khen thưởng phong trào {here().number}.xlsx")


@awards.get("/<bloc>/<int:year>/commendations/decisions/<public_id:decision_file_id>/file")
@everybody
def decision_file(decision_file_id: str) -> Response:
    """The scan of a decision."""
    return attachment(the(DecisionFile, decision_file_id))
