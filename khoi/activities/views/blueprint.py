"""The blueprint on which every page of activities hangs."""

from flask import Blueprint

activities = Blueprint("activities", __name__)
