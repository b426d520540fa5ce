"""The blueprint on which every page of the scorecard hangs."""

from flask import Blueprint

scoring = Blueprint("scoring", __name__)
