"""The blueprint on which every page of the scorecard hangs."""

from urllib.parse import quote

from flask import Blueprint

scoring = Blueprint("scoring", __name__)


@scoring.app_template_filter()
def anchor(path: str) -> str:
    """A criterion's path as part of an address within the page."""
    return quote(path, safe="").replace("%", ".")
