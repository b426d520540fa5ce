"""The blueprint on which every page of movements hangs."""

from flask import Blueprint

movements = Blueprint("movements", __name__)
