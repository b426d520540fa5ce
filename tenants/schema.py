"""Bring the schema up to date: migrations on an engine of their own, the SQLite guard, PostgreSQL's wall after each."""

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, make_url
from sqlalchemy.pool import NullPool

from tenants.database import database_url
from tenants.isolation.database import postgres_wall

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


class BrokenReferences(RuntimeError):
    """A migration left rows that point nowhere: it is undone."""


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def head() -> str:
    """The newest migration this code knows."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def revision_of(engine: Engine) -> str:
    """The migration the database stands at; empty for an empty database."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def stands_at(url: str) -> str:
    """The migration the database at this address stands at; empty for an empty one, or where there is no file yet."""
    address = make_url(database_url(url))
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
        return ""
    return revision_of(create_engine(address, poolclass=NullPool))


def upgrade(app_url: str, owner_url: str = "", target: str = "head") -> None:
    """Run the migrations up to `target` as the schema's owner, then raise the wall for the app's role."""
    app_address, owner_address = database_url(app_url), database_url(owner_url or app_url)
    engine = create_engine(owner_address, poolclass=NullPool)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    if engine.dialect.name == "sqlite":
        _upgrade_sqlite(engine, target)
        return
    with engine.begin() as connection:
        command.upgrade(_config(connection), target)
        for statement in postgres_wall(make_url(app_address).username or ""):
            connection.exec_driver_sql(statement)


def _upgrade_sqlite(engine: Engine, target: str) -> None:
    """Batch migrations recreate tables: with foreign keys on, that deletes the children. So: off, run, check."""
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.isolation_level = None
        connection.exec_driver_sql("PRAGMA busy_timeout=10000")
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        command.upgrade(_config(connection), target)
        if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
            connection.exec_driver_sql("ROLLBACK")
            raise BrokenReferences(f"{len(broken)} rows point nowhere, first: {broken[0]}")
        if raw.in_transaction:
            connection.exec_driver_sql("COMMIT")
