"""The dossier of fourteen members with 180 rows, read, written and packed; of twenty-eight, as a ratio."""

from collections.abc import Iterator
from pathlib import Path

from bench.measuring import medians
from bench.ranking import file_all
from bench.report import Figure
from bench.world import World, world
from khoi.summaries.dossier import collected, contents_now, packed
from tenants.database import db, reading
from tenants.scope import Scope, acting

MEMBERS, ROWS = 14, 180


def measure(folder: Path) -> Iterator[Figure]:
    """Seconds for fourteen members, and how many times longer twice as many take."""
    took = {}
    for members in (MEMBERS, 2 * MEMBERS):
        with world(folder / str(members), members=members, rows=ROWS) as at:
            file_all(at)
            took[members] = medians({"dossier": lambda at=at: _pack(at)}, rounds=3, seconds=1)["dossier"]
    yield Figure(f"the dossier of {MEMBERS} members × {ROWS} rows, seconds", took[MEMBERS], 5, 3)
    note = f"{took[2 * MEMBERS] * 1000:.0f} ms against {took[MEMBERS] * 1000:.0f} ms"
    yield Figure("the same of twice as many members, ×", took[2 * MEMBERS] / took[MEMBERS], 3, 2.2, note)


def _pack(at: World) -> int:
    with acting(Scope.of_operator(at.bloc.id, at.year.id)), reading():
        package = packed(collected(at.year, "bench"), contents_now(at.year))
        db.session.rollback()
    package.file.close()
    return package.size
