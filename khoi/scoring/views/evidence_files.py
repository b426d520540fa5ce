"""The files of documents: taken away only as attachments, looked at only as pictures of their pages.

Two doors lead to them: the agency's own, and that of chairs and appraisers, who find only what was filed.
"""

from typing import Any

from flask import Response, render_template, request
from werkzeug.exceptions import NotFound

from khoi.office.serving import attachment, pages_of, picture, why_not_shown
from khoi.scoring.models import EvidenceVersion, Mark, evidence_of, file_of, row_of
from khoi.scoring.models.filed import stands_behind_filed_row
from khoi.scoring.rules import EDITABLE
from khoi.scoring.views.blueprint import scoring
from tenants.database import the
from tenants.gate import door, here, wants_fragment
from tenants.roles import Role, Seat
from tenants.scope import present_scope

CHAIRS = (Seat.LEAD, Seat.DEPUTY)


@scoring.get("/<bloc>/<int:year>/evidence/versions/<public_id:version_id>/file")
@door(Role.CLERK, Role.HEAD)
def evidence_file(version_id: str) -> Response:
    """The agency takes its own file."""
    return attachment(file_of(the(EvidenceVersion, version_id)))


@scoring.get("/<bloc>/<int:year>/filed-evidence/<public_id:version_id>/file")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS, team=True)
def filed_evidence_file(version_id: str) -> Response:
    """An appraiser takes a filed file."""
    return attachment(file_of(_filed(version_id)))


@scoring.get("/<bloc>/<int:year>/evidence/versions/<public_id:version_id>")
@door(Role.CLERK, Role.HEAD)
def evidence_preview(version_id: str) -> str:
    """The agency looks at its own file, page by page; come from a row, it may take it off there."""
    version = the(EvidenceVersion, version_id)
    row = request.args.get("row", "")
    return _preview(version, "evidence", **_around(version, the(Mark, row) if row else None))


@scoring.get("/<bloc>/<int:year>/filed-evidence/<public_id:version_id>")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS, team=True)
def filed_evidence_preview(version_id: str) -> str:
    """An appraiser looks at a filed file, page by page."""
    return _preview(_filed(version_id), "filed_evidence")


@scoring.get("/<bloc>/<int:year>/evidence/versions/<public_id:version_id>/pages/<int:page>.png")
@door(Role.CLERK, Role.HEAD)
def evidence_page(version_id: str, page: int) -> Response:
    """One page of the agency's own file as a picture."""
    return picture(file_of(the(EvidenceVersion, version_id)), page)


@scoring.get("/<bloc>/<int:year>/filed-evidence/<public_id:version_id>/pages/<int:page>.png")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS, team=True)
def filed_evidence_page(version_id: str, page: int) -> Response:
    """One page of a filed file as a picture."""
    return picture(file_of(_filed(version_id)), page)


def _filed(version_id: str) -> EvidenceVersion:
    """A filed file. What was sent within a round is for those who appraise that card: a chair who does not finds only
    what stands behind a filed row."""
    version, scope = the(EvidenceVersion, version_id), present_scope()
    if scope.agency == version.agency_id or scope.assesses(version.agency_id) or stands_behind_filed_row(version):
        return version
    raise NotFound


def _around(version: EvidenceVersion, mark: Mark | None) -> dict[str, Any]:
    """The document of a version, and the row from which it may be taken off now."""
    open_ = mark is not None and here().is_open and row_of(mark).card.stage in EDITABLE
    return {"evidence": evidence_of(version), "mark": mark if open_ else None}


def _preview(version: EvidenceVersion, endpoint: str, **more: Any) -> str:
    template = "scoring/parts/preview.html" if wants_fragment() else f"scoring/{endpoint}_preview.html"
    shown = looked_at(version, request.args.get("page", 1, type=int), endpoint)
    return render_template(template, **shown, **more, page_title=shown["file"].name)


def looked_at(version: EvidenceVersion, page: int = 1, endpoint: str = "evidence") -> dict[str, Any]:
    """What the preview shows. The page is drawn before the answer goes out: where it cannot be, the answer says so and
    offers the file."""
    file = file_of(version)
    pages = pages_of(file)
    page = min(max(page, 1), max(pages, 1))
    return {
        "version": version, "file": file, "page": page, "pages": pages, "endpoint": endpoint,
        "problem": why_not_shown(file, page),
    }  # fmt: skip
