"""The ranking of a bloc with ten years of history against the same bloc with one."""

from collections.abc import Iterator
from pathlib import Path

from bench.measuring import medians
from bench.report import Figure
from bench.world import World, world
from khoi.ranking.models import bloc_table
from khoi.scoring.actions.sealing import file_card
from khoi.scoring.models import cards_in, marks_of
from tenants.database import db, reading
from tenants.scope import Scope, acting


def measure(folder: Path) -> Iterator[Figure]:
    """In turn within one process is not possible (an app has one database), so each is held against its own floor."""
    took = {}
    for name, years in (("one", (2026,)), ("ten", tuple(range(2017, 2027)))):
        with world(folder / name, rows=80, years=years) as at:
            file_all(at)
            took[name] = medians({"table": lambda at=at: _look(at)}, rounds=9)["table"]
    note = f"{took['ten'] * 1000:.1f} ms against {took['one'] * 1000:.1f} ms"
    yield Figure(
        "ranking of a bloc of 12 × 80, ten years of history, × one year", took["ten"] / took["one"], 1.5, 1.1, note
    )


def file_all(at: World) -> None:
    with acting(Scope.of_operator(at.bloc.id, at.year.id)):
        for card in cards_in(at.year.id).values():
            for mark, _ in marks_of(card.id):
                mark.inputs = '{"points":"7.5"}'
            file_card(card)
            card.stage = "submitted"
        db.session.commit()


def _look(at: World) -> None:
    with acting(Scope.of_operator(at.bloc.id, at.year.id)), reading():
        table = bloc_table(at.year.id)
        assert table is not None
        assert len(table.appraised) == len(at.agencies)
        db.session.remove()
