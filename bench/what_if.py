"""What if, for twenty members of two hundred rows: the whole page's computing, every tenth row disputed."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from bench.measuring import medians
from bench.ranking import file_all
from bench.report import Figure
from bench.world import World, world
from khoi.ranking.models import bloc_table
from khoi.ranking.rules import neighbours, standings
from khoi.ranking.rules.what_if import accepted_each, flips, other_tie_orders, sandbox, without_each
from khoi.sheets.rules import Tie, TieBy
from tenants.database import db, reading
from tenants.scope import Scope, acting

TIES = (Tie(TieBy.SECTION, "I"), Tie(TieBy.SECTION, "II"), Tie(TieBy.PENALTY), Tie(TieBy.BALLOT))


def measure(folder: Path) -> Iterator[Figure]:
    """Seconds from the database to every answer of the page."""
    with world(folder, members=20, rows=200) as at:
        file_all(at)
        took = medians({"what if": lambda: _ask(at)}, rounds=3, seconds=1)["what if"]
    yield Figure("what if for 20 members × 200 rows, 400 of them disputed, seconds", took, 1, 0.5)


def _ask(at: World) -> int:
    with acting(Scope.of_operator(at.bloc.id, at.year.id)), reading():
        table = bloc_table(at.year.id)
        assert table is not None
        cards = []
        for number, card in enumerate(table.cards):
            answers = {
                path: replace(answer, appraised=Decimal(5) + Decimal(number % 7) / 4) if place % 10 == 0 else answer
                for place, (path, answer) in enumerate(card.answers.items())
            }
            cards.append(replace(card, answers=answers))
        spec = replace(table.spec, ties=TIES)
        box = sandbox(spec, standings(spec, cards), ())
        upper, lower = box.ranked[:2]
        said = len(accepted_each(box)) + len(without_each(box)) + len(other_tie_orders(box))
        said += len(flips(box, upper, lower)) + len(neighbours(spec, box.base))
        db.session.remove()
    return said
