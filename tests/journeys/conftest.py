"""The demo bloc behind a port, made once for all journeys that only look at it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from khoi.app import create_app
from khoi.demo import accounts_of, make_demo
from khoi.settings import Settings
from tenants.database import db
from tests.chromium import WAIT_MS, Browser
from tests.make import CHEAP
from tests.serving import in_thread

expect.set_options(timeout=WAIT_MS)


@dataclass(frozen=True, slots=True)
class Demo:
    """The served demo bloc: nobody may change it, for all tests of the session look at the same one."""

    app: Flask
    address: str
    #: login → password
    passwords: dict[str, str]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("demo")
    shutil.copy(migrated_sqlite, folder / "khoi.db")
    portal = create_app(Settings(data=folder, secret_key="k" * 48, testing=True))
    portal.config["PASSWORD_HASHER"] = CHEAP
    with portal.app_context():
        make_demo()
        db.session.remove()
        passwords = {account.login: account.password for account in accounts_of(portal.config["SECRET_KEY"])}
    with in_thread(portal) as address:
        yield Demo(portal, address, passwords)
    with portal.app_context():
        db.engine.dispose()


@pytest.fixture
def demo_browser(chromium: Chromium, demo: Demo) -> Iterator[Browser]:
    """A Chromium before the demo bloc."""
    ours = Browser(chromium, demo.address)
    try:
        yield ours
    finally:
        ours.close()
    assert not ours.complaints, "\n".join(ours.complaints)
