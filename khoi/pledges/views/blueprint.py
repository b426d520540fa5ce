"""The blueprint on which every page of pledges hangs."""

from flask import Blueprint

pledges = Blueprint("pledges", __name__)
