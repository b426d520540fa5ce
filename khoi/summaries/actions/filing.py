"""What is filed beside official documents: signed files with a look at their signatures; the office's templates."""

from json import dumps
from typing import Any

from khoi.documents.models import hold_register
from khoi.summaries.models import Paper, PaperTemplate, SignatureCheck, SignedPaper, templates_of
from tenants import clock, journal
from tenants.database import db
from tenants.files import Received, facts_of
from tenants.models import Year
from tenants.scope import present_scope


def file_signed(paper: Paper, received: Received, findings: dict[str, Any]) -> SignedPaper:
    """Keep the signed PDF beside the paper, with what a look at its signatures found."""
    row = SignedPaper(
        bloc_id=paper.bloc_id, year_id=paper.year_id, shown_to=paper.shown_to, paper_id=paper.id, **facts_of(received)
    )
    db.session.add(row)
    db.session.flush()
    journal.wrote(row, "file_signed_paper", paper=paper.public_id, sha256=row.sha256)
    keep_check(row, findings)
    return row


def keep_check(signed: SignedPaper, findings: dict[str, Any]) -> SignatureCheck:
    """What a look at the signatures found today; older looks stay."""
    row = SignatureCheck(
        bloc_id=signed.bloc_id, year_id=signed.year_id, shown_to=signed.shown_to, paper_id=signed.paper_id,
        signed_id=signed.id, findings=dumps(findings, ensure_ascii=False), at=clock.now(),
        by=present_scope().user or None,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    journal.wrote(row, "check_signatures", signed=signed.public_id, roots=findings.get("roots", 0))
    return row


def keep_template(year: Year, kind: str, received: Received) -> PaperTemplate:
    """Take a checked template into use; the older ones stay."""
    older = _stop_using(year, kind)
    row = PaperTemplate(
        bloc_id=year.bloc_id, year_id=year.id, shown_to="lead", kind=kind, in_use=True,
        number=max((each.number for each in older), default=0) + 1, **facts_of(received),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    journal.wrote(row, "keep_template", kind=kind, number=row.number, sha256=row.sha256)
    return row


def use_template(year: Year, template: PaperTemplate) -> None:
    """Go back to an older template."""
    _stop_using(year, template.kind)
    template.in_use = True
    journal.wrote(template, "use_template", kind=template.kind, number=template.number)


def use_built_in(year: Year, kind: str) -> None:
    """Go back to the built-in wording; done twice it changes nothing."""
    for row in _stop_using(year, kind)[:1]:
        journal.wrote(row, "use_built_in", kind=kind)


def _stop_using(year: Year, kind: str) -> list[PaperTemplate]:
    hold_register(year.bloc_id)
    rows = templates_of(year.id, kind)
    for row in rows:
        row.in_use = False
    db.session.flush()
    return rows
