"""Sixty-four clients save into twelve cards over HTTP while workers are killed: nothing acknowledged may be lost."""

import http.client
import os
import random
import re
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from json import loads
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from sqlalchemy import select

from bench.page import PAGE, served_with_master
from bench.report import Figure
from bench.world import World, world
from khoi.ranking.models import bloc_table
from khoi.scoring.models import Mark, MarkLine
from khoi.scoring.rules import half_up
from tenants.database import db
from tenants.models import Agency
from tenants.scope import Scope, acting

MARK = re.compile(r"/marks/([A-Za-z0-9_-]{12})/claim")
VERSION = re.compile(r'name="version"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="version"')
TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')
#: The server died while it was asked, or before.
CUT_OFF = (OSError, http.client.HTTPException)


@dataclass(frozen=True, slots=True)
class Load:
    """How many save for how long, and what goes wrong meanwhile, at equal distances."""

    clients: int
    seconds: float
    faults: Sequence[Callable[[], None]] = ()


@dataclass
class Ledger:
    """What the clients were told, to be held against what the database has."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    #: (mark, value) of every save that was acknowledged, with the version it was made from.
    kept: list[tuple[str, str, int]] = field(default_factory=list)
    #: Sent, but the connection died: may be there or not.
    unknown: set[tuple[str, str]] = field(default_factory=set)
    stale: int = 0
    refused: Counter[int] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)


class Client:
    """One browser: it holds the versions it has seen, and saves one cell after the other."""

    def __init__(self, address: str, cookie: str, seed: int, ledger: Ledger) -> None:
        self.place, self.cookie, self.ledger = urlsplit(address).netloc, cookie, ledger
        self.dice = random.Random(seed)  # noqa: S311 - a repeatable load, no secret
        self.token, self.versions = "", dict[str, int]()

    def open_page(self) -> None:
        with closing(http.client.HTTPConnection(self.place, timeout=20)) as connection:
            connection.request("GET", PAGE, headers={"Cookie": self.cookie})
            answer = connection.getresponse()
            text = answer.read().decode()
            for header in answer.headers.get_all("Set-Cookie") or ():
                self.cookie = header.split(";")[0]
        self.token = TOKEN.findall(text)[0]
        self.versions = {mark: version_after(text, mark) for mark in set(MARK.findall(text))}

    def save(self) -> None:
        mark = self.dice.choice(list(self.versions))
        value, base = f"{self.dice.randrange(1, 10_000)}", self.versions[mark]
        typed = f"{int(value) // 1000},{int(value) % 1000:03}"
        began = time.monotonic()
        try:
            status, text = self._post(mark, typed, base)
        except CUT_OFF:
            with self.ledger.lock:
                self.ledger.unknown.add((mark, value))
            self.open_page_again()
            return
        self._note(mark, value, base, status, text, time.monotonic() - began)

    def open_page_again(self) -> None:
        for _ in range(40):
            try:
                self.open_page()
            except (*CUT_OFF, IndexError):
                time.sleep(0.1)
            else:
                return

    def _post(self, mark: str, typed: str, base: int) -> tuple[int, str]:
        headers = {
            "Cookie": self.cookie, "X-CSRFToken": self.token, "X-Requested-With": "fetch",
            "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip
        body = urlencode({"points": typed, "version": base, "note": ""})
        with closing(http.client.HTTPConnection(self.place, timeout=20)) as connection:
            connection.request("POST", f"/khoi-do/2026/marks/{mark}/claim", body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def _note(self, mark: str, value: str, base: int, status: int, text: str, took: float) -> None:
        with self.ledger.lock:
            self.ledger.waits.append(took)
            if status == 200:
                self.versions[mark] = version_after(text, mark)
                if self.versions[mark] == base + 1:  # else the very same stood there, and nothing was changed
                    self.ledger.kept.append((mark, value, base))
            elif status == 409:
                self.ledger.stale += 1
                self.versions[mark] = version_after(text, mark)
            else:
                self.ledger.refused[status] += 1


def version_after(text: str, mark: str) -> int:
    """The version that the row of this mark carries in the page."""
    start = text.index(f"/marks/{mark}/claim")
    found = VERSION.search(text, start)
    assert found is not None
    return int(found.group(1) or found.group(2))


def measure(folder: Path) -> Iterator[Figure]:
    with world(folder / "saves", rows=80) as at:
        ledger = Ledger()
        with served_with_master("wsgi:app", at.environment) as (address, master):
            load = Load(clients=64, seconds=12, faults=[lambda: kill_one(workers_of(master))] * 3)
            put_under(load, address, at, ledger)
        yield from figures(at, ledger, load)


def put_under(load: Load, address: str, at: World, ledger: Ledger) -> None:
    """Let the clients save, a clerk of each agency in turn; the ledger has what they were told."""
    cookies = [at.cookie(agency) for agency in at.agencies]
    db.session.remove()
    clients = [Client(address, cookies[number % len(cookies)], number, ledger) for number in range(load.clients)]
    end = time.monotonic() + load.seconds
    threads = [threading.Thread(target=_work, args=(client, end)) for client in clients]
    for thread in threads:
        thread.start()
    for fault in load.faults:
        time.sleep(load.seconds / (len(load.faults) + 1))
        fault()
    for thread in threads:
        thread.join()


def kill_one(workers: list[int]) -> None:
    os.kill(random.choice(workers), signal.SIGKILL)  # noqa: S311


def workers_of(master: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]


def _work(client: Client, end: float) -> None:
    client.open_page_again()
    while time.monotonic() < end:
        client.save()


def figures(at: World, ledger: Ledger, load: Load) -> Iterator[Figure]:
    """What was told held against what the database has."""
    with acting(Scope.of_operator(at.bloc.id, at.year.id)):
        written = _written()
        lost = sum((mark, value) not in written for mark, value, _ in ledger.kept)
        told = {(mark, value) for mark, value, _ in ledger.kept} | ledger.unknown
        # From one version two different values: the later one has overwritten the earlier unseen.
        bases = Counter((mark, base) for mark, _, base in set(ledger.kept))
        wrong = _wrong_totals(at)
        db.session.remove()
    waits = sorted(ledger.waits)
    pace = f"{len(ledger.kept) / load.seconds:.0f} saves/s, p50 {waits[len(waits) // 2] * 1000:.0f} ms, p99 "
    pace += f"{waits[int(len(waits) * 0.99)] * 1000:.0f} ms; {ledger.stale} stale cells told so; "
    pace += f"{len(load.faults)} workers killed"
    yield Figure(f"{load.clients} clients in {len(at.agencies)} cards: acknowledged saves lost", lost, 0, 0, pace)
    yield Figure("… cards with a wrong total", wrong, 0, 0)
    yield Figure("… stale overwrites", sum(count - 1 for count in bases.values()), 0, 0)
    yield Figure("… saves nobody sent", len(written - told), 0, 0)
    yield Figure("… saves refused", sum(ledger.refused.values()), 0, 0, str(dict(ledger.refused) or ""))


def _written() -> set[tuple[str, str]]:
    """Every value that the history says was saved, in thousandths."""
    rows = db.session.execute(
        select(Mark.public_id, MarkLine.state).join(Mark, Mark.id == MarkLine.mark_id).where(MarkLine.act == "claim")
    )
    return {(mark, f"{Decimal(loads(state)['inputs']['points']) * 1000:.0f}") for mark, state in rows}


def _wrong_totals(at: World) -> int:
    """Cards whose total differs from the plain sum of their rows."""
    table = bloc_table(at.year.id, drafts=True)
    assert table is not None
    codes: dict[int, Agency] = {agency.id: agency for agency in at.agencies}
    sums: Counter[str] = Counter()
    for agency, inputs in db.session.execute(select(Mark.agency_id, Mark.inputs)):
        points = loads(inputs).get("points")
        if points is not None:
            sums[codes[agency].code] += half_up(Decimal(points), 2)  # type: ignore[assignment]
    return sum(line.total != sums[line.agency] for line in table.claimed)
