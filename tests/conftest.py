"""Three fixtures: `app` (an empty portal on a fresh database), `make` (plain makers), `browser` (a real Chromium)."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule

from khoi.app import create_app
from khoi.demo import make_demo
from khoi.settings import Settings
from tenants import schema
from tenants.database import db
from tests import make as makers
from tests.chromium import browser, chromium
from tests.postgres import pg_kept, pg_server, postgres_database

__all__ = ["app", "browser", "chromium", "make", "pg_kept", "pg_server", "postgres_database"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that opens a browser or a database is marked by what it asks for, not by hand."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        for fixture, mark in (("chromium", "browser"), ("app", "database"), ("pg_server", "postgres")):
            if fixture in asked:
                item.add_marker(mark)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database at the newest migration, copied by each test."""
    path = tmp_path_factory.mktemp("template") / "khoi.db"
    schema.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Path:
    """A data folder with the demo bloc, copied by each test that works on it."""
    folder = tmp_path_factory.mktemp("made-demo")
    shutil.copy(migrated_sqlite, folder / "khoi.db")
    portal = create_app(Settings(data=folder, secret_key="k" * 48, testing=True))
    portal.config["PASSWORD_HASHER"] = makers.CHEAP
    with portal.app_context():
        make_demo()
        db.session.remove()
        db.engine.dispose()
    return folder


@pytest.fixture
def demo_bloc(app: Flask, settings: Settings, request: pytest.FixtureRequest) -> Flask:
    """The portal with the demo bloc in it."""
    if settings.is_sqlite:
        shutil.copytree(request.getfixturevalue("made_demo"), settings.data, dirs_exist_ok=True)
    else:
        make_demo()
        db.session.remove()
    return app


@pytest.fixture
def settings(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """Settings on a fresh, migrated database: SQLite, or PostgreSQL with KHOI_TEST_DB=postgres."""
    common = {"data": tmp_path, "secret_key": "k" * 48, "testing": True}
    if os.environ.get("KHOI_TEST_DB") == "postgres":
        app_url, owner_url = request.getfixturevalue("postgres_database")
        return Settings(**common, app_database=app_url, owner_database=owner_url)
    shutil.copy(request.getfixturevalue("migrated_sqlite"), tmp_path / "khoi.db")
    return Settings(**common)


class Compiled(BytecodeCache):
    """Templates compiled once for all the portals of this process: each test makes a new one."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()
_compile_builder, BUILDERS = Rule._compile_builder, dict[tuple[str, str, bool], Any]()


def _remembered(rule: Rule, append_unknown: bool = True) -> Any:
    """The router compiles two functions an address: a third of a test's time, and for each portal the same ones."""
    key = (rule.rule, rule.endpoint, append_unknown)
    if key not in BUILDERS:
        BUILDERS[key] = _compile_builder(rule, append_unknown)
    return BUILDERS[key]


Rule._compile_builder = _remembered  # type: ignore[method-assign]


class Visitor(FlaskClient):
    """A browser's requests, each in a context of its own: within the test's open one they would share who is asking."""

    def open(self, *arguments: Any, **more: Any) -> Any:
        db.session.commit()  # what the test arranged is there, and no lock of its own stands in the way
        with self.application.app_context():
            return super().open(*arguments, **more)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The portal; its context is open, so that a test may ask the database at once."""
    portal = create_app(settings)
    portal.test_client_class = Visitor
    portal.jinja_env.bytecode_cache = COMPILED
    portal.config["PASSWORD_HASHER"] = makers.CHEAP
    with portal.app_context():
        yield portal
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def make(app: Flask) -> object:
    return makers
