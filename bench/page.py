"""The score page of 80 rows against bare Flask, in process and over HTTP, and the statements it takes."""

import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import event

from bench.bare import app as bare
from bench.measuring import Target, medians, requests_a_second
from bench.report import Figure
from bench.world import World, world
from tenants.database import db

PAGE = "/khoi-do/2026/scorecard"
HOME = Path(__file__).resolve().parent.parent


def in_process(at: World) -> Iterator[Figure]:
    """One core, no sockets: the page's own work."""
    cookie = at.cookie(at.agencies[1])
    page, hello = at.app.test_client(use_cookies=False), bare.test_client()

    def look() -> None:
        answer = page.get(PAGE, headers={"Cookie": cookie})
        assert answer.status_code == 200, answer.status_code

    db.session.remove()
    took = medians({"page": look, "hello": lambda: hello.get("/")})
    ratio = took["page"] / took["hello"]
    note = f"{took['page'] * 1000:.2f} ms / {took['hello'] * 1000:.3f} ms"
    yield Figure("score page, 80 rows, in process, × bare Flask", ratio, gate=30, aim=20, note=note)


def statements(at: World, rows: int) -> Iterator[Figure]:
    """Statements on tables, beside the two that find session and seat; counted by SQLite itself."""
    cookie, said = at.cookie(at.agencies[1]), list[str]()
    db.session.remove()
    db.engine.dispose()
    event.listen(db.engine, "connect", lambda raw, entry: raw.set_trace_callback(said.append))
    client = at.app.test_client(use_cookies=False)
    client.get(PAGE, headers={"Cookie": cookie})
    said.clear()
    client.get(PAGE, headers={"Cookie": cookie})
    asked = [text for text in said if not text.startswith(("BEGIN", "ROLLBACK", "COMMIT", "SET", "PRAGMA"))]
    beside = [text for text in asked if "FROM session" not in text and "AS lead ON" not in text]
    db.engine.dispose()
    yield Figure(f"statements of the score page, {rows} rows", len(beside), gate=5, aim=3)


def over_http(at: World, data: Path) -> Iterator[Figure]:
    """gunicorn sync, two workers, eight connections; the two servers take turns."""
    cookie = at.cookie(at.agencies[1])
    db.session.remove()
    with served("wsgi:app", at.environment) as portal, served("bench.bare:app", {}) as hello:
        bare_target, page_target = Target(hello + "/"), Target(portal + PAGE, cookie)
        for target in (bare_target, page_target):  # a fresh worker compiles its templates first
            requests_a_second(target, seconds=2)
        rates = [(requests_a_second(bare_target), requests_a_second(page_target)) for _ in range(5)]
        ratios = [fast / slow for fast, slow in rates]
        fast, slow = (statistics.median(rate) for rate in zip(*rates, strict=True))
        note = f"{slow:.0f}/s against {fast:.0f}/s"
        ratio = statistics.median(ratios)
        yield Figure("score page, 80 rows, HTTP (sync, 2 workers), × bare Flask", ratio, gate=6, aim=4, note=note)


@contextmanager
def served(app: str, environment: dict[str, str]) -> Iterator[str]:
    """gunicorn with two sync workers on a free port of this machine: its address."""
    with served_with_master(app, environment) as (address, _):
        yield address


@contextmanager
def served_with_master(app: str, environment: dict[str, str]) -> Iterator[tuple[str, int]]:
    """The same with the master's process id, whose workers may be killed."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", app, "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    command += ["--worker-class", "sync", "--log-level", "error", "--no-control-socket", "--backlog", "512"]
    master = subprocess.Popen(command, cwd=HOME, env=_environment(environment))
    try:
        _await(port)
        yield f"http://127.0.0.1:{port}", master.pid
    finally:
        master.terminate()
        master.wait(20)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _environment(more: dict[str, str]) -> dict[str, str]:
    return {**os.environ, **more}


def _await(port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("gunicorn did not come up")


def measure(folder: Path) -> Iterator[Figure]:
    for rows in (8, 80):
        with world(folder / f"page{rows}", rows=rows) as at:
            yield from statements(at, rows)
            if rows == 80:
                yield from in_process(at)
                yield from over_http(at, folder)
