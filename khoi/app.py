"""create_app: the only place that knows every part."""

from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, request
from flask_wtf import CSRFProtect
from sqlalchemy import event
from werkzeug.exceptions import BadRequest
from werkzeug.middleware.proxy_fix import ProxyFix

import khoi.tables  # noqa: F401 - every model before the first statement
from khoi import pages
from khoi.accounts.views.again import ask_again
from khoi.settings import Settings, from_environment
from khoi.steps import BLUEPRINTS
from tenants import gate, journal
from tenants.database import database_url, db, settle
from tenants.isolation.database import arm_sqlite, tell_postgres
from tenants.isolation.session import raise_session_wall
from tenants.schema import MIGRATIONS

csrf = CSRFProtect()
WITH_FILES = "multipart/form-data"
FORMS = (WITH_FILES, "application/x-www-form-urlencoded")


def create_app(settings: Settings | None = None) -> Flask:
    """The portal, ready to serve; raises where a view has no door or a setting is wrong."""
    chosen = settings or from_environment()
    static = _folder("khoi/static")
    app = Flask(
        "khoi",
        static_folder=str(static),
        static_url_path=f"/static/{pages.static_version(static)}",
        template_folder=str(_folder("templates")),
    )
    app.config.update(_config(chosen))
    app.extensions["settings"] = chosen
    if chosen.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=0)  # type: ignore[method-assign]
    _connect(app)
    app.before_request(_take_what_pages_send)
    csrf.init_app(app)
    gate.guard(
        app, sign_in="accounts.sign_in", change_password="accounts.change_password",  # noqa: S106
        second_factor="accounts.second_factor", ask_again=ask_again,
    )  # fmt: skip
    pages.dress(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    gate.declare_static(app)
    gate.refuse_undeclared(app)
    return app


def _folder(name: str) -> Path:
    return MIGRATIONS.parent / name


def _config(settings: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SECRET_KEY_FALLBACKS": [settings.former_secret_key] if settings.former_secret_key else [],
        "DEMAND_SECOND_FACTOR": settings.demand_second_factor,
        "SQLALCHEMY_DATABASE_URI": database_url(settings.database_url),
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_size": 10, "max_overflow": 20},
        "FILES_DIR": str(settings.files),
        "MAX_CONTENT_LENGTH": (settings.max_upload_mb + 1) * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 1_000_000,
        "SEND_FILE_MAX_AGE_DEFAULT": 31_536_000,
        "SESSION_COOKIE_NAME": "phien" if settings.plain_http or settings.testing else "__Host-phien",
        "SESSION_COOKIE_SECURE": not (settings.plain_http or settings.testing),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "TRUSTED_HOSTS": list(settings.trusted_hosts) or None,
        "WTF_CSRF_TIME_LIMIT": None,
        "TESTING": settings.testing,
    }


def _take_what_pages_send() -> None:
    """A page sends forms whose parts have names, and no NUL in an address. Only a form with files is large: any other
    is read at once, and a million fields cost a gigabyte."""
    if b"%00" in request.query_string or (request.mimetype not in FORMS and request.content_length):
        raise BadRequest
    if request.mimetype != WITH_FILES:
        request.max_content_length = request.max_form_memory_size
    elif None in request.form or None in request.files:
        raise BadRequest


def _connect(app: Flask) -> None:
    """The database with its settings and both walls."""
    db.init_app(app)
    with app.app_context():
        settle(db.engine)
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", arm_sqlite)
    _raise_walls()


@cache
def _raise_walls() -> None:
    """The session factory is one for all apps of a process: its wall is raised once."""
    raise_session_wall(db.session, tell_postgres)
    journal.keep_journal(db.session)
