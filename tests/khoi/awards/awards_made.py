"""A bloc with a catalogue, filed and ranked cards, and its chairs at work on the awards of the year."""

from datetime import date
from decimal import Decimal

from khoi.awards import actions
from khoi.awards.actions import Merits, Votes
from khoi.awards.models import award_proposals, decisions_in, desk_of
from khoi.pledges.models import title_coded
from khoi.scoring.rules import Inputs
from tenants.models import users_of, year_by_id
from tests.khoi.pledges.pledges_made import bloc_with_catalogue
from tests.khoi.scoring.cards_made import DIRECT, filed, working
from tests.khoi.scoring.evidence_made import received

REASON = "Lý do đủ dài để ghi vào tờ trình"
ALL = Votes("07/BB", date(2026, 8, 19), 10, 9, 9)


def ranked_bloc(make):
    """The catalogue, and places: member 1, deputy 2, lead 3; the fourth has filed nothing."""
    three = bloc_with_catalogue(make)
    make.sheet(three, DIRECT | {"ceiling": "100"})
    make.dates(three)
    for agency, points in ((three.member, 90), (three.deputy, 80), (three.lead, 70)):
        filed(three, agency, make, {"I/1": Inputs(points=Decimal(points))})
    return three


def title(three, code="CTĐT"):
    found = title_coded(three.year.id, code)
    assert found is not None
    return found


def propose(three, make, agency, code="CTĐT", **merits):
    with working(three, three.lead, make, seated=True):
        row = actions.propose_award(year_by_id(three.year.id), agency.id, title(three, code), Merits(**merits))
        return row.public_id


def the_proposals(three):
    return [row for row, _ in award_proposals(three.year.id)]


def the_rows(three, *, seated=True):
    return desk_of(year_by_id(three.year.id), seated=seated).rows


def vote_rules(three, make):
    """Eight of ten must agree, two of three be there."""
    with working(three, three.lead, make, seated=True):
        year = year_by_id(three.year.id)
        for spec in actions.first_rules():
            if spec.kind in ("vote", "quorum") and not spec.title:
                actions.add_rule(year, spec)


def agreed(three, make, votes=ALL):
    """The council votes on all that is proposed."""
    with working(three, three.lead, make, seated=True):
        for row in the_proposals(three):
            actions.record_vote(row, votes)


def asked(three, make, number="812/QĐ"):
    """The lead's head asks for a decision on all."""
    with working(three, three.lead, make, seated=True, user=users_of(three.lead.id)[0].id):
        chosen = [row.public_id for row in the_proposals(three)]
        words = (number, date(2026, 8, 27), "Chủ tịch UBND tỉnh")
        actions.ask_decision(year_by_id(three.year.id), chosen, *words, received())


def confirmed(three, make):
    """The deputy's head confirms it."""
    with working(three, three.deputy, make, seated=True, user=users_of(three.deputy.id)[0].id):
        actions.confirm_decision(decisions_in(three.year.id)[0])
