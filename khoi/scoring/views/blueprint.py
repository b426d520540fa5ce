"""The blueprint on which every page of the scorecard hangs."""

from urllib.parse import quote

from flask import Blueprint

from tenants.gate import refuse_restrained

scoring = Blueprint("scoring", __name__)
scoring.before_request(refuse_restrained)


@scoring.app_template_filter()
def anchor(path: str) -> str:
    """A criterion's path as part of an address within the page."""
    return quote(path, safe="").replace("%", ".")
