"""The demo bloc and the portal's door, opened by the command line as real processes."""

import http.cookiejar
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.khoi.shell import Shell, shell

__all__ = ["shell"]
HOME = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A demo folder, and what the command printed when it made it."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    return folder, Shell(folder).ok("demo", "--no-serve", "--json")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(*words: str) -> Iterator[subprocess.Popen[str]]:
    env = os.environ | {"PYTHONPATH": str(HOME)}
    with subprocess.Popen(
        [sys.executable, "-m", "khoi.cli", *words], env=env, stdout=subprocess.PIPE, text=True
    ) as run:
        try:
            yield run
        finally:
            run.terminate()


def opened(browser: urllib.request.OpenerDirector, url: str, **form: str) -> str:
    """The page at the address, once the server is up."""
    data = urllib.parse.urlencode(form).encode() if form else None
    for _ in range(150):
        try:
            with browser.open(url, data) as answer:
                return str(answer.read().decode())
        except urllib.error.URLError as error:
            if isinstance(error, urllib.error.HTTPError):
                raise
            time.sleep(0.2)
    raise AssertionError(f"{url} never answered")


def test_the_demo_prints_who_may_sign_in(demo: tuple[Path, dict[str, Any]]) -> None:
    printed = demo[1]
    assert printed["url"].startswith("http://127.0.0.1:")
    assert {"agency", "role", "seat", "login", "password", "totp"} == set(printed["accounts"][0])
    assert {account["role"] for account in printed["accounts"]} >= {"clerk", "head", "observer"}
    assert {"lead", "deputy", "member"} <= {account["seat"] for account in printed["accounts"]}


def test_the_demo_asked_again_prints_the_same_and_makes_nothing(demo: tuple[Path, dict[str, Any]]) -> None:
    again = Shell(demo[0])
    before = again.dump()
    assert again.ok("demo", "--no-serve", "--json") == demo[1]
    assert again.dump() == before


def test_the_demo_leaves_a_real_bloc_alone(shell: Shell) -> None:
    shell.ok("year", "open", "2026")
    before = shell.dump()
    assert "đã có dữ liệu" in shell.refused("demo", "--no-serve")
    assert shell.dump() == before


def test_the_demo_has_both_years_ranked_and_a_whole_journal(demo: tuple[Path, dict[str, Any]]) -> None:
    there = Shell(demo[0])
    for year in ("2025", "2026"):
        assert there.ok("rank", "--json", "--year", year)["appraised"]
    there.ok("journal", "verify")
    assert not [finding for finding in there.ok("doctor", "--json") if finding["level"] == "fault"]


def test_a_published_year_takes_no_more_imports(demo: tuple[Path, dict[str, Any]]) -> None:
    there = Shell(demo[0])
    past = there.file(there.ok("scores", "export", "--year", "2025"))
    assert "đã công bố" in there.refused("scores", "import", past)


def test_who_is_printed_can_sign_in(demo: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    folder = shutil.copytree(demo[0], tmp_path / "data")
    port = free_port()
    with running("demo", "--data", str(folder), "--port", str(port), "--json") as run:
        assert run.stdout is not None
        printed, _ = json.JSONDecoder().raw_decode(_until_closed(run.stdout))
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        page = opened(browser, printed["url"])
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        action = re.search(r'<form[^>]*action="([^"]+)"', page)
        assert token is not None
        where = urllib.parse.urljoin(printed["url"], action[1] if action else "/sign-in")
        account = printed["accounts"][0]
        page = opened(browser, where, csrf_token=token[1], login=account["login"], password=account["password"])
        assert "Thanh tra" in page


def _until_closed(stream: Any) -> str:
    """The object on stdout, line by line: the stream itself stays open while the portal runs."""
    text = ""
    for line in stream:
        text += line
        if line.startswith("}"):
            break
    return text


def test_a_taken_port_is_said_before_anything_is_made(shell: Shell) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        assert "--port" in shell.refused("demo", "--port", port)
        assert not shell.folder.exists()
        assert "--port" in shell.refused("serve", "--port", port)
