"""Opening the door: `serve`, and `demo`, which fills an empty folder first."""

import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

import click

from khoi.cli.desk import Desk, at_desk
from khoi.cli.frame import Verb
from khoi.cli.speech import give, say, watched
from khoi.demo import Account, accounts_of, make_demo
from khoi.demo.cast import SLUG
from tenants import schema
from tenants.models import blocs
from tenants.refusal import Refused

HOME = schema.MIGRATIONS.parent
#: What an untouched data folder may hold already.
UNTOUCHED = {"secret.key"}

PORT = click.IntRange(1, 65535)


@click.command("serve", cls=Verb)
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ nghe.")
@click.option("--port", type=PORT, default=8000, show_default=True, help="Cổng.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Số tiến trình.")
@at_desk
def serve(desk: Desk, host: str, port: int, workers: int) -> None:
    """Chạy cổng bằng gunicorn."""
    _ = desk.app  # a wrong setting or an old schema is said here, not by a worker
    _refuse_taken(host, port)
    say(f"Cổng chạy tại http://{host}:{port}/ (dừng: Ctrl+C)")
    _become_gunicorn(desk, host, port, workers)


@click.command("demo", cls=Verb)
@click.option("--port", type=PORT, default=8000, show_default=True, help="Cổng.")
@click.option("--no-serve", is_flag=True, help="Chỉ tạo khối mẫu, không chạy cổng.")
@click.option("--published", is_flag=True, help="Khối mẫu có năm nay đã chốt điểm và công bố.")
@click.option("--json", "as_json", is_flag=True, help="In địa chỉ và tài khoản dạng JSON.")
@at_desk
def demo(desk: Desk, port: int, no_serve: bool, published: bool, as_json: bool) -> None:
    """Biến thư mục dữ liệu trống thành khối mẫu, in tài khoản rồi chạy cổng."""
    if not no_serve:
        _refuse_taken("127.0.0.1", port)
    accounts = _demo_accounts(desk, published)
    url = f"http://127.0.0.1:{port}/"
    if as_json:
        give({"url": url, "accounts": [_printed(account) for account in accounts]})
    else:
        _tell(url, accounts)
    if not no_serve:
        os.environ.setdefault("DEMAND_SECOND_FACTOR", "0")  # who looks around has no phone at hand
        os.environ["PLAIN_HTTP"] = "1"  # on this machine alone, without a certificate
        _become_gunicorn(desk, "127.0.0.1", port, 2)


def _demo_accounts(desk: Desk, published: bool) -> list[Account]:
    """The accounts of the demo: made now in an untouched folder, or as they were made before."""
    folder = desk.folder.resolve()
    untouched = not folder.exists() or {path.name for path in folder.iterdir()} <= UNTOUCHED
    if untouched and not os.environ.get("DATABASE_URL"):
        _make_beside(folder, published)
    with desk.portal():
        found = [bloc.slug for bloc in blocs()]
        if not found:
            return make_demo(_watch, published=published)
    if found != [SLUG]:
        raise Refused(f"{folder} đã có dữ liệu ({', '.join(found)}): khối mẫu chỉ tạo trong thư mục trống.")
    return accounts_of(desk.settings.secret_key)


def _make_beside(folder: Path, published: bool) -> None:
    """Make the demo in a folder of its own and put it in place when it is whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    say("Đang tạo khối mẫu…")
    workshop = Path(tempfile.mkdtemp(prefix=".khoi-", dir=folder.parent))
    try:
        if folder.exists():
            shutil.copytree(folder, workshop, dirs_exist_ok=True)
        with Desk(str(workshop)).portal():
            make_demo(_watch, published=published)
        if folder.exists():
            shutil.rmtree(folder)
        workshop.rename(folder)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _watch(years: tuple[int, ...]) -> Iterable[int]:
    return watched(years, "Khối mẫu", len(years))


def _printed(account: Account) -> dict[str, Any]:
    words = asdict(account)
    return {key: words[key] for key in ("agency", "role", "seat", "login", "password")} | {"totp": None}


def _tell(url: str, accounts: list[Account]) -> None:
    say(f"Cổng mẫu: {url}\n")
    for account in accounts:
        say(f"  {account.login:<16} {account.password:<24} {account.name}")
    say("")


def _refuse_taken(host: str, port: int) -> None:
    """Say it before anything is made, in words."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise Refused(f"Không mở được {host}:{port} ({error.strerror}). Chọn cổng khác bằng --port.") from error


def _become_gunicorn(desk: Desk, host: str, port: int, workers: int) -> NoReturn:
    """Behind a proxy, which takes the slow clients upon itself, workers are plain; else they have threads."""
    kind = ["sync"] if desk.settings.behind_proxy else ["gthread", "--threads", "4"]
    words = ["--bind", f"{host}:{port}", "--workers", str(workers), "--worker-class", *kind, "--chdir", str(HOME)]
    words += ["--no-control-socket"]  # nobody steers it but by signals
    env = os.environ | {"KHOI_DATA": str(desk.settings.data.resolve())}
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(sys.executable, [sys.executable, "-m", "gunicorn", *words, "wsgi:app"], env)  # noqa: S606


COMMANDS = (serve, demo)
