"""Every migration keeps what is there: up from the one before on a filled database, and down again."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect, make_url, text
from sqlalchemy.pool import NullPool

import khoi.tables  # noqa: F401 - every model, so that the metadata is whole
from tenants import schema
from tenants.database import Base, database_url
from tenants.isolation.standing import holes

REVISIONS = [script.revision for script in reversed(list(ScriptDirectory(str(schema.MIGRATIONS)).walk_revisions()))]


@pytest.fixture
def addresses(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """An empty database without a schema: its address for the app's role, and for the owner's."""
    if os.environ.get("KHOI_TEST_DB") != "postgres":
        url = f"sqlite:///{tmp_path / 'khoi.db'}"
        yield url, url
        return
    server, name = request.getfixturevalue("pg_server"), f"migrated_{os.getpid()}"
    server.do("CREATE DATABASE {name} OWNER {owner}", name=name, owner=server.owner)
    try:
        yield server.address(server.app, name), server.address(server.owner, name)
    finally:
        server.do("DROP DATABASE {name} WITH (FORCE)", name=name)


@pytest.fixture
def looking(addresses: tuple[str, str], request: pytest.FixtureRequest) -> Engine:
    """Sees and fills every table in any order: on PostgreSQL as superuser, on SQLite with no key checked."""
    address = make_url(database_url(addresses[1]))
    if address.get_backend_name() == "sqlite":
        return create_engine(address, poolclass=NullPool)
    superuser = request.getfixturevalue("pg_server").superuser.set(drivername="postgresql+psycopg")
    return create_engine(
        superuser.set(database=address.database),
        poolclass=NullPool,
        connect_args={"options": "-c session_replication_role=replica"},
    )


def raise_to(addresses: tuple[str, str], revision: str) -> None:
    """Up to a revision, as the schema's owner; PostgreSQL's wall is for the newest only."""
    if addresses[1].startswith("sqlite"):
        schema.upgrade(*addresses, target=revision)
    else:
        _run(addresses[1], command.upgrade, revision)


def lower_to(addresses: tuple[str, str], revision: str) -> None:
    _run(addresses[1], command.downgrade, revision)


def _run(url: str, step: Any, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    with create_engine(database_url(url), poolclass=NullPool).begin() as connection:
        config.attributes["connection"] = connection
        step(config, revision)


def schema_of(connection: Connection) -> dict[str, Any]:
    """Tables with columns, keys and indexes, as the database itself tells them."""
    seen = inspect(connection)
    return {
        table: {
            "columns": sorted((c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)),
            "keys": sorted(str((k["name"], k["referred_table"])) for k in seen.get_foreign_keys(table)),
            "unique": sorted(str((u["name"], u["column_names"])) for u in seen.get_unique_constraints(table)),
            "indexes": sorted(str((i["name"], i["column_names"])) for i in seen.get_indexes(table)),
            "checks": sorted(str(c["name"]) for c in seen.get_check_constraints(table)),
        }
        for table in sorted(seen.get_table_names())
        if table != "alembic_version"
    }  # fmt: skip


def filled(connection: Connection) -> dict[str, list[Any]]:
    """One row in every table; every number is 1, so that all keys agree once all rows are there."""
    seen = inspect(connection)
    tables = [name for name in seen.get_table_names() if name != "alembic_version"]
    for name in tables:
        columns = seen.get_columns(name)
        values = {column["name"]: _value(column) for column in columns}
        names, marks = ", ".join(f'"{n}"' for n in values), ", ".join(f":{n}" for n in values)
        connection.execute(text(f'INSERT INTO "{name}" ({names}) VALUES ({marks})'), values)
    return kept(connection)


def _value(column: Any) -> Any:
    kind, name = str(column["type"]).upper(), column["name"]
    if name == "number" and "INT" in kind:
        return 2026
    if "BOOL" in kind:
        return False
    if "INT" in kind:
        return 1
    if "TIME" in kind or kind == "DATE":
        return "2026-11-24 10:00:00" if "TIME" in kind else "2026-11-24"
    return "x"


def kept(connection: Connection) -> dict[str, list[Any]]:
    """What stands in every table, column by column."""
    seen = inspect(connection)
    return {
        name: [dict(row) for row in connection.execute(text(f'SELECT * FROM "{name}"')).mappings()]
        for name in seen.get_table_names()
        if name != "alembic_version"
    }


def wall_stands(app_url: str) -> bool:
    """At the newest revision: all triggers on SQLite, all policies on PostgreSQL, and a role that owns nothing."""
    return holes(app_url) == []


def test_the_newest_revision_is_the_models(addresses: tuple[str, str], looking: Engine) -> None:
    schema.upgrade(*addresses)
    with looking.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    assert wall_stands(addresses[0])


@pytest.mark.parametrize("revision", REVISIONS[1:])
def test_a_migration_keeps_every_row_and_gives_the_schema_back(
    revision: str, addresses: tuple[str, str], looking: Engine
) -> None:
    before = REVISIONS[REVISIONS.index(revision) - 1]
    raise_to(addresses, before)
    with looking.begin() as connection:
        rows, shape = filled(connection), schema_of(connection)
    raise_to(addresses, revision)
    with looking.connect() as connection:
        now = kept(connection)
        for table, its in rows.items():
            assert [{name: row[name] for name in its[0]} for row in now[table]] == its, table
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
    lower_to(addresses, before)
    with looking.connect() as connection:
        assert kept(connection) == rows
        assert schema_of(connection) == shape
    schema.upgrade(*addresses)
    assert wall_stands(addresses[0])
