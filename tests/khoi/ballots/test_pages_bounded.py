"""The pages of secret votes ask the database as often for many candidates, voters and votes as for a few."""

from dataclasses import replace

import pytest

from khoi.ballots import actions
from khoi.ballots.models import ballot_by_id, candidates_of
from khoi.ballots.rules import Conflict, Sheet, Way
from tests.khoi.ballots.ballots_made import AWARD, HERE, at_work, cast, close, council, drafted, opened
from tests.khoi.home.years_lived import page_of, statements, visitor

NAMES = tuple(f"Tập thể {n}" for n in range(1, 15))
PAPER = replace(AWARD, way=Way.PAPER, conflict=Conflict.NONE)


def asked(app, login, address):
    """How many statements the page takes, the second time it is opened."""
    client = visitor(app, login)
    page_of(client, address)
    with statements() as seen:
        page_of(client, address)
    return len(seen)


def address_of(of, ballot_id, more=""):
    with at_work(of.scope(of.three.lead)):
        return f"{HERE}/{ballot_by_id(ballot_id).public_id}{more}"


def two_votes(make, more, terms=AWARD):
    """In one bloc with as many more members: a vote on two, and one on fourteen; their ids."""
    of = council(make, more)
    few, _ = opened(of, terms, names=NAMES[:2])
    many, _ = opened(of, replace(terms, title="Một cuộc khác"), names=NAMES)
    return of, few, many


@pytest.mark.parametrize(
    ("login", "more"), [("l.head", ""), ("a.head", ""), ("b.clerk", ""), ("a.head", "/vote"), ("l.head", "/close")]
)
def test_a_vote_is_asked_for_at_once_however_many_stand_on_the_slip(app, make, login, more):
    of, few, many = two_votes(make, 2)
    assert asked(app, login, address_of(of, few, more)) == asked(app, login, address_of(of, many, more))


@pytest.mark.parametrize(("login", "more"), [("l.head", ""), ("a.head", "/vote")])
def test_a_vote_is_asked_for_at_once_however_many_vote(app, make, login, more):
    of = council(make, 2)
    ballot_id, _ = opened(of)
    before = asked(app, login, address_of(of, ballot_id, more))
    for n in range(2, 12):
        agency = make.agency(of.three.bloc, f"D{n}")
        make.member(of.three.year, agency, position=10 + n)
        make.user(agency, "head")
        of.members.append(agency)
    make.keep()
    larger, _ = opened(of, replace(AWARD, title="Cuộc sau"))
    for agency in of.members[4:]:
        cast(of, larger, agency, "agree", "blank")
    assert asked(app, login, address_of(of, larger, more)) == before


def test_a_counted_vote_is_asked_for_at_once_however_many_stood_on_the_slip(app, make):
    of, found = council(make, 2), {}
    for names in (NAMES[:2], NAMES):
        ballot_id, codes = opened(of, replace(AWARD, title=f"Cuộc {len(names)}"), names=names)
        for agency in of.members:
            cast(of, ballot_id, agency, *["agree"] * len(names))
        close(of, ballot_id, codes)
        for login, more in (("l.head", ""), ("a.clerk", ""), ("a.clerk", "/receipts")):
            found.setdefault((login, more), []).append(asked(app, login, address_of(of, ballot_id, more)))
    assert all(few == many for few, many in found.values()), found


def test_a_count_on_paper_is_asked_for_at_once_however_many_stood_on_the_slip(app, make):
    of, few, many = two_votes(make, 2, PAPER)
    for ballot_id in (few, many):
        with at_work(of.scope(of.three.lead)):
            row = ballot_by_id(ballot_id)
            numbers = {each.public_id: (5, 1, 0) for each in candidates_of(row.id)}
            actions.enter_counts(row, Sheet(6, 6, 0, 6, 0), numbers)
    for login, more in (("p.head", ""), ("l.head", "/counts"), ("l.head", "/slips")):
        assert asked(app, login, address_of(of, few, more)) == asked(app, login, address_of(of, many, more))


@pytest.mark.parametrize("login", ["l.head", "a.head", "b.clerk"])
def test_the_list_is_asked_for_at_once_however_many_votes_there_are(app, make, login):
    of = council(make, 2)
    opened(of)
    drafted(of, replace(AWARD, title="Dự thảo"))
    few = asked(app, login, HERE)
    for n in range(6):
        opened(of, replace(PAPER, title=f"Giấy {n}"), names=NAMES[:1])
        drafted(of, replace(AWARD, title=f"Dự thảo {n}"))
    assert asked(app, login, HERE) == few
