"""One document: its words, its versions, the rows it serves."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from khoi.office.intake import limits, receive
from khoi.scoring.actions import evidence as actions
from khoi.scoring.forms.evidence import DescribeForm, ReplaceForm
from khoi.scoring.models import Evidence, card_of, document, rows_served_by, versions_of
from khoi.scoring.rules import EDITABLE
from khoi.scoring.views.blueprint import scoring
from khoi.scoring.views.evidence_files import looked_at
from tenants.database import the
from tenants.gate import door, here, wants_fragment
from tenants.refusal import Refused
from tenants.roles import Role

Answer = str | Response | tuple[str, int]


@scoring.get("/<bloc>/<int:year>/evidence/<public_id:evidence_id>")
@door(Role.CLERK, Role.HEAD)
def evidence_document(evidence_id: str) -> Answer:
    """What the document is, which files it has had, where it is used; in the panel of a grid, a look at its file."""
    evidence = the(Evidence, evidence_id)
    if wants_fragment():
        shown = looked_at(document(evidence).version)
        return render_template("scoring/parts/preview.html", **shown, evidence=evidence)
    return _page(evidence)


@scoring.post("/<bloc>/<int:year>/evidence/<public_id:evidence_id>")
@door(Role.CLERK, Role.HEAD)
def describe_evidence(evidence_id: str) -> Answer:
    """Its title, number, date and issuer."""
    form = DescribeForm()
    fine = form.validate()
    evidence = the(Evidence, evidence_id)
    if not fine:
        return _page(evidence, form), 422
    actions.describe(
        evidence,
        title=form.title.data or "",
        number=form.number.data or "",
        dated=form.dated.data,
        issuer=form.issuer.data or "",
        revision=form.revision.data or 0,
    )
    flash("Đã lưu thông tin tài liệu.", "ok")
    return _back_to(evidence)


@scoring.post("/<bloc>/<int:year>/evidence/<public_id:evidence_id>/replace")
@door(Role.CLERK, Role.HEAD)
def replace_evidence(evidence_id: str) -> Answer:
    """Another file in force; the older ones stay."""
    form = ReplaceForm()
    try:
        received = receive(request.files["file"]) if form.validate() else None
    except Refused as refused:
        received, form.file.errors = None, [refused.message]
    evidence = the(Evidence, evidence_id)
    if received is None:
        return _page(evidence, replace_form=form), 422
    version = actions.replace(evidence, received, form.revision.data or 0)
    flash(f"Đã thay tệp: phiên bản {version.number} đang dùng, các phiên bản trước vẫn giữ.", "ok")
    return _back_to(evidence)


@scoring.post("/<bloc>/<int:year>/evidence/<public_id:evidence_id>/remove")
@door(Role.CLERK, Role.HEAD)
def remove_evidence(evidence_id: str) -> Answer:
    """Out of the store: only what serves no row and was never filed."""
    evidence = the(Evidence, evidence_id)
    actions.remove(evidence)
    flash(f"Đã bỏ “{evidence.title}” khỏi kho.", "ok")
    return redirect(url_for("scoring.evidence_store"), 303)


def _page(evidence: Evidence, form: DescribeForm | None = None, replace_form: ReplaceForm | None = None) -> str:
    card = card_of(evidence.year_id, evidence.agency_id)
    versions = versions_of(evidence.id)
    return render_template(
        "scoring/evidence_document.html",
        document=document(evidence),
        **looked_at(versions[0][0]),
        versions=versions,
        rows=rows_served_by(evidence.id),
        filed=any(version.filed for version, _ in versions),
        editable=here().is_open and evidence.removed_at is None and (card is None or card.stage in EDITABLE),
        form=form or DescribeForm(formdata=None, obj=evidence),
        replace_form=replace_form or ReplaceForm(formdata=None, obj=evidence),
        page_title=evidence.title,
        **limits(),
    )


def _back_to(evidence: Evidence) -> Response:
    return redirect(url_for("scoring.evidence_document", evidence_id=evidence.public_id), 303)
