"""The blueprint on which every page of the plan hangs."""

from flask import Blueprint

plans = Blueprint("plans", __name__)
