"""The demo's official documents: a notice to each agency whose appraisal is released, and the chairs' table of
scores."""

import io
from dataclasses import replace
from datetime import date

from khoi.awards.actions import show_proposals
from khoi.ballots.models import ballots_in
from khoi.ballots.rules import Kind as BallotKind
from khoi.deliberation.models import present_meeting
from khoi.demo.stagehand import LEAD, Stagehand
from khoi.documents.models import taken_numbers
from khoi.documents.rules import next_number
from khoi.office.docx import DOCX, write
from khoi.summaries.actions import Made, issue_paper
from khoi.summaries.models import Paper, offer_of, offers_in, paper_in_force
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


def issue_tallies(stage: Stagehand) -> dict[str, str]:
    """The minutes of the counts at the meeting; gives back their numbers by what was voted on: lead, deputy, award."""
    with stage.as_seat(LEAD, Role.CLERK):
        votes = [row for row in reversed(ballots_in(stage.year.id)) if row.kind != BallotKind.QUESTION]
        return {row.office or row.kind: _issue_next(stage, PaperKey.TALLY, row.public_id, "BB").sign for row in votes}


def issue_closing_papers(stage: Stagehand) -> None:
    """What goes out once the year is published: the meeting's minutes, the scores, the result, the letter; the list of
    proposals is there for all."""
    with stage.as_seat(LEAD, Role.CLERK):
        meeting = present_meeting(stage.year.id)
        assert meeting is not None
        _issue_next(stage, PaperKey.MINUTES, meeting.public_id, "BB", local(meeting.held_at).date())
        _issue(stage, PaperKey.SCORES, "", None, local(clock.now()).date())
        _issue_next(stage, PaperKey.RESULT, "", "TB")
        _issue_next(stage, PaperKey.LETTER, "", "TTr")
        show_proposals(stage.year)


def _issue_next(stage: Stagehand, kind: PaperKey, key: str, series: str, dated: date | None = None) -> Paper:
    """Under the next free number of its list in the register, today or on the day it bears."""
    dated = dated or local(clock.now()).date()
    number = next_number(taken_numbers(stage.bloc.id, dated.year, series))
    return _issue(stage, kind, key, number, dated)


def _issue(stage: Stagehand, kind: PaperKey, key: str, number: int | None, dated: date) -> Paper:
    """Made as the page makes it: written, kept on disk, then issued."""
    found = offer_of(stage.year, kind, key)
    assert found is not None
    offer, face = found
    assert offer.say is not None
    document = numbered(offer.say(replace(offer.cover(face), dated=dated), ""), number)
    kept = files.keep(io.BytesIO(write(document)))
    made = Made(document, figures_digest(document), f"{kind.replace('_', '-')}.docx", DOCX, kept)
    standing = paper_in_force(stage.year.id, kind, key)
    return issue_paper(stage.year, kind, key, made, number, dated, standing.public_id if standing else "")
