"""How things are timed here: in turn, several rounds, the median; over HTTP by wrk, or by threads of our own."""

import http.client
import shutil
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit


def medians(ways: Mapping[str, Callable[[], object]], *, rounds: int = 7, seconds: float = 0.4) -> dict[str, float]:
    """Seconds a call of each way: the ways take turns, so that a drifting machine spoils all alike."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way()
    for _ in range(rounds):
        for name, way in ways.items():
            times[name].append(_seconds_a_call(way, seconds))
    return {name: statistics.median(taken) for name, taken in times.items()}


def _seconds_a_call(way: Callable[[], object], seconds: float) -> float:
    calls, began = 0, time.perf_counter()
    while (spent := time.perf_counter() - began) < seconds:
        way()
        calls += 1
    return spent / calls


@dataclass(frozen=True, slots=True)
class Target:
    """An address and what to send along."""

    url: str
    cookie: str = ""


def requests_a_second(target: Target, *, connections: int = 8, seconds: float = 3) -> float:
    """How many GETs a second a server answers."""
    if shutil.which("wrk"):
        return _by_wrk(target, connections, seconds)
    return _by_threads(target, connections, seconds)


def _by_wrk(target: Target, connections: int, seconds: float) -> float:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:.0f}s", "-H", f"Cookie: {target.cookie}", target.url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said:
        raise RuntimeError(f"wrong answers from {target.url}: {said}")
    return float(next(line.split()[1] for line in said.splitlines() if line.startswith("Requests/sec")))


def _by_threads(target: Target, connections: int, seconds: float) -> float:
    counts: list[int] = []
    threads = [threading.Thread(target=_ask, args=(target, seconds, counts)) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def _ask(target: Target, seconds: float, counts: list[int]) -> None:
    place, done, end = urlsplit(target.url), 0, time.monotonic() + seconds
    while time.monotonic() < end:
        connection = http.client.HTTPConnection(place.netloc, timeout=10)
        connection.request("GET", place.path or "/", headers={"Cookie": target.cookie})
        answer = connection.getresponse()
        answer.read()
        done += answer.status == 200
        connection.close()
    counts.append(done)
