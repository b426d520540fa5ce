"""The portal behind a real port: in a thread of the test, or in gunicorn's processes that a test may kill."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

HOME = Path(__file__).resolve().parent.parent


class Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 (werkzeug's name)
        """A test's output is no access log."""


@contextmanager
def in_thread(app: Flask) -> Iterator[str]:
    """Serve the app in threads of this process; yields its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass(slots=True)
class Gunicorn:
    """A running gunicorn: its address, its master, and the workers a test may kill."""

    address: str
    command: list[str]
    environment: Mapping[str, str]
    master: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.master = subprocess.Popen(
            self.command, cwd=HOME, env=os.environ | {"DEMAND_SECOND_FACTOR": "0"} | self.environment
        )
        _wait_for(self)

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def stop(self) -> None:
        self.master.terminate()
        self.master.wait(20)

    def crash(self) -> None:
        """All of its processes die at once, as when the machine stops; no port or file is given back in good order."""
        os.kill(self.master.pid, signal.SIGSTOP)  # or it forks another worker meanwhile, who keeps the port
        for pid in (*self.workers(), self.master.pid):
            os.kill(pid, signal.SIGKILL)
        self.master.wait(20)


@contextmanager
def in_processes(environment: Mapping[str, str], workers: int = 2, threads: int = 4) -> Iterator[Gunicorn]:
    """Serve `wsgi:app` as in earnest, with this environment (KHOI_DATA, DATABASE_URL, PLAIN_HTTP …)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{port}", "--workers", str(workers)]
    command += ["--threads", str(threads), "--worker-class", "gthread", "--log-level", "error", "--no-control-socket"]
    served = Gunicorn(f"http://127.0.0.1:{port}", command, environment)
    try:
        yield served
    finally:
        served.stop()


def _wait_for(served: Gunicorn, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and served.master.poll() is None:
        try:
            urllib.request.urlopen(served.address, timeout=5).close()  # noqa: S310 (our own address)
        except urllib.error.HTTPError as answered:
            answered.close()
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("gunicorn did not come up")
