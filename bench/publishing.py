"""Publishing a year of 14 members with 180 rows: points adopted, places published, each by two people; and twice as
many members. What each member is told and the package of the result are made in the same transactions."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from bench.ranking import file_all
from bench.report import Figure
from bench.world import World, world
from khoi.ranking.actions import ask_to_adopt, ask_to_publish, confirm
from khoi.ranking.models import open_request, package_in_force
from khoi.scoring.actions.appraising import accept_in_bulk
from khoi.scoring.actions.releasing import release
from khoi.scoring.models import cards_in
from khoi.years.actions import seat_chairs
from tenants.database import db
from tenants.models import users_of
from tenants.scope import Scope, acting

MEMBERS, ROWS = 14, 180


def measure(folder: Path) -> Iterator[Figure]:
    took = {}
    for members in (MEMBERS, 2 * MEMBERS):
        with world(folder / str(members), members=members, rows=ROWS) as at:
            _appraise_all(at)
            took[members] = [_by_two(at, ask) for ask in (ask_to_adopt, ask_to_publish)]
            _refuse_unpublished(at)
    adopted, published = took[MEMBERS]
    note = f"adopted {adopted:.2f} s, published {published:.2f} s"
    yield Figure(f"adopting and publishing {MEMBERS} members × {ROWS} rows, seconds", adopted + published, 5, 2.5, note)
    growth = sum(took[2 * MEMBERS]) / (adopted + published)
    yield Figure("the same of twice as many members, ×", growth, 3, 2.2)


def _appraise_all(at: World) -> None:
    """Everything is filed, accepted as claimed and released; the second member is the deputy."""
    file_all(at)
    with acting(Scope.of_operator(at.bloc.id, at.year.id)):
        seat_chairs(at.year.id, at.agencies[0].id, at.agencies[1].id, "bench")
        for card in cards_in(at.year.id).values():
            accept_in_bulk(card)
            release(card)
        db.session.commit()


def _by_two(at: World, ask: Callable[[int], object]) -> float:
    """Seconds of asking and confirming, commits included."""
    lead, deputy = (
        replace(at.scope(agency), user=users_of(agency.id)[0].id, **{seat: 1})
        for agency, seat in ((at.agencies[0], "lead"), (at.agencies[1], "deputy"))
    )
    began = time.perf_counter()
    with acting(lead):
        ask(at.year.id)
        db.session.commit()
    with acting(deputy):
        request = open_request(at.year.id)
        assert request is not None
        confirm(request)
        db.session.commit()
    return time.perf_counter() - began


def _refuse_unpublished(at: World) -> None:
    with acting(Scope.of_operator(at.bloc.id, at.year.id)):
        assert package_in_force(at.year.id) is not None
        db.session.rollback()
