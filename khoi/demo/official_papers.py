"""The demo's official documents: a notice to each agency whose appraisal is released, and the chairs' table of
scores."""

import io
from dataclasses import replace
from datetime import date

from khoi.demo.stagehand import LEAD, Stagehand
from khoi.documents.models import taken_numbers
from khoi.documents.rules import next_number
from khoi.office.docx import DOCX, write
from khoi.summaries.actions import Made, issue_paper
from khoi.summaries.models import offer_of, offers_in, paper_in_force
from khoi.summaries.rules.papers import PaperKey, figures_digest, numbered
from tenants import clock, files
from tenants.roles import Role
from tenants.vi.dates import local


def make_official_papers(stage: Stagehand) -> None:
    """The registry clerk numbers what the lead's head has signed."""
    with stage.as_seat(LEAD, Role.CLERK):
        today = local(clock.now()).date()
        ready = [each for each in offers_in(stage.year, {}) if each.say and each.kind.key is PaperKey.APPRAISAL]
        free = next_number(taken_numbers(stage.bloc.id, today.year, "TB"))
        for number, offer in enumerate(ready, free):
            _issue(stage, PaperKey.APPRAISAL, offer.key, number, today)
        _issue(stage, PaperKey.SCORES, "", None, today)


def _issue(stage: Stagehand, kind: PaperKey, key: str, number: int | None, dated: date) -> None:
    """Made as the page makes it: written, kept on disk, then issued."""
    found = offer_of(stage.year, kind, key)
    assert found is not None
    offer, face = found
    assert offer.say is not None
    document = numbered(offer.say(replace(offer.cover(face), dated=dated), ""), number)
    kept = files.keep(io.BytesIO(write(document)))
    made = Made(document, figures_digest(document), f"{kind.replace('_', '-')}.docx", DOCX, kept)
    standing = paper_in_force(stage.year.id, kind, key)
    issue_paper(stage.year, kind, key, made, number, dated, standing.public_id if standing else "")
