"""`khoi remind` on the test's own database, in this process or in one of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from flask import Flask

from khoi.cli import khoi
from khoi.settings import Settings
from tenants.database import db
from tests.khoi.home.mail_server import SENDER

HOUSE = Path(__file__).resolve().parents[3]


def surroundings(app: Flask, port: int | None = None, **more: str) -> dict[str, str]:
    """What the environment says to a command on this portal's data; with `port`, where the mail server listens."""
    settings: Settings = app.extensions["settings"]
    mail = {"SMTP_URL": f"smtp://127.0.0.1:{port}", "MAIL_FROM": SENDER} if port else {"SMTP_URL": ""}
    return {
        "KHOI_DATA": str(settings.data), "DATABASE_URL": settings.app_database,
        "MIGRATION_DATABASE_URL": settings.owner_database, "SECRET_KEY": settings.secret_key,
        "PUBLIC_URL": "https://thidua.langson.gov.vn", **mail, **more,
    }  # fmt: skip


def remind_round(app: Flask, port: int | None = None, *words: str) -> Any:
    """One call of the command, in this process: the clock may stand still."""
    db.session.commit()
    result = CliRunner().invoke(khoi, ["remind", *words], env=surroundings(app, port))
    assert result.exit_code == 0, result.stderr or result.exception
    return json.loads(result.stdout)


def begin_round(app: Flask, port: int) -> subprocess.Popen[str]:
    """One call of the command in a process of its own."""
    db.session.commit()
    env = os.environ | surroundings(app, port) | {"PYTHONPATH": str(HOUSE)}
    words = [sys.executable, "-m", "khoi.cli", "remind"]
    return subprocess.Popen(words, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
