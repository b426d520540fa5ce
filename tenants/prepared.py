"""Statements said thousands of times a minute: compiled once, run as ready text.

For the few named bulk readers of the pages that everybody opens all day. It passes the session's wall by: such a
reader takes the scope as an argument and says in the statement whose rows it reads (DESIGN 3, law 4)."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Dialect, Select

from tenants.database import aside, db


class Prepared:
    """A select whose text, parameters and column types are worked out once for each kind of database."""

    def __init__(self, statement: Select[Any]) -> None:
        self._statement = statement
        self._made: dict[str, _Made] = {}

    def rows(self, facts: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """All rows, in the request's own transaction."""
        return self._rows(db.session.connection(), facts)

    def first(self, facts: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """The first row, on a connection beside the request's transaction."""
        with aside() as connection:
            found = self._rows(connection, facts)
        return found[0] if found else None

    def _rows(self, connection: Connection, facts: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        made = self._made.get(connection.dialect.name)
        if made is None:
            made = self._made[connection.dialect.name] = _Made(self._statement, connection.dialect)
        return made.read(_fetched(connection, made.text, made.arguments(facts)))


def _fetched(connection: Connection, text: str, arguments: Any) -> Sequence[Any]:
    """By the driver's own cursor on the transaction's connection: SQLAlchemy's result costs more than the answer.

    Where somebody listens, or something goes wrong, SQLAlchemy says it (again) in its own words, and lets a dead
    connection go."""
    if not connection.dispatch.before_cursor_execute:
        cursor = connection.connection.cursor()
        try:
            return cursor.execute(text, arguments).fetchall()  # type: ignore[no-any-return]
        except Exception:  # noqa: BLE001, S110 - whatever it was, it is raised below
            pass
        finally:
            cursor.close()
    return connection.exec_driver_sql(text, arguments).fetchall()


class _Made:
    """What a dialect makes of a statement."""

    def __init__(self, statement: Select[Any], dialect: Dialect) -> None:
        self._compiled: Any = statement.compile(dialect=dialect)
        self._types = [column.type for column in statement.selected_columns]
        self._dialect = dialect
        self.text = str(self._compiled)
        self._constant = {key: value for key, value in self._compiled.params.items() if value is not None}

    def arguments(self, facts: Mapping[str, Any]) -> Any:
        values = {**self._constant, **facts}
        if self._compiled.positional:
            return tuple(values[name] for name in self._compiled.positiontup)
        return {name: values[name] for name in self._compiled.params}

    @cached_property
    def _readers(self) -> list[tuple[int, Callable[[Any], Any]]]:
        """The columns whose values the driver gives in another shape than our types."""
        readers = [(n, kind._cached_result_processor(self._dialect, None)) for n, kind in enumerate(self._types)]
        return [(n, reader) for n, reader in readers if reader is not None]

    def read(self, rows: Sequence[Any]) -> list[tuple[Any, ...]]:
        if not self._readers:
            return list(rows)
        return [self._row(row) for row in rows]

    def _row(self, row: Any) -> tuple[Any, ...]:
        values = list(row)
        for n, reader in self._readers:
            values[n] = reader(values[n])
        return tuple(values)
