"""What was acknowledged is there, whatever is killed: sixteen clients save while workers and the whole server die."""

import sqlite3
from dataclasses import replace

import pytest

from bench.saves import Ledger, Load, figures, kill_one, put_under
from bench.world import world_in
from tenants import journal
from tenants.database import db
from tests.serving import in_processes

pytestmark = pytest.mark.database


@pytest.fixture
def at(settings):
    with world_in(replace(settings, testing=False, plain_http=True), members=4, rows=20) as filled:
        yield filled


def test_no_acknowledged_save_is_lost_when_workers_and_the_server_are_killed(at):
    ledger = Ledger()
    with in_processes(at.environment) as server:

        def kill_a_worker():
            kill_one(server.workers())

        def restart():
            server.crash()
            server.start()

        load = Load(clients=16, seconds=14, faults=[kill_a_worker, restart, kill_a_worker])
        put_under(load, server.address, at, ledger)
    assert len(ledger.kept) > 20, "the clients saved next to nothing: the test says nothing"
    assert {figure.name: figure.value for figure in figures(at, ledger, load) if figure.value} == {}
    verdict = journal.verify(at.bloc.id)
    assert verdict.broken_at == 0, verdict.why
    assert verdict.lines >= len(ledger.kept)
    db.session.remove()
    if at.settings.is_sqlite:
        with sqlite3.connect(at.settings.data / "khoi.db") as whole:
            assert whole.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert whole.execute("PRAGMA foreign_key_check").fetchall() == []
        whole.close()
