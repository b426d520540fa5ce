"""The verification package of a bloc of 14 members with 180 rows: made, packed and verified; and half as many."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

from bench.ranking import file_all
from bench.report import Figure
from bench.world import World, world
from khoi.ranking.models import package_text, present_table
from khoi.summaries import verifier
from khoi.summaries.package_file import package_zip
from tenants.database import db, reading
from tenants.scope import Scope, acting


def measure(folder: Path) -> Iterator[Figure]:
    took = {}
    for members in (7, 14):
        with world(folder / str(members), members=members, rows=180) as at:
            file_all(at)
            took[members] = min((_made_and_verified(at) for _ in range(3)), key=sum)
    made, verified = took[14]
    note = f"made {made:.2f} s, verified {verified:.2f} s"
    yield Figure("verification package of 14 × 180, made and verified, s", made + verified, 5, 2.5, note)
    growth = sum(took[14]) / sum(took[7])
    yield Figure("verification package of twice the members, × the time", growth, 2.6, 2.1)


def _made_and_verified(at: World) -> tuple[float, float]:
    """Seconds of making the archive, queries included, and of the program that verifies it."""
    began = time.perf_counter()
    with acting(Scope.of_operator(at.bloc.id, at.year.id)), reading():
        table = present_table(at.year.id)
        assert table is not None
        text = package_text(table)
        db.session.rollback()
    package_zip(text)
    made = time.perf_counter() - began
    faults = verifier.faults_in(json.loads(text))
    assert not faults, faults[:3]
    return made, time.perf_counter() - began - made
