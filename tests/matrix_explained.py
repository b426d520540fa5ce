"""The world of the matrix later in the year: cards that are explained, words and documents on both sides, and papers
that were issued to one agency each."""

from dataclasses import replace
from datetime import date
from typing import Any

from khoi.office.docx import DOCX, write
from khoi.scoring.actions.answering import add_to_answer, send_answers, state_of_drafts, write_answer
from khoi.scoring.actions.settling import ask
from khoi.scoring.models import drafts_in
from khoi.scoring.models.evidence import document
from khoi.scoring.models.filed import last_filed, rows_filed
from khoi.summaries.actions import Made, issue_paper
from khoi.summaries.actions.filing import file_signed
from khoi.summaries.models import offer_of
from khoi.summaries.rules.papers import PaperKey, figures_digest
from tenants.files import Received
from tenants.models import Agency, membership_of, year_by_id
from tenants.scope import acting
from tests.khoi.documents.documents_made import received
from tests.khoi.scoring.rounds_made import explaining, leaf, the_card, the_round
from tests.make import BlocOfThree
from tests.matrix_things import CANARY, sung

#: What an agency and the appraisers of its card say to each other, and what was issued to one agency.
HEARD, ISSUED = "CHIM-SON-CA", "CHIM-CHICH-CHOE"
#: Which agencies' people hear the songs of which: the lead appraises both, the other member is on the team, and nobody
#: appraises himself; a paper is its addressee's and the lead's.
HEARERS = {
    CANARY: {"A": {"A"}, "B": {"B"}},
    HEARD: {"A": {"A", "L", "B"}, "B": {"B", "L"}},
    ISSUED: {"A": {"A", "L"}, "B": {"B", "L"}},
}


def begin_explaining(three: BlocOfThree, make: Any, agency: Agency) -> None:
    """The agency's card, filed, appraised, told and in an open round."""
    explaining(three, agency, make)


def explained_things(three: BlocOfThree, make: Any, agency: Agency) -> dict[str, str]:
    """What is said in that round, one answer sent and one drafted, each with a document; and a paper about it all."""
    heard = _answers(three, make, agency)
    with acting(make.scope(three, three.lead)):
        ask(the_card(three, agency), leaf(three, "I/1"), f"{HEARD}-{agency.code}")
        ids = heard | _paper(three, agency)
        make.keep()
    return ids


def _answers(three: BlocOfThree, make: Any, agency: Agency) -> dict[str, str]:
    with acting(make.scope(three, agency, seated=False)):
        present, song = the_round(three, agency), f"{HEARD}-{agency.code}"
        write_answer(present, leaf(three, "I/1"), song, 0)
        added = add_to_answer(present, leaf(three, "I/1"), sung(song))
        send_answers(present, state_of_drafts(drafts_in(present.id)))
        write_answer(present, leaf(three, "I/2"), f"{CANARY}-{agency.code}", 0)
        add_to_answer(present, leaf(three, "I/2"), received(f"{CANARY}-{agency.code} 2.pdf", b"%PDF-1.4 2"))
        filed = last_filed(the_card(three, agency).id)
        assert filed is not None
        row = next(row for row, criterion in rows_filed(filed.id) if criterion.path == "I/1")
        ids = {
            "round": present.public_id, "row": row.public_id,
            "heard_evidence": added.evidence.public_id,
            "heard_version": document(added.evidence).version.public_id,
        }  # fmt: skip
        make.keep()
    return ids


def _paper(three: BlocOfThree, agency: Agency) -> dict[str, str]:
    """The notice of what was found, issued to that agency, and its signed file."""
    year, member, song = year_by_id(three.year.id), membership_of(three.year.id, agency.id), f"{ISSUED}-{agency.code}"
    assert member is not None
    found = offer_of(year, PaperKey.APPRAISAL, member.public_id)
    assert found is not None
    offer, face = found
    assert offer.say is not None
    said = offer.say(offer.cover(face), song)
    digest = figures_digest(offer.say(offer.cover(face), ""))
    file = received(f"{song}.docx", write(said))
    made = Made(replace(said, subject=song), digest, file.name, DOCX, file.kept)
    number = 1 if agency.code == "A" else 2
    row = issue_paper(year, PaperKey.APPRAISAL, member.public_id, made, number, date.today(), "")  # noqa: DTZ011
    signed = file_signed(row, Received(f"{song}-ky.pdf", "application/pdf", sung(song).kept), {"roots": 0})
    return {"paper": row.public_id, "signed_paper": signed.public_id}
