"""The blueprint on which every page of the turn of the year hangs."""

from flask import Blueprint

turnover = Blueprint("turnover", __name__)
