"""The pages of the year's awards ask the database as often for many members, proposals and people as for a few."""

import pytest

from khoi.awards import actions
from khoi.awards.actions import Person
from khoi.awards.models import nominations_filed
from khoi.scoring.rules import Inputs
from tenants import clock
from tenants.models import year_by_id
from tests.khoi.awards.awards_made import (
    REASON,
    agreed,
    asked,
    confirmed,
    propose,
    ranked_bloc,
    title,
    vote_rules,
)
from tests.khoi.home.years_lived import page_of, statements, visitor
from tests.khoi.scoring.cards_made import filed, working

HERE = "/noi-chinh/2026/yearly"


@pytest.fixture
def three(make):
    with clock.stopped_at(clock.now().replace(month=8, day=28)):
        yield ranked_bloc(make)


def counted(app, login, address=HERE):
    """How many statements the page takes, the second time it is opened."""
    client = visitor(app, login)
    page_of(client, address)
    with statements() as seen:
        page_of(client, address)
    return len(seen)


def more_members(three, make, number):
    """Members with filed cards, each proposed for a title."""
    for n in range(number):
        agency = make.agency(three.bloc, f"D{n}")
        make.member(three.year, agency, position=10 + n)
        make.keep()
        filed(three, agency, make, {"I/1": Inputs(points=make.Decimal(60 - n))})
        propose(three, make, agency, reason=REASON)


def nominated(three, make, *names):
    for name in names:
        with working(three, three.member, make):
            him = Person(name, None, achievement="Chủ trì hai cuộc thanh tra.", clean=True)
            row = actions.nominate(None, year_by_id(three.year.id), three.member.id, title(three, "CSTĐT"), him)
            actions.file_nomination(row)


@pytest.mark.parametrize("login", ["l.clerk", "p.head", "a.head"])
def test_the_page_asks_no_more_for_many_members_and_proposals_than_for_one(app, three, make, login):
    vote_rules(three, make)
    propose(three, make, three.member)
    agreed(three, make)
    one = counted(app, login)
    for agency in (three.member, three.deputy, three.lead):
        for code in ("CTĐCP", "BKT-TT", "TTLĐXS"):
            propose(three, make, agency, code, reason=REASON)
    more_members(three, make, 6)
    agreed(three, make)
    with working(three, three.lead, make, seated=True):
        actions.tell_proposals(year_by_id(three.year.id))
    assert counted(app, login) == one


@pytest.mark.parametrize("login", ["l.clerk", "a.head"])
def test_nor_for_what_was_decided_on_many_of_them(app, three, make, login):
    vote_rules(three, make)
    propose(three, make, three.member)
    agreed(three, make)
    asked(three, make, "1/QĐ")
    confirmed(three, make)
    one = counted(app, login)
    more_members(three, make, 5)
    with working(three, three.lead, make, seated=True):
        actions.tell_proposals(year_by_id(three.year.id))
    assert counted(app, login) == one


@pytest.mark.parametrize(
    ("login", "address"), [("l.clerk", HERE), ("l.clerk", f"{HERE}/people"), ("a.head", "/noi-chinh/2026/nominations")]
)
def test_nor_for_many_people_that_were_nominated(app, three, make, login, address):
    nominated(three, make, "Nguyễn Văn A")
    one = counted(app, login, address)
    nominated(three, make, *(f"Người {n}" for n in range(6)))
    with working(three, three.lead, make, seated=True):
        assert len(nominations_filed(three.year.id)) == 7
    assert counted(app, login, address) == one
