"""The second wall, in the database: temp triggers on each SQLite connection, row-level security on PostgreSQL.

It stands where the session's wall has no eyes: Core and bulk statements, text, another tool on the app's connection.
SQLite's wall is for writing only; PostgreSQL's also for reading.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import Connection, Integer, Table, cast, func, literal_column
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.schema import MetaData

from tenants.database import Base
from tenants.isolation.kinds import Owned
from tenants.scope import FACTS, Scope, scope_or_none

PREFIX = "khoi"
#: Tables that only grow, beside the owned ones that say `written_once`.
APPEND_ONLY = ("journal_line",)


class _Facts:
    """The facts of the scope as the dialect's own functions."""

    def __init__(self, fact: Any) -> None:
        for name in FACTS:
            setattr(self, name, fact(name))


class _Row:
    """A table's columns as they are named in a trigger (NEW.x, OLD.x) or a policy (table.x)."""

    def __init__(self, table: Table, prefix: str = "") -> None:
        for column in table.columns:
            setattr(self, column.key, literal_column(f"{prefix}{column.name}", column.type))


def owned_classes() -> list[type[Owned]]:
    """Every mapped class that belongs to someone, by table name."""
    mapped = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Owned)]
    return sorted(mapped, key=table_name)


def table_name(cls: type[Owned]) -> str:
    return str(cls.__mapper__.local_table.name)  # type: ignore[attr-defined]


def _table(cls: type[Owned]) -> Table:
    return Base.metadata.tables[table_name(cls)]


def _unless_held(cls: type[Owned], row: Any, condition: Any) -> Any:
    """The right to write a row, as long as its year is not held."""
    return condition & cls.let_go(row) if cls.held_by else condition


# --- SQLite ------------------------------------------------------------------------------------------------------

_SQLITE_FACTS: Any = _Facts(lambda name: getattr(func, f"{PREFIX}_{name}")())


def _sqlite_text(condition: Any) -> str:
    return str(condition.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))


def _refusing(name: str, event: str, table: str, unless: str) -> str:
    return (
        f"CREATE TEMP TRIGGER {name} BEFORE {event} ON main.{table} BEGIN "
        f"SELECT RAISE(ABORT, 'wall: {table}') WHERE NOT coalesce(({unless}), 0); END"
    )


def _owned_triggers(cls: type[Owned]) -> Iterator[str]:
    table = _table(cls)
    new, old = _Row(table, "NEW."), _Row(table, "OLD.")
    asked = ((cls.inserted, new), (cls.deleted, old), (cls.updated, old), (cls.updated, new))
    inserted, deleted, before, after = (
        _sqlite_text(_unless_held(cls, row, rule(row, _SQLITE_FACTS))) for rule, row in asked
    )
    once = "0" if cls.written_once else None
    yield _refusing(f"wall_{table.name}_insert", "INSERT", table.name, inserted)
    yield _refusing(f"wall_{table.name}_update", "UPDATE", table.name, once or f"({before}) AND ({after})")
    yield _refusing(f"wall_{table.name}_delete", "DELETE", table.name, once or deleted)


@lru_cache(maxsize=1)
def sqlite_triggers() -> tuple[str, ...]:
    """All temp triggers of the wall, as SQL; the same for every connection."""
    owned = [trigger for cls in owned_classes() for trigger in _owned_triggers(cls)]
    grown = [
        _refusing(f"wall_{table}_{event.lower()}", event, table, "0")
        for table in APPEND_ONLY
        for event in ("UPDATE", "DELETE")
    ]
    return (*owned, *grown)


def _fact_now(name: str) -> int:
    scope = scope_or_none()
    return 0 if scope is None else int(getattr(scope, name))


def arm_sqlite(connection: sqlite3.Connection, entry: ConnectionPoolEntry | None = None) -> None:
    """Raise the wall on a fresh connection, if the schema is there: a migration's connection comes before it."""
    for name in FACTS:
        connection.create_function(f"{PREFIX}_{name}", 0, partial(_fact_now, name))
    present = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    wanted = {table_name(cls) for cls in owned_classes()} | set(APPEND_ONLY)
    if wanted <= present:
        for trigger in sqlite_triggers():
            connection.execute(trigger)


def standing_triggers(connection: sqlite3.Connection) -> int:
    """How many triggers of the wall stand on this connection."""
    rows = connection.execute("SELECT count(*) FROM sqlite_temp_master WHERE type = 'trigger' AND name LIKE 'wall_%'")
    return int(rows.fetchone()[0])


# --- PostgreSQL --------------------------------------------------------------------------------------------------


def _setting(name: str) -> Any:
    return cast(func.nullif(func.current_setting(f"{PREFIX}.{name}", True), ""), Integer)


_POSTGRES_FACTS: Any = _Facts(_setting)


def _postgres_text(condition: Any) -> str:
    return str(
        condition.compile(
            dialect=postgresql.dialect(),  # type: ignore[no-untyped-call]
            compile_kwargs={"literal_binds": True},
        )
    )


def _policies(cls: type[Owned]) -> Iterator[str]:
    table = _table(cls)
    # With the table's name: in a policy's own question `id` alone would be the other table's.
    row = _Row(table, f"{table.name}.")
    seen = _postgres_text(cls.seen(row, _POSTGRES_FACTS))
    inserted, updated, deleted = (
        _postgres_text(_unless_held(cls, row, rule(row, _POSTGRES_FACTS)))
        for rule in (cls.inserted, cls.updated, cls.deleted)
    )
    yield f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table.name} FORCE ROW LEVEL SECURITY"
    for name in ("seen", "inserted", "updated", "deleted"):
        yield f"DROP POLICY IF EXISTS {name} ON {table.name}"
    yield f"CREATE POLICY seen ON {table.name} FOR SELECT USING ({seen})"
    yield f"CREATE POLICY inserted ON {table.name} FOR INSERT WITH CHECK ({inserted})"
    if not cls.written_once:
        yield f"CREATE POLICY updated ON {table.name} FOR UPDATE USING ({updated}) WITH CHECK ({updated})"
        yield f"CREATE POLICY deleted ON {table.name} FOR DELETE USING ({deleted})"


def _grants(role: str, metadata: MetaData) -> Iterator[str]:
    yield f'GRANT USAGE ON SCHEMA public TO "{role}"'
    yield f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}"'
    yield f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}"'
    once = [table_name(cls) for cls in owned_classes() if cls.written_once]
    for table in (*once, *APPEND_ONLY, "alembic_version"):
        yield f'REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM "{role}"'


def postgres_wall(app_role: str) -> Iterable[str]:
    """The statements, run by the owner after every migration, that raise the wall for the app's role."""
    for cls in owned_classes():
        yield from _policies(cls)
    yield from _grants(app_role, Base.metadata)


def tell_postgres(connection: Connection, scope: Scope | None) -> None:
    """Say whose transaction this is, for this transaction only; nobody's is the scope that sees nothing."""
    if connection.dialect.name != "postgresql":
        return
    facts = scope or Scope()
    calls = ", ".join(f"set_config('{PREFIX}.{name}', '{int(getattr(facts, name))}', true)" for name in FACTS)
    connection.exec_driver_sql(f"SELECT {calls}")
