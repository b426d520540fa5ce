"""The submission letter among the bloc's papers: of what stands on the list of the year's proposals."""

import pytest

from khoi.awards import actions as awards
from khoi.office.docx import write
from khoi.summaries.models import offer_of
from khoi.summaries.rules.papers import PaperKey
from tenants.models import year_by_id
from tests.khoi.awards.awards_made import propose, ranked_bloc, the_proposals
from tests.khoi.office.papers import said
from tests.khoi.scoring.cards_made import working

WHY = "Năm trước đã được tặng, nhường đơn vị khác"


@pytest.fixture
def three(make):
    return ranked_bloc(make)


def letter(three, make):
    """The letter's document, or why there is none."""
    with working(three, three.lead, make, seated=True):
        offer, _ = offer_of(year_by_id(three.year.id), PaperKey.LETTER, "")
        return offer.missing or offer.say(offer.usual, "")


def test_it_names_who_is_proposed_for_what(three, make):
    assert "khi có đề nghị" in letter(three, make)
    propose(three, make, three.member, summary="Dẫn đầu Khối về tiếp công dân")
    document = letter(three, make)
    assert document.kind == "TỜ TRÌNH"
    assert document.addressees[0] == "Chủ tịch Ủy ban nhân dân tỉnh"
    words = said(write(document))
    assert "1 tập thể" in words
    assert three.member.name in words


def test_what_was_withdrawn_is_not_on_it(three, make):
    propose(three, make, three.member)
    with working(three, three.lead, make, seated=True):
        awards.withdraw_award(the_proposals(three)[0], WHY, by_agency=False)
    assert "đã được rút" in letter(three, make)
