"""What every page gets: its headers, its frame, Vietnamese numbers and dates."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, request
from werkzeug.wrappers import Response

from khoi import navigation
from khoi.frame import Bloc, Frame, Years, drawing, who_is
from khoi.refusals import answer_refusals
from tenants import clock, vi
from tenants.gate import Place, wants_fragment
from tenants.scope import scope_or_none
from tenants.sessions import Person

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)


HEADERS = (
    ("Content-Security-Policy", CSP),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
)


def dress(app: Flask) -> None:
    """Give the app its headers, filters, frame and refusals."""
    app.after_request(_headers)
    app.context_processor(_frame)
    app.jinja_env.filters.update(number=vi.number, points=vi.points, date=vi.date, date_time=vi.date_time, size=vi.size)
    app.jinja_env.globals.update(asset=_asset)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    answer_refusals(app)


def _headers(response: Response) -> Response:
    """The headers of every answer; a view that set one of them itself knows better."""
    headers = response.headers
    present = {name.lower() for name, _ in headers}
    for name, value in HEADERS:
        if name.lower() not in present:
            headers.add(name, value)
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint != "static":
        headers["Cache-Control"] = "no-store"
    return response


def _asset(name: str) -> str:
    """The address of a static file; its version stands in the path, so that scripts may import their neighbours."""
    return f"{request.environ.get('SCRIPT_NAME', '')}{current_app.static_url_path}/{name}"


@cache
def static_version(folder: Path) -> str:
    """A short hash over all static files: a new version is a new address."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:10]


def _frame() -> dict[str, Any]:
    """What the layout shows around every page: who, where, and where else to go."""
    me, place = g.get("me"), g.get("place")
    always = {"me": me, "links": navigation.links(me, place), "today": vi.long_date(clock.now())}
    # A door that stayed shut has given no scope, and without one nothing may be asked.
    if me is None or place is None or scope_or_none() is None or g.get("bare"):
        return always
    bloc = Bloc("Khối thi đua", place.bloc_name.removeprefix("Khối thi đua "))
    names = always | {"bloc": bloc, "place": place}
    # The answer to our script is a piece of a page: it has no frame, and asks nothing for one.
    return names if wants_fragment() else names | _above(me, place, bloc, always["links"])


def _above(me: Person, place: Place, bloc: Bloc, links: Mapping[str, str]) -> dict[str, Any]:
    around = navigation.around(me, place)
    years = Years(place.number, around.years)
    frame = Frame(who_is(me), bloc, around.groups, years, tuple(links.items()), around.unread)
    return {"nav": around.groups, "above": drawing(frame), "notices_count": around.unread}
