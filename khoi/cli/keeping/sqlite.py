"""SQLite's own ways: a snapshot while others write, the hash of every table's rows, a check of the whole."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from khoi.cli.keeping.bundle import Tables
from tenants.files import named_hashes


def snapshot(source: Path, target: Path) -> None:
    """Copy the database as it stands at one moment, by the online backup interface: nobody waits for it."""
    with _opened(source) as present, closing(sqlite3.connect(target)) as copy:
        present.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
    target.chmod(0o600)


def tables_of(path: Path) -> Tables:
    """How many rows each table holds, and the hash of them all in order."""
    with _opened(path) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return {name: _hashed(connection, name) for (name,) in names.fetchall()}


def _hashed(connection: sqlite3.Connection, table: str) -> dict[str, Any]:
    digest, rows = hashlib.sha256(), 0
    told = connection.execute(f'PRAGMA table_info("{table}")')
    keys = ", ".join(f'"{column[1]}"' for column in told if column[5]) or "rowid"  # the sealed box has no rowid
    for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY {keys}'):  # noqa: S608 - names of our schema
        digest.update(repr(row).encode())
        rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def stored_hashes(path: Path) -> list[str]:
    """The hashes of the stored files that this database names."""
    with _opened(path) as connection:
        return [row[0] for row in connection.execute(named_hashes())]


def faults_of(path: Path) -> list[str]:
    """What SQLite finds wrong with the file: damaged pages, rows that point nowhere."""
    with _opened(path) as connection:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        lost = connection.execute("PRAGMA foreign_key_check").fetchall()
    return found + [f"bảng {row[0]}: dòng {row[1]} trỏ tới {row[2]} không có" for row in lost]


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """An existing database; opening must not make one."""
    address = f"{path.resolve().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, timeout=30)) as connection:
        yield connection
