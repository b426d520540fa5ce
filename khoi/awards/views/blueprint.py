"""The blueprint on which every page of awards hangs."""

from flask import Blueprint

awards = Blueprint("awards", __name__)
